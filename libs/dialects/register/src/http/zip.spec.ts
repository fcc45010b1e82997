import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../../../../test/support/zip.js';
import { zip } from './zip.js';

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of pieces) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* slowly(...pieces: string[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    await sleep(1);
    yield piece;
  }
}

describe('a ZIP file', () => {
  it('has its members in order, with what they hold', async () => {
    const file = await whole(
      zip([
        { path: 'a/b.json', pieces: () => ['{"é":', '1}'] },
        { path: 'a/c.json', pieces: () => slowly('x'.repeat(200_000), 'y') },
        { path: 'a/empty', pieces: () => [] },
      ]),
    );
    expect([...unzip(file)]).toEqual([
      ['a/b.json', '{"é":1}'],
      ['a/c.json', `${'x'.repeat(200_000)}y`],
      ['a/empty', ''],
    ]);
    expect(file.length).toBeLessThan(5000);
  });

  it('fails with what a member fails with', async () => {
    const failing = async function* (): AsyncGenerator<string> {
      yield 'x';
      await sleep(1);
      throw new Error('late');
    };
    await expect(whole(zip([{ path: 'a', pieces: failing }]))).rejects.toThrow('late');
  });

  it('that nobody takes any more asks for no more', async () => {
    let made = 0;
    let ended = false;
    const endless = async function* (): AsyncGenerator<string> {
      try {
        for (;;) {
          made += 1;
          yield randomBytes(50_000).toString('hex');
        }
      } finally {
        ended = true;
      }
    };
    const pieces = zip([
      { path: 'a', pieces: endless },
      { path: 'b', pieces: () => ['never'] },
    ]);
    for (let taken = 0; taken < 20; taken += 1) await pieces.next();
    await sleep(200);
    const whileWaiting = made;
    expect(whileWaiting).toBeLessThan(100);
    await sleep(100);
    expect(made).toBe(whileWaiting);
    await pieces.return(undefined);
    for (let waited = 0; !ended && waited < 100; waited += 1) await sleep(5);
    expect(ended).toBe(true);
  });
});
