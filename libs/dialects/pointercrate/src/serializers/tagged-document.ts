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

/** What came of a change, as the caller sees it. */
export interface Change {
  readonly document: TaggedDocument;
  /** Whether the caller sees another representation than before. */
  readonly changed: boolean;
}

export function changeOf(before: TaggedDocument, after: TaggedDocument): Change {
  return { document: after, changed: before.tag !== after.tag };
}
