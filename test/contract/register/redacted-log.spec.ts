import { expect, it } from 'vitest';
import { operator } from '../../support/demo.js';
import { describeOnEngines } from '../../support/gateway.js';

const rsf = { ...operator, 'content-type': 'application/uk-gov-rsf' };

const custodian = '12201d98bcc62257753f5fd9b4009ca30bac89112266d469bde602a21d3e401a1abe';

/** What a redacted register exports can be loaded again, by operators who relax the validation (docs/adr/0016). */
describeOnEngines(
  'the log of a redacted register',
  (gateway) => {
    const get = async (path: string): Promise<string> => {
      const { status, text } = await gateway().request('GET', `/registers/tiny/${path}`);
      return `${status} ${text}`;
    };
    const paths = [
      'entries',
      'blobs',
      'records',
      'proofs/register',
      'next/entries',
      'next/blobs',
      'next/proofs/register',
      'context',
    ];
    const everything = async (): Promise<string[]> => Promise.all(paths.map(get));
    const redact = async (kind: string, hash: string, attribute: string): Promise<void> => {
      const path = `/ops/v1/registers/tiny/${kind}/${hash}/redactions`;
      const answer = await gateway().request('POST', path, { headers: operator, body: { attribute } });
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('**REDACTED**')]);
    };
    const upload = (query: string, body: string) =>
      gateway().request('POST', `/registers/tiny/load-rsf${query}`, { headers: rsf, body });

    it('comes back with the same hashes, roots and redacted values, and says what could not be checked', async () => {
      const entries = (await gateway().request('GET', '/registers/tiny/entries')).json<{ key: string; 'blob-hash': string }[]>();
      for (const { 'blob-hash': hash } of entries.filter(({ key }) => key === 'a')) await redact('blobs', hash, 'name');
      await redact('system-blobs', custodian, 'custodian');
      const before = await everything();
      const { text: log } = await gateway().request('GET', '/registers/tiny/download-rsf');
      expect(log).not.toContain('"name":"Alpha"');
      expect(log).not.toContain('Example custodian');

      const erased = await gateway().request('DELETE', '/registers/tiny/delete-register-data', { headers: operator });
      expect(erased.status).toBe(200);
      const strict = await upload('', log);
      expect([strict.status, strict.text]).toEqual([400, expect.stringContaining('Orphan append entry (line:')]);
      expect(await get('entries')).toBe('200 []');

      const relaxed = await upload('?validation=relaxed', log);
      expect(relaxed.status).toBe(200);
      const redacted = entries.filter(({ key }) => key === 'a').map(({ 'blob-hash': hash }) => hash.slice(4));
      const { warnings } = relaxed.json<{ warnings: string[] }>();
      for (const digest of redacted) {
        expect(warnings).toContainEqual(
          expect.stringMatching(new RegExp(`^line \\d+: The item is redacted.*sha-256:${digest}$`)),
        );
      }
      expect(await everything()).toEqual(before);
    });
  },
  { REGISTER_ALLOW_DELETE: 'true' },
);
