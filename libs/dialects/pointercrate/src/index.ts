export { defaultLimits } from './limits/limits.js';
export { pointercrateDialect } from './pointercrate.dialect.js';
export { PointercrateModule } from './pointercrate.module.js';
export type { PointercrateOptions } from './pointercrate.options.js';
export { pointercratePolicy } from './pointercrate.policy.js';
export { ImportDemonlist, type ImportDemonlistCommand } from './use-cases/import-demonlist.use-case.js';
