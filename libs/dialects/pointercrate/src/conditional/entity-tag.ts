import type { TagText } from '#dialect-kit';
import { canonicalJson, hashCanonical, type JsonValue } from '#records';

/** The tag of what is about to be sent, after redaction (contract §4.3, rule 1): an unsigned 64-bit decimal. */
export function entityTag(data: JsonValue): TagText {
  const firstEightBytes = hashCanonical(canonicalJson(data)).slice(0, 16);
  return BigInt(`0x${firstEightBytes}`).toString();
}

export function quoted(tag: TagText): string {
  return `"${tag}"`;
}
