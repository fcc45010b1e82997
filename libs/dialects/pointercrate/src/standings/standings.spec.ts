import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nationRanking } from './nation-scores.js';
import { playersById, rankedPlayers } from './player-lists.js';
import { knownPlayer } from './player-roster.js';
import { recordScore } from './score-formula.js';
import { type ApprovedRecord, type DemonChange, Standings, type StandingsChanges } from './standings.js';

type PlayerChange = StandingsChanges['players'][number];
type Demon = StandingsChanges['demons'][number];
type RecordChange = StandingsChanges['records'][number];

const id = fc.integer({ min: 1, max: 12 });
const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 5 });

const player: fc.Arbitrary<PlayerChange> = fc
  .tuple(id, fc.boolean(), fc.constantFrom('DE', 'GB', null), sometimes(fc.constantFrom('a', 'B')))
  .map(([of, banned, nationality, name]) => ({
    id: of,
    player: name === undefined ? undefined : knownPlayer(of, `${name}${of}`, banned, nationality, null),
  }));
const demon: fc.Arbitrary<Demon> = fc.record({
  id: fc.integer({ min: 1, max: 6 }),
  demon: sometimes<DemonChange>(
    fc.record({
      position: fc.constantFrom(1, 2, 50, 75, 76, 150, 151, 400),
      requirement: fc.constantFrom(50, 60, 100),
      verifier: id,
    }),
  ),
});
const record: fc.Arbitrary<RecordChange> = fc.record({
  slot: fc.integer({ min: 1, max: 200 }),
  approved: sometimes<ApprovedRecord>(
    fc.record({ player: id, demon: fc.integer({ min: 1, max: 6 }), progress: fc.constantFrom(40, 55, 60, 99, 100) }),
  ),
});
const changes: fc.Arbitrary<StandingsChanges> = fc.record({
  players: fc.array(player, { maxLength: 4 }),
  demons: fc.array(demon, { maxLength: 3 }),
  records: fc.array(record, { maxLength: 10 }),
});

/** What is left when everything has been applied. */
function remains(batches: readonly StandingsChanges[]) {
  const players = new Map<number, PlayerChange>();
  const demons = new Map<number, Demon>();
  const records = new Map<number, RecordChange>();
  for (const batch of batches) {
    for (const each of batch.players) players.set(each.id, each);
    for (const each of batch.demons) demons.set(each.id, each);
    for (const each of batch.records) records.set(each.slot, each);
  }
  const ascending = [...players.values()].sort((a, b) => a.id - b.id);
  return { players: ascending, demons: [...demons.values()], records: [...records.values()] };
}

function settled(batches: readonly StandingsChanges[], standings = Standings.empty()): Standings {
  for (const batch of batches) {
    standings.apply(batch);
    standings.settleAtOnce();
  }
  return standings;
}

function everythingOf(standings: Standings) {
  const window = { limit: 100, after: undefined, before: undefined };
  return {
    players: playersById(standings, () => true, window),
    ranking: rankedPlayers(standings, () => true, window),
    nations: nationRanking(standings),
  };
}

/** The words of contract §6.6, without anything clever. */
function scoreOf(of: number, { demons, records }: StandingsChanges): number {
  const placed = new Map(demons.flatMap(({ id: key, demon: found }) => (found === undefined ? [] : [[key, found] as const])));
  const held = records.flatMap(({ approved }) => (approved?.player === of ? [approved] : []));
  const scores = held.map(({ demon: on, progress }) => {
    const { position = 999, requirement = 0 } = placed.get(on) ?? {};
    return recordScore(progress, position, requirement);
  });
  for (const [key, { verifier, position }] of placed) {
    const isCompleted = held.some(({ demon: on, progress }) => on === key && progress === 100);
    if (verifier === of && !isCompleted) scores.push(recordScore(100, position, 0));
  }
  return scores.reduce((sum, score) => sum + score, 0);
}

describe('Standings', () => {
  it('that followed every change equal those built afresh', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), (batches) => {
        const followed = everythingOf(settled(batches));
        expect(followed).toEqual(everythingOf(settled([remains(batches)])));
        for (const { player: found, score } of followed.players.items) {
          expect(score).toBeCloseTo(scoreOf(found.id, remains(batches)), 6);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('rank the best first, equals alike, and nobody who is banned or has no score', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 6 }), (batches) => {
        const { players, ranking } = everythingOf(settled(batches));
        expect(ranking.items.map(({ place }) => place)).toEqual(ranking.items.map((_, at) => at + 1));
        for (const { player: found, score, rank } of players.items) {
          const better = players.items.filter((other) => !other.player.banned && other.score > score).length;
          expect(rank).toBe(found.banned || score === 0 ? null : better + 1);
        }
      }),
    );
  });

  it('stay as they were when a fork of theirs goes its own way', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 4 }), fc.array(changes, { maxLength: 4 }), (before, after) => {
        const standings = settled(before);
        const seen = everythingOf(standings);
        const fork = everythingOf(settled(after, standings.fork()));
        expect(everythingOf(standings)).toEqual(seen);
        expect(fork).toEqual(everythingOf(settled([...before, ...after])));
      }),
    );
  });

  it('are the same whether few or many change at once', () => {
    const players = Array.from({ length: 500 }, (_, at) => ({
      id: at + 1,
      player: knownPlayer(at + 1, `p${at}`, false, 'DE', null),
    }));
    const demons = [{ id: 1, demon: { position: 1, requirement: 50, verifier: 1 } }];
    const records = players.map(({ id: of }, at) => ({ slot: of, approved: { player: of, demon: 1, progress: 50 + (at % 51) } }));
    const nothing = { players: [], demons: [], records: [] };
    const oneByOne = [{ ...nothing, players, demons }, ...records.map((each) => ({ ...nothing, records: [each] }))];
    expect(everythingOf(settled([{ players, demons, records }]))).toEqual(everythingOf(settled(oneByOne)));
  });

  it('give equal scores one rank and skip the next', () => {
    const players = [4, 3, 2, 1].map((of) => ({ id: of, player: knownPlayer(of, `p${of}`, false, null, null) }));
    const demons = [1, 2].map((of) => ({ id: of, demon: { position: of, requirement: 50, verifier: 99 } }));
    const held = [
      [1, 2],
      [2, 1],
      [3, 1],
      [4, 2],
    ] as const;
    const records = held.map(([of, on]) => ({ slot: of, approved: { player: of, demon: on, progress: 100 } }));
    const { ranking } = everythingOf(settled([{ players, demons, records }]));
    expect(ranking.items.map(({ player: found, rank, place }) => [found.id, rank, place])).toEqual([
      [2, 1, 1],
      [3, 1, 2],
      [1, 3, 3],
      [4, 3, 4],
    ]);
  });

  it('count a verification and an own 100 % once, and progress of the verifier beside it', () => {
    const players = [{ id: 1, player: knownPlayer(1, 'p', false, null, null) }];
    const demons = [{ id: 1, demon: { position: 1, requirement: 50, verifier: 1 } }];
    const withRecord = (progress: number) => {
      const records = [{ slot: 1, approved: { player: 1, demon: 1, progress } }];
      return everythingOf(settled([{ players, demons, records }])).players.items[0]?.score;
    };
    expect(withRecord(100)).toBe(recordScore(100, 1, 50));
    expect(withRecord(50)).toBe(recordScore(100, 1, 50) + recordScore(50, 1, 50));
  });
});
