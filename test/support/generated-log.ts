import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** `items-first` is the layout of `/download-rsf` (register contract §3.12); `interleaved` that of a log as it was written. */
export type LogLayout = 'items-first' | 'interleaved';

export const generatedRegister = 'company';

/** Every tenth entry changes an earlier record, the others make new ones. */
const changeEvery = 10;
/** Entries with the same timestamp, as imports leave them behind. */
const minutedTogether = 50;
const trades = ['Bakery', 'Brewery', 'Café', 'Carpentry', 'Dairy', 'Foundry', 'Garage', 'Haulage', 'Joinery', 'Laundry'];
const places = [
  'Ashford',
  'Brampton',
  'Caerwent',
  'Dunmore',
  'Eastleigh',
  'Fairford',
  'Glenrothes',
  'Harwich',
  'Ilkley',
  'Jarrow',
];

interface Change {
  readonly key: string;
  readonly item: string;
}

/** Spreads neighbouring numbers over 32 bits, the same way in every run. */
function scatter(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

function pick(choices: readonly string[], by: number): string {
  return choices[by % choices.length] ?? '';
}

function changeAt(at: number): Change {
  const changes = at % changeEvery === changeEvery - 1;
  const subject = changes ? scatter(at) % at : at;
  const seed = scatter(subject);
  const key = `C${String(subject).padStart(7, '0')}`;
  const name = `${pick(places, seed >>> 3)} ${pick(trades, seed >>> 7)} ${subject}${changes ? ` of ${at}` : ''}`;
  const start = new Date(Date.UTC(1960, 0, 1) + (seed % 20_000) * 86_400_000).toISOString().slice(0, 10);
  const sector = `S${String(seed % 97).padStart(2, '0')}`;
  return { key, item: `{"company":"${key}","name":"${name}","sector":"${sector}","start-date":"${start}"}` };
}

const digestOf = (item: string): string => createHash('sha256').update(item).digest('hex');
const addItem = (item: string): string => `add-item\t${item}\n`;

function appendEntry(log: 'user' | 'system', key: string, at: number, item: string): string {
  const time = new Date(Date.UTC(2016, 3, 5) + Math.floor(at / minutedTogether) * 60_000).toISOString().slice(0, 19);
  return `append-entry\t${log}\t${key}\t${time}Z\tsha-256:${digestOf(item)}\n`;
}

function definition(): Change[] {
  const field = (name: string, datatype: string): Change => ({
    key: `field:${name}`,
    item: `{"cardinality":"1","datatype":"${datatype}","field":"${name}","phase":"beta"}`,
  });
  return [
    { key: 'name', item: `{"name":"${generatedRegister}"}` },
    field('company', 'string'),
    field('name', 'string'),
    field('sector', 'string'),
    field('start-date', 'datetime'),
    {
      key: `register:${generatedRegister}`,
      item: `{"fields":["company","name","sector","start-date"],"phase":"beta","register":"${generatedRegister}"}`,
    },
  ];
}

/** The lines of a log of so many user entries, about 225 bytes each; always the same ones. */
export function* generatedLines(entries: number, layout: LogLayout): Generator<string> {
  const system = definition();
  for (const { item } of system) yield addItem(item);
  if (layout === 'items-first') for (let at = 0; at < entries; at += 1) yield addItem(changeAt(at).item);
  for (const { key, item } of system) yield appendEntry('system', key, 0, item);
  for (let at = 0; at < entries; at += 1) {
    const { key, item } = changeAt(at);
    if (layout === 'interleaved') yield addItem(item);
    yield appendEntry('user', key, at, item);
  }
}

/** Writes `generatedLines` to a file, without ever holding more than a few of them. */
export async function writeGeneratedLog(path: string, entries: number, layout: LogLayout): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  let pending = '';
  for (const line of generatedLines(entries, layout)) {
    pending += line;
    if (pending.length < 1 << 16) continue;
    if (!file.write(pending)) await once(file, 'drain');
    pending = '';
  }
  file.end(pending);
  await once(file, 'finish');
}
