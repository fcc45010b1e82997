import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FileStore, StorageUnavailable } from '#records';
import { openFileStore } from './open-file-store.js';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

// biome-ignore lint/correctness/useYield: bytes that never come
async function* broken(): AsyncGenerator<Uint8Array> {
  throw new Error('the client went away');
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As much of S3 as the store asks of it, by path. */
function objectServer(objects: Map<string, Buffer>): Server {
  return createServer((request, response) => {
    const key = request.url?.split('?')[0] ?? '';
    const received: Buffer[] = [];
    request.on('data', (chunk: Buffer) => received.push(chunk));
    request.on('end', () => {
      if (!/^AWS4-HMAC-SHA256 Credential=test-key\//.test(request.headers.authorization ?? '')) {
        response.writeHead(403).end();
        return;
      }
      const found = objects.get(key);
      if (request.method === 'PUT') objects.set(key, Buffer.concat(received));
      else if (found === undefined) response.statusCode = 404;
      else if (request.method === 'HEAD') response.setHeader('content-length', found.length);
      else {
        const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
        response.statusCode = start === undefined ? 200 : 206;
        response.write(start === undefined ? found : found.subarray(Number(start), Number(end) + 1));
      }
      response.end();
    });
  });
}

describe.each(['memory', 'file', 's3'])('the file store %s:', (kind) => {
  const objects = new Map<string, Buffer>();
  const server = objectServer(objects);
  let folder: string;
  let store: FileStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-files-'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test-key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test-secret');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls: Record<string, string> = {
      memory: 'memory:',
      file: `file:${join(folder, 'files')}`,
      s3: `s3://bucket/some/prefix?endpoint=${encodeURIComponent(endpoint)}`,
    };
    store = await openFileStore(urls[kind] ?? '');
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  it('gives back what was kept, whole and in parts', async () => {
    const draft = await store.receive(chunks('seven ', 'words ', 'are enough'));
    expect(draft).toMatchObject({ hash: hashOf('seven words are enough'), size: 22 });
    expect((await draft.bytes()).toString()).toBe('seven words are enough');
    await draft.keep();
    expect(await store.size(draft.hash)).toBe(22);
    expect(await collect(await store.read(draft.hash))).toBe('seven words are enough');
    expect(await collect(await store.read(draft.hash, { start: 6, end: 10 }))).toBe('words');
  });

  it('does not know a draft that was not kept', async () => {
    const draft = await store.receive(chunks('never kept'));
    expect(await store.size(draft.hash)).toBeUndefined();
    await draft.discard();
    expect(await store.size(draft.hash)).toBeUndefined();
    await expect(store.read(draft.hash)).rejects.toThrow(StorageUnavailable);
  });

  it('has nothing under what is no hash', async () => {
    await writeFile(join(folder, 'beside'), 'secret');
    const draft = await store.receive(chunks('something'));
    await draft.keep();
    for (const hash of ['../beside', '..', '', 'beside', '__proto__', draft.hash.toUpperCase()]) {
      expect(await store.size(hash), hash).toBeUndefined();
      await expect(store.read(hash), hash).rejects.toThrow(StorageUnavailable);
    }
  });

  it('keeps the same bytes twice without complaint, and nothing at all as well', async () => {
    for (const text of ['twice', 'twice', '']) {
      const draft = await store.receive(chunks(text));
      await draft.keep();
      expect(await collect(await store.read(draft.hash))).toBe(text);
    }
  });

  it('throws on what the bytes throw, and leaves nothing behind', async () => {
    await expect(store.receive(broken())).rejects.toThrow('the client went away');
    if (kind === 'file') expect(await readdir(join(folder, 'files', 'incoming'))).toEqual([]);
  });

  if (kind === 's3')
    it('puts objects under the prefix, by hash', () => {
      expect([...objects.keys()]).toContain(`/bucket/some/prefix/${hashOf('twice')}`);
    });
});

it('clears away at its start what was left of uploads a day ago, and no newer ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-files-'));
  const incoming = join(folder, 'incoming');
  await mkdir(incoming);
  for (const name of ['old', 'new']) await writeFile(join(incoming, name), name);
  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(join(incoming, 'old'), yesterday, yesterday);
  await openFileStore(`file:${folder}`);
  expect(await readdir(incoming)).toEqual(['new']);
  await rm(folder, { recursive: true });
});

it('refuses a URL that names no store', async () => {
  await expect(openFileStore('ftp://x')).rejects.toThrow(RangeError);
});
