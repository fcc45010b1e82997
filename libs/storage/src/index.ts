export { openStorage, type Storage, type StorageOptions } from './open-storage.js';
export { ProcessRateLimitStore } from './process-rate-limit-store.js';
