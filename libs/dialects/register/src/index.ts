export { RegisterLocator, type RegisterPlace } from './addressing/register-locator.js';
export { RegisterNotFound, RsfError } from './errors/register-errors.js';
export { leafHashers } from './hashing/leaf-hashers.js';
export { registerDialect } from './register.dialect.js';
export { RegisterModule } from './register.module.js';
export type { RegisterOptions } from './register.options.js';
export { fileSource, type OpenedRsf, type RsfSource, textSource } from './rsf/rsf-source.js';
export { type LoadedRegister, LoadRegisterLog, type LoadRegisterLogCommand } from './use-cases/load-register-log.use-case.js';
