import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { listsTag, parseTagList } from '#dialect-kit';
import type { MountedRegister } from '../addressing/mounted-register.js';
import { commonHeaders } from './response-headers.js';

/**
 * How long a representation stays what it is. Entries and proofs at a fixed size never change; the content of a blob may be
 * redacted, so a copy of it must not be kept for long (contract §1.5, §2.5).
 */
export type Permanence = 'redactable' | 'permanent';

const lifetimes = { redactable: 'max-age=3600', permanent: 'max-age=31536000, immutable' } as const;

/** @param permanence of a resource in this register */
export function cacheControl({ space, erasable }: Pick<MountedRegister, 'space' | 'erasable'>, permanence: Permanence): string {
  const scope = space.visibility === 'private' ? 'private, ' : '';
  return `${scope}${commonHeaders['cache-control']}, ${erasable ? 'no-cache' : lifetimes[permanence]}`;
}

/** A strong entity tag of a representation: JSON and CSV have different texts, so they have different tags. */
export function entityTag(text: string): string {
  return `"${hash('sha256', text, 'base64url').slice(0, 22)}"`;
}

/** Whether the caller has the representation already (RFC 9110 §13.1.2). */
export function isCurrent({ headers }: FastifyRequest, tag: string): boolean {
  const condition = headers['if-none-match'];
  return condition !== undefined && listsTag(parseTagList(condition), tag.slice(1, -1));
}
