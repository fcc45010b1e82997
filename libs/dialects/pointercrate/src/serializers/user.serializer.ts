import type { AccountInSpace } from '#records';
import { type TaggedDocument, tagDocument } from './tagged-document.js';
import type { UserDocument } from './user.document.js';

/** A user (contract §1.7), with his permissions in the space. */
export function serializeUser({ account: { id, name, profile }, membership }: AccountInSpace): UserDocument {
  return {
    id,
    name,
    permissions: membership?.permissions ?? 0,
    display_name: profile.display_name ?? null,
    youtube_channel: profile.youtube_channel ?? null,
  };
}

/** A user with his tag; the same for everybody who may see him. */
export function userDocument(found: AccountInSpace): TaggedDocument {
  return tagDocument(serializeUser(found));
}
