import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#records';

/** Digits of an entity tag, without the quotes. */
export type TagText = string;

/** The tag of what is about to be sent, after redaction (contract §4.3, rule 1): an unsigned 64-bit decimal. */
export function entityTag(data: JsonValue): TagText {
  const digest = createHash('sha256').update(canonicalJson(data), 'utf8').digest();
  return digest.readBigUInt64BE(0).toString();
}

export function quoted(tag: TagText): string {
  return `"${tag}"`;
}
