export type { MountedRegister } from './addressing/mounted-register.js';
export { RegisterLocator, type RegisterPlace } from './addressing/register-locator.js';
export {
  isOwnError as isRegisterError,
  type OwnError as RegisterRefusal,
  RegisterNotFound,
  ResourceNotFound,
  RsfError,
} from './errors/register-errors.js';
export { itemDigestTree, leafHashers, objectHashTree, type TreeName } from './hashing/leaf-hashers.js';
export { withSpooled } from './http/spool.js';
export { registerDialect } from './register.dialect.js';
export { RegisterModule } from './register.module.js';
export type { RegisterOptions } from './register.options.js';
export { fileSource, type OpenedRsf, type RsfSource, textSource } from './rsf/rsf-source.js';
export { serializeHash } from './serializers/entry.serializer.js';
export { serializeTimestamp } from './serializers/timestamp.js';
export { AddAttributes, type ExtendedSchema } from './use-cases/add-attributes.use-case.js';
export { type CreatedRegister, CreateRegister } from './use-cases/create-register.use-case.js';
export { ExportLog } from './use-cases/export-log.use-case.js';
export { type LoadedRegister, LoadRegisterLog, type LoadRegisterLogCommand } from './use-cases/load-register-log.use-case.js';
export { ProveLog } from './use-cases/prove-log.use-case.js';
export { RedactBlob, type Redaction } from './use-cases/redact-blob.use-case.js';
export { WriteEntry, type WriteEntryCommand } from './use-cases/write-entry.use-case.js';
export { isConsistent, rootOfAuditPath } from './verify/check-proof.js';
export { type LogVerdict, verifyLog } from './verify/verify-log.js';
