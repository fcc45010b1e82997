export * from './authorization.js';
export * from './dialect.js';
export * from './dialect-error.filter.js';
export * from './http-errors.js';
export * from './json-body.js';
export * from './json-body.pipe.js';
export * from './route-table.js';
export * from './tag-list.js';
