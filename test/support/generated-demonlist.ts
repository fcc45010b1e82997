/** A made-up demonlist of any size, in the form of demo/pointercrate/sample.json. The same sizes always give the same list. */
export interface DemonlistSizes {
  readonly records: number;
  readonly players: number;
  readonly demons: number;
}

/** mulberry32: small, and good enough to scatter. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** Ten records: six approved, two submitted, one of the others each. */
const statuses = [...Array.from({ length: 6 }, () => 'approved'), 'submitted', 'submitted', 'rejected', 'under consideration'];

const video = (id: number): string => `https://www.youtube.com/watch?v=${id.toString(36).padStart(11, 'a')}`;

export function generateDemonlist({ records, players, demons }: DemonlistSizes): object {
  const random = randomNumbers(1971);
  const requirement = (demon: number): number => 30 + (demon % 40);
  const rows = upTo(records).map((id) => {
    const demon = 1 + random(demons);
    const least = requirement(demon);
    const status = statuses[random(statuses.length)];
    return {
      id,
      // Most records are completions.
      progress: random(10) < 6 ? 100 : least + random(100 - least),
      video: video(id),
      raw_footage: `https://example.org/raw/${id}`,
      status,
      player: 1 + random(players),
      demon,
      submitter: 1 + random(Math.ceil(players / 2)),
      status_was_modified: false,
    };
  });
  return {
    list_information: { list_size: 75, extended_list_size: 150 },
    nationalities: [{ country_code: 'DE', nation: 'Germany', subdivisions: [] }],
    players: upTo(players).map((id) => ({
      id,
      name: `Player ${id}`,
      banned: id % 97 === 0,
      link_banned: false,
      nationality: id % 3 === 0 ? 'DE' : null,
      subdivision: null,
    })),
    demons: upTo(demons).map((id) => ({
      id,
      name: `Demon ${id}`,
      position: id,
      requirement: requirement(id),
      video: null,
      thumbnail: 'https://example.org/thumbnail.png',
      level_id: id,
      verifier: 1 + random(players),
      publisher: 1 + random(players),
      creators: [],
    })),
    submitters: upTo(Math.ceil(players / 2)).map((id) => ({ id, banned: false, ip_address: `2001:db8::${id.toString(16)}` })),
    users: ['list_helper', 'list_moderator'].map((name, at) => ({
      id: at + 1,
      name,
      permissions: at === 0 ? 2 : 4,
      display_name: null,
      youtube_channel: null,
      generation: 0,
      google_account_id: null,
      fixture_password: `${name}-fixture-pw`,
    })),
    player_claims: [],
    records: rows,
    record_notes: [],
    record_audit: rows.map(({ id }) => ({ entry_id: id, record: id, user: 0, time: '2026-01-01T00:00:00', type: 'Addition' })),
  };
}
