export { openFileStore } from './open-file-store.js';
