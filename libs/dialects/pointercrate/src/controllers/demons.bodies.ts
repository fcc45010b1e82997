import { Integer, SmallInteger, Text, Texts } from './body-members.js';

/** A new demon (contract §3b.3). */
export class DemonBody {
  @Text({ example: 'Paper Lanterns' })
  readonly name!: string;

  @SmallInteger({ example: 1, description: 'From 1 to one more than there are demons' })
  readonly position!: number;

  @SmallInteger({ example: 60, description: 'Least per cent that counts, 0 to 100' })
  readonly requirement!: number;

  @Text({ example: 'AeonAir', description: 'Name of a player, made if new' })
  readonly verifier!: string;

  @Text({ example: 'Pennutoh', description: 'Name of a player, made if new' })
  readonly publisher!: string;

  @Texts({ example: ['Pennutoh'], description: 'Names of players, made if new' })
  readonly creators!: readonly string[];

  @Text({ optional: true, nullable: true, example: null, description: 'Address of the verification' })
  readonly video?: string | null;

  @Integer({ optional: true, nullable: true, example: null, description: 'Id of the level in the game, at least 1' })
  readonly level_id?: number | null;
}

/** Changes of a demon (contract §3b.3). */
export class DemonChangesBody {
  @Text({ optional: true, example: 'Cadrega City' })
  readonly name?: string;

  @SmallInteger({ optional: true, example: 2, description: 'From 1 to the number of demons' })
  readonly position?: number;

  @Text({
    optional: true,
    nullable: true,
    example: 'https://www.youtube.com/watch?v=cHEGAqOgddA',
    description: 'Null removes it',
  })
  readonly video?: string | null;

  @Text({ optional: true, example: 'https://i.ytimg.com/vi/cHEGAqOgddA/mqdefault.jpg' })
  readonly thumbnail?: string;

  @SmallInteger({ optional: true, example: 54, description: 'Records below it are deleted' })
  readonly requirement?: number;

  @Text({ optional: true, example: 'AeonAir', description: 'Name of a player, made if new' })
  readonly verifier?: string;

  @Text({ optional: true, example: 'Pennutoh', description: 'Name of a player, made if new' })
  readonly publisher?: string;
}

/** A new creator of a demon (contract §3b.3). */
export class CreatorBody {
  @Text({ example: 'stardust1971', description: 'Name of a player, made if new' })
  readonly creator!: string;
}
