import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type FileDraft, type FileStore, StorageUnavailable } from '#records';
import { BadRequest, BodyTooLarge } from './http-errors.js';
import { readUploadForm } from './upload-form.js';

/** Remembers what became of its drafts. */
class DraftStore implements FileStore {
  readonly discarded: string[] = [];

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<FileDraft> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    return {
      hash: createHash('sha256').update(content).digest('hex'),
      size: content.length,
      bytes: async () => content,
      keep: async () => undefined,
      discard: async () => {
        this.discarded.push(content.toString());
      },
    };
  }
  size = async (): Promise<undefined> => undefined;
  read = (): Promise<never> => Promise.reject(new Error('not read here'));
}

const type = 'multipart/form-data; boundary=cut';
const part = (disposition: string, content: string): string =>
  `--cut\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const end = '--cut--\r\n';
const limits = { filePart: 'upload_file', fileSize: 10 };

function read(body: string | Readable, store: FileStore = new DraftStore(), headers = { 'content-type': type }) {
  // In small pieces, so that boundaries are torn.
  const pieces =
    typeof body === 'string'
      ? (Buffer.from(body)
          .toString('latin1')
          .match(/.{1,7}/gs) ?? [])
      : [];
  const stream = typeof body === 'string' ? Readable.from(pieces.map((piece) => Buffer.from(piece, 'latin1'))) : body;
  return readUploadForm({ headers, body: stream }, store, limits);
}

const file = (content: string, name = 'a.txt'): string => part(`name="upload_file"; filename="${name}"`, content);

describe('readUploadForm', () => {
  it('gives fields and file, in whatever order they come', async () => {
    for (const body of [part('name="parent"', 'p-1') + file('0123456789'), file('0123456789') + part('name="parent"', 'p-1')]) {
      const form = await read(body + end);
      expect(Object.fromEntries(form.fields)).toEqual({ parent: 'p-1' });
      expect(form.file?.name).toBe('a.txt');
      expect((await form.file?.draft.bytes())?.toString()).toBe('0123456789');
    }
  });

  it('hands on names as they are: paths, other alphabets', async () => {
    expect((await read(file('x', '../../etc/passwd') + end)).file?.name).toBe('../../etc/passwd');
    expect((await read(file('x', 'стол 🪑.png') + end)).file?.name).toBe('стол 🪑.png');
    const encoded = part(`name="upload_file"; filename*=utf-8''${encodeURIComponent('café.png')}`, 'x');
    expect((await read(encoded + end)).file?.name).toBe('café.png');
  });

  it('passes over files of other names, and further ones', async () => {
    const body = part('name="other"; filename="o.txt"', 'longer than the limit is') + file('first') + file('second', 'b.txt');
    const form = await read(body + end);
    expect(form.file?.name).toBe('a.txt');
  });

  it('has no file where none was sent', async () => {
    expect((await read(part('name="parent"', 'p-1') + end)).file).toBeUndefined();
  });

  it('refuses a file over the limit', async () => {
    await expect(read(file('0123456789a') + end)).rejects.toThrow(BodyTooLarge);
    await expect(read(file('x'.repeat(200_000)) + end)).rejects.toThrow(BodyTooLarge);
  });

  it.each([
    ['an early end', file('0123')],
    ['an early end inside the file', `--cut\r\nContent-Disposition: form-data; name="upload_file"; filename="a"\r\n\r\n01`],
    ['no form', 'hello'],
    ['an empty body', ''],
    ['a field without end', `${part('name="parent"', 'x'.repeat(5000))}${end}`],
    ['a NUL in a field', `${part('name="parent"', 'a\u0000b')}${end}`],
  ])('refuses %s', async (_, body) => {
    await expect(read(body)).rejects.toThrow(BadRequest);
  });

  it('refuses other content types, and a request without a body', async () => {
    for (const wrong of ['application/json', 'multipart/form-data', 'multipart/mixed; boundary=cut']) {
      await expect(read(file('x') + end, new DraftStore(), { 'content-type': wrong })).rejects.toThrow(BadRequest);
    }
    await expect(readUploadForm({ headers: {}, body: undefined }, new DraftStore(), limits)).rejects.toThrow(BadRequest);
  });

  it('discards a file that came whole where the rest is refused', async () => {
    const store = new DraftStore();
    const body = Readable.from(
      (async function* () {
        yield Buffer.from(`${file('whole')}--cut\r\n`);
        await setTimeout(20);
        yield Buffer.from(part('name="parent"', 'x'.repeat(5000)).slice('--cut\r\n'.length) + end);
      })(),
    );
    await expect(read(body, store)).rejects.toThrow(BadRequest);
    expect(store.discarded).toEqual(['whole']);
  });

  it('does not wait for the rest where the file cannot be stored', async () => {
    const store = new DraftStore();
    store.receive = () => Promise.reject(new StorageUnavailable(new Error('full')));
    const endless = new Readable({ read: () => undefined });
    endless.push(
      `${part('name="parent"', 'p-1')}--cut\r\nContent-Disposition: form-data; name="upload_file"; filename="a"\r\n\r\n0`,
    );
    await expect(read(endless, store)).rejects.toThrow(StorageUnavailable);
  });

  it('says that the client broke off', async () => {
    const broken = new Readable({ read: () => undefined });
    broken.push(`--cut\r\nContent-Disposition: form-data; name="upload_file"; filename="a"\r\n\r\n0123`);
    const reading = read(broken);
    void setTimeout(20).then(() => broken.destroy(new Error('aborted')));
    await expect(reading).rejects.toThrow('The body ended early');
  });
});
