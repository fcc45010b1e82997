import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RecordReader, SpaceId } from '#records';
import type { ListReader } from '../list/list-reader.js';
import type { ListWriter } from '../list/list-writer.js';
import type { LogMark, Standings } from './standings.js';
import { covers, followStandings, markOf, readStandings } from './standings-reading.js';

/** Lists whose standings are kept. */
const knownLists = 100;

/** The standings of each list; they follow its log and are never stored. */
@Injectable()
export class KnownStandings {
  private readonly tracks = new LRUCache<SpaceId, StandingsTrack>({ max: knownLists });

  /**
   * Standings that have seen at least what the reader's snapshot shows, whichever process wrote it. Not for use within a
   * write: what it has not committed yet must not be kept.
   */
  async of({ reader, space }: ListReader): Promise<Standings> {
    return this.trackOf(space).upTo(reader, markOf(await reader.spaceHead()));
  }

  /** For a write: standings of its own, which see what it has written so far. Ask for `of` before it begins, others wait for it. */
  within({ reader, space }: ListWriter): WriteStandings {
    return new WriteStandings(reader, this.trackOf(space).fork());
  }

  private trackOf(space: SpaceId): StandingsTrack {
    const known = this.tracks.get(space) ?? new StandingsTrack();
    this.tracks.set(space, known);
    return known;
  }
}

export class WriteStandings {
  constructor(
    private readonly reader: RecordReader,
    private standings: Standings | undefined,
  ) {}

  /** As of what is written at this moment; what was given out before follows along. */
  async now(): Promise<Standings> {
    const head = markOf(await this.reader.spaceHead());
    this.standings = await broughtUpTo(this.standings, this.reader, head);
    return this.standings;
  }
}

/** One list: whoever needs to know more reads what is missing from his own snapshot, one at a time. */
class StandingsTrack {
  private latest: Standings | undefined;
  private busy: Promise<void> | undefined;

  fork(): Standings | undefined {
    return this.latest?.fork();
  }

  async upTo(reader: RecordReader, head: LogMark): Promise<Standings> {
    for (;;) {
      if (this.latest !== undefined && covers(this.latest.mark, head)) return this.latest;
      if (this.busy === undefined) await this.advance(reader, head);
      // Whoever is at it may fail, or stop short of what is needed here.
      else await this.busy;
    }
  }

  private advance(reader: RecordReader, head: LogMark): Promise<void> {
    const work = broughtUpTo(this.latest, reader, head).then((standings) => {
      this.latest = standings;
    });
    const done = (): void => {
      this.busy = undefined;
    };
    this.busy = work.then(done, done);
    return work.finally(() => this.busy);
  }
}

async function broughtUpTo(standings: Standings | undefined, reader: RecordReader, head: LogMark): Promise<Standings> {
  if (standings === undefined) return readStandings(reader, head);
  return covers(standings.mark, head) ? standings : followStandings(standings, reader, head);
}
