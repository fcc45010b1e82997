import type { TagText } from '#dialect-kit';
import type { JsonValue } from '#records';
import { entityTag } from '../conditional/entity-tag.js';

/** An object as it is sent, with its tag (contract §4). */
export interface TaggedDocument {
  readonly tag: TagText;
  /** `{"data": …}` */
  readonly body: string;
}

export function tagDocument(data: object): TaggedDocument {
  return { tag: entityTag(data as JsonValue), body: JSON.stringify({ data }) };
}
