import type { Validation } from '../rsf/entry-drafter.js';
import type { LoadedRegister } from '../use-cases/load-register-log.use-case.js';

export interface UploadDocument {
  readonly success: true;
  readonly message: 'success';
  readonly warnings?: readonly string[];
}

/** What became of an upload (contract §3.13); how the log breaks the rules only where they were relaxed, even if it does not. */
export function serializeUpload({ warnings }: Pick<LoadedRegister, 'warnings'>, validation: Validation): UploadDocument {
  const success = { success: true, message: 'success' } as const;
  return validation === 'strict' ? success : { ...success, warnings };
}
