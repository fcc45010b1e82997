import { Flag, Text } from './body-members.js';

/** Contract §3b.2. */
export class PlayerAmendmentBody {
  @Text({ optional: true, example: 'Yarrow', description: 'That of another player merges him into this one' })
  readonly name?: string;

  @Flag({ optional: true, example: false, description: 'Banning deletes what waits for review and rejects all other records' })
  readonly banned?: boolean;

  @Text({ optional: true, nullable: true, example: 'GB', description: 'Code or name; another one clears the subdivision' })
  readonly nationality?: string | null;

  @Text({ optional: true, nullable: true, example: 'ENG', description: 'Code within the country' })
  readonly subdivision?: string | null;
}

/** Contract §3b.2. */
export class ClaimAmendmentBody {
  @Flag({ optional: true, example: true, description: 'Needs MODERATOR; removes all other claims on the player' })
  readonly verified?: boolean;

  @Flag({ optional: true, description: 'Only by the user of the claim, once it is verified' })
  readonly lock_submissions?: boolean;
}
