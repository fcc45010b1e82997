import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BadRequest, BodyTooLarge } from '#dialect-kit';
import { StorageUnavailable } from '#records';
import { withSpooled } from './spool.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-test-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const unlimited = { declared: undefined, limit: 1_000_000 };
const bytes = (...pieces: string[]): Readable => Readable.from(pieces.map((piece) => Buffer.from(piece)));

describe('a spooled body', () => {
  it('is a file that only its owner can read, while it is worked on', async () => {
    const text = await withSpooled(bytes('a', 'é', 'b'), unlimited, async (path) => {
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
      return readFile(path, 'utf8');
    });
    expect(text).toBe('aéb');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is gone when the work fails', async () => {
    const failing = withSpooled(bytes('a'), unlimited, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('may be empty', async () => {
    expect(await withSpooled(bytes(), unlimited, (path) => readFile(path, 'utf8'))).toBe('');
  });

  it('that is too large is refused, and read to its end so that the answer gets through', async () => {
    const body = new PassThrough();
    const refused = withSpooled(body, { declared: undefined, limit: 3 }, () => Promise.resolve());
    body.write('ab');
    body.write('cd');
    await expect(refused).rejects.toThrow(BodyTooLarge);
    expect(body.destroyed).toBe(false);
    body.end('ef');
    await new Promise((resolve) => body.on('end', resolve));
    expect(await readdir(folder)).toEqual([]);
  });

  it('that says it is too large is not even begun', async () => {
    const body = bytes('a');
    await expect(withSpooled(body, { declared: 4, limit: 3 }, () => Promise.resolve())).rejects.toThrow(BodyTooLarge);
    expect(body.readableDidRead).toBe(false);
  });

  it('that breaks off is no body', async () => {
    const body = new PassThrough();
    const refused = withSpooled(body, unlimited, () => Promise.resolve());
    body.write('ab');
    while (!body.readableDidRead) await sleep(1);
    body.destroy(new Error('aborted'));
    await expect(refused).rejects.toThrow(BadRequest);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that broke off before it was read is none either', async () => {
    const body = new PassThrough();
    body.destroy();
    await expect(withSpooled(body, unlimited, () => Promise.resolve())).rejects.toThrow(BadRequest);
    expect(await readdir(folder)).toEqual([]);
  });

  it('needs room', async () => {
    vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
    await expect(withSpooled(bytes('a'), unlimited, () => Promise.resolve())).rejects.toThrow(StorageUnavailable);
  });
});
