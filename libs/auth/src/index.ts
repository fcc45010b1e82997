export * from './api-keys.js';
export * from './auth.module.js';
export * from './credential-verifier.js';
export * from './passwords.js';
export * from './token-authority.js';
