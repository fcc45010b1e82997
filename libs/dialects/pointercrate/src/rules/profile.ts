import type { Account } from '#records';
import { requireDisplayName } from './user-names.js';
import { canonicalChannel } from './youtube-channel.js';

/** What of a profile is to be changed; null: nothing there any more. */
export interface ProfileChanges {
  readonly display_name?: string | null;
  readonly youtube_channel?: string | null;
}

/** @throws PointercrateError as `requireDisplayName` and `canonicalChannel` do */
export function changedProfile(profile: Account['profile'], changes: ProfileChanges): Account['profile'] {
  const { display_name, youtube_channel } = changes;
  if (typeof display_name === 'string') requireDisplayName(display_name);
  const channel = typeof youtube_channel === 'string' ? canonicalChannel(youtube_channel) : youtube_channel;
  const members = { ...profile, ...given('display_name', display_name), ...given('youtube_channel', channel) };
  return Object.fromEntries(Object.entries(members).filter((member): member is [string, string] => member[1] !== null));
}

function given(name: string, value: string | null | undefined): { readonly [name: string]: string | null } {
  return value === undefined ? {} : { [name]: value };
}
