import { Max, Min } from 'class-validator';
import { Integer, Text } from './body-members.js';

const mostBits = 2 ** 16 - 1;

export class RegistrationBody {
  @Text({ example: 'new_user', description: 'At least 3 bytes, no blanks at its ends, no colon' })
  readonly name!: string;

  @Text({ example: 'correct horse battery', description: 'At least 10 bytes' })
  readonly password!: string;
}

export class ProfileBody {
  @Text({ optional: true, nullable: true, example: 'Helper', description: 'As a name; null removes it' })
  readonly display_name?: string | null;

  @Text({
    optional: true,
    nullable: true,
    example: 'https://www.youtube.com/@helper',
    description: '`channel/…`, `user/…`, `c/…` or `@…` on youtube.com; null removes it',
  })
  readonly youtube_channel?: string | null;
}

export class OwnAccountBody extends ProfileBody {
  @Text({ optional: true, description: 'At least 10 bytes; ends all tokens' })
  readonly password?: string;
}

export class UserBody extends ProfileBody {
  @Integer({ optional: true, minimum: 0, maximum: mostBits, example: 2, description: 'Bits that the caller can assign' })
  @Min(0)
  @Max(mostBits)
  readonly permissions?: number;
}
