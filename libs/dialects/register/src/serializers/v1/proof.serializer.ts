import type { RootProof } from '../../use-cases/prove-log.use-case.js';
import { serializeItemHash } from './entry.serializer.js';

/** The one kind of proof there is in the v1 view (contract §4.1). */
export const proofIdentifier = 'merkle:sha-256';

export interface RootProofDocument {
  readonly 'proof-identifier': string;
  readonly 'root-hash': string;
  readonly 'total-entries': number;
}

export interface EntryProofDocument {
  readonly 'proof-identifier': string;
  readonly 'entry-number': string;
  readonly 'merkle-audit-path': readonly string[];
}

export interface ConsistencyProofDocument {
  readonly 'proof-identifier': string;
  readonly 'merkle-consistency-nodes': readonly string[];
}

export function serializeRootProof({ rootHash, size }: RootProof): RootProofDocument {
  return { 'proof-identifier': proofIdentifier, 'root-hash': serializeItemHash(rootHash), 'total-entries': size };
}

/** @param path hashes in hex */
export function serializeEntryProof(number: number, path: readonly string[]): EntryProofDocument {
  return {
    'proof-identifier': proofIdentifier,
    'entry-number': String(number),
    'merkle-audit-path': path.map(serializeItemHash),
  };
}

/** @param nodes hashes in hex */
export function serializeConsistencyProof(nodes: readonly string[]): ConsistencyProofDocument {
  return { 'proof-identifier': proofIdentifier, 'merkle-consistency-nodes': nodes.map(serializeItemHash) };
}
