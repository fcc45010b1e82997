import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textSource } from '../rsf/rsf-source.js';
import { type LogVerdict, verifyLog } from './verify-log.js';

const fixture = (path: string): string => readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8');
const country = fixture('demo/register/country.rsf');
const lines = country.split('\n');

const verify = (log: string | Buffer): Promise<LogVerdict> => verifyLog(textSource(log));

/** The log with one line changed; `line` is one-based. */
const changed = (line: number, change: (text: string) => string, log: readonly string[] = lines): string =>
  log.map((text, at) => (at === line - 1 ? change(text) : text)).join('\n');
const lineOf = (start: string, log: readonly string[] = lines): number => log.findIndex((line) => line.startsWith(start)) + 1;

const digestOf = (line: string): string => createHash('sha256').update(line.slice('add-item\t'.length)).digest('hex');
const redactedForm = (text: string): string => `**REDACTED**${createHash('sha256').update(`u${text}`).digest('hex')}`;

describe('verifyLog', () => {
  it('recomputes a published log to its root', async () => {
    expect(await verify(country)).toEqual({
      intact: true,
      register: 'country',
      lines: lines.length - 1,
      userEntries: 210,
      systemEntries: expect.any(Number),
      items: expect.any(Number),
      redactedItems: 0,
      rootHash: '60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af',
      rootAsserted: true,
    });
  });

  it.each(['allergen', 'field', 'local-authority-eng', 'register', 'territory'])(
    'takes the published log of %s',
    async (name) => {
      expect(await verify(fixture(`demo/register/${name}.rsf`))).toMatchObject({ intact: true, register: name });
    },
  );

  it('takes CRLF, and no line end at the end', async () => {
    expect(await verify(country.replaceAll('\n', '\r\n').trimEnd())).toMatchObject({ intact: true, userEntries: 210 });
  });

  it('says where the log asserts no root at its end', async () => {
    const open = lines.filter((line) => !line.startsWith('assert-root-hash')).join('\n');
    expect(await verify(open)).toMatchObject({ intact: true, userEntries: 210, rootAsserted: false });
  });

  it('takes nothing for a log of nothing', async () => {
    expect(await verify('')).toMatchObject({ intact: true, lines: 0, userEntries: 0, rootAsserted: false });
  });

  const gb = lineOf('add-item\t{"citizen-names":"Briton');
  const su = lineOf('append-entry\tuser\tSU');
  /** The first root after the entries. */
  const root = lines.findIndex((line, at) => at > 0 && line.startsWith('assert-root-hash')) + 1;

  it.each([
    ['an item that was changed', changed(gb, (line) => line.replace('Briton', 'Brit')), gb, /No entry uses this item/],
    [
      'an item that was taken out',
      lines.filter((_, at) => at !== gb - 1).join('\n'),
      lineOf('append-entry\tuser\tGB') - 1,
      /No item above/,
    ],
    ['an item that is not canonical', changed(gb, (line) => line.replace('":"', '": "')), gb, /Non canonical/],
    ['an item that was added', changed(gb, (line) => `add-item\t{"a":"b"}\n${line}`), gb, /No entry uses this item/],
    ['an entry with another hash', changed(su, (line) => `${line.slice(0, -1)}0`), su, /No item above/],
    ['an entry with another time', changed(su, (line) => line.replace('T13', 'T12')), root, /Root hashes don't match/],
    ['an entry with another key', changed(su, (line) => line.replace('SU', 'SV')), root, /Root hashes don't match/],
    [
      'an entry that was taken out',
      lines.filter((_, at) => at !== lineOf('append-entry\tuser\tCI') - 1).join('\n'),
      root - 1,
      /Root hashes/,
    ],
    ['another root', changed(root, (line) => line.replace(/.$/, '0')), root, /Root hashes don't match/],
    ['a command that there is none of', changed(su, () => 'drop-entry\tSU'), su, /Command drop-entry is not recognised/],
    ['a blank line', changed(su, (line) => `\n${line}`), su, /empty/],
    ['a slice', lines.slice(2).join('\n').replace(/^/, 'assert-root-hash\tsha-256:00\n'), 1, /slice/],
  ])('names the line of %s', async (_what, log, line, problem) => {
    expect(await verify(log)).toEqual({ intact: false, line, problem: expect.stringMatching(problem) });
  });

  it('names the line that is not UTF-8', async () => {
    const bytes = Buffer.from(country);
    const at = bytes.indexOf('Briton');
    bytes[at] = 0xff;
    expect(await verify(bytes)).toEqual({ intact: false, line: gb, problem: expect.stringMatching(/incorrect format/) });
  });

  it('names a line that is too long to be one', async () => {
    expect(await verify(`${lines[0]}\n${'a'.repeat(2 ** 21)}`)).toEqual({
      intact: false,
      line: 2,
      problem: expect.stringMatching(/longer/),
    });
  });

  describe('a redacted item', () => {
    const redact = (line: string): string => line.replace('United Kingdom', redactedForm('United Kingdom'));

    it('cannot be recomputed, but the root over its entry can', async () => {
      expect(await verify(changed(gb, redact))).toMatchObject({
        intact: true,
        redactedItems: 1,
        rootHash: '60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af',
      });
    });

    it('stands for one item of its own key, and for no other', async () => {
      const german = lines.find((line) => line.startsWith('add-item') && line.includes('"country":"DE"'));
      const without = changed(gb, redact)
        .split('\n')
        .filter((line) => line !== german);
      const entry = without.findIndex((line) => line.endsWith(digestOf(german ?? ''))) + 1;
      expect(await verify(without.join('\n'))).toMatchObject({ intact: false, line: entry });
    });

    it('may be that of the custodian', async () => {
      const custodian = lineOf('add-item\t{"custodian"');
      const log = changed(custodian, (line) => line.replace(/:"[^"]*"/, `:"${redactedForm('Somebody')}"`));
      expect(await verify(log)).toMatchObject({ intact: true, redactedItems: 1 });
    });

    it('is intact by its own digest where it was published so', async () => {
      const tiny = fixture('test/fixtures/register/cases/tiny.rsf');
      expect(tiny).toContain('**REDACTED**');
      expect(await verify(tiny)).toMatchObject({ intact: true, redactedItems: 0 });
    });
  });
});
