import type { RootProof } from '../use-cases/prove-log.use-case.js';
import { serializeHash } from './entry.serializer.js';

export interface RootProofDocument {
  readonly 'root-hash': string;
  readonly 'total-entries': number;
}

export interface AuditPathDocument {
  readonly 'audit-path': readonly string[];
}

/** The root of the log (contract §3.10). */
export function serializeRootProof({ rootHash, size }: RootProof): RootProofDocument {
  return { 'root-hash': serializeHash(rootHash), 'total-entries': size };
}

/** An entry or consistency proof, lowest node first (contract §3.10). */
export function serializeAuditPath(hashes: readonly string[]): AuditPathDocument {
  return { 'audit-path': hashes.map(serializeHash) };
}
