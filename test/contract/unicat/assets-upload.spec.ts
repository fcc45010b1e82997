import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FormPart, form } from '../../support/form.js';
import { describeOnEngines } from '../../support/gateway.js';
import { AssetClient, assetAt, rootAsset } from './assets.js';
import { call, expectFailure, type Json, project, unknownGid } from './client.js';

const limit = 200_000;
const filesFolder = mkdtempSync(join(tmpdir(), 'gateway-test-files-'));
const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'red', noise } });

/** Names of the files that are kept. */
const kept = (): string[] =>
  readdirSync(filesFolder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));
const incoming = (): string[] => {
  try {
    return readdirSync(join(filesFolder, 'incoming'));
  } catch {
    return [];
  }
};
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describeOnEngines(
  'unicat: uploading assets',
  (gateway) => {
    let client: AssetClient;
    let folder: Json;
    beforeAll(async () => {
      client = await AssetClient.open(gateway());
    });
    beforeEach(async () => {
      folder = await client.createFolder('uploads');
    });
    afterAll(() => rmSync(filesFolder, { recursive: true, force: true }));

    const parent = (content = folder.gid): FormPart => ({ name: 'parent', content });
    const file = (filename: string, content: Buffer | string = 'x'): FormPart => ({ name: 'upload_file', content, filename });

    it('takes a PNG in and tells what it is', async () => {
      const bytes = await picture(60, 40).withMetadata({ density: 150 }).png().toBuffer();
      const answer = await client.send('upload', parent(), file('Aurora.PNG', bytes));
      const { result, data } = answer.envelope;
      expect(result).toEqual({ asset: expect.any(String), parent: folder.gid });
      expect(data.assets[result.asset]).toEqual({
        gid: result.asset,
        version: 1,
        pathname: `${folder.pathname}/Aurora.PNG`,
        path: folder.pathname,
        name: 'Aurora.PNG',
        is_file: true,
        type: 'png',
        childcount: 0,
        status: 'published',
        info: {
          format: 'png',
          filesize: bytes.length,
          pages: 1,
          width: 60,
          height: 40,
          resolution: [150, 150],
          transparent: false,
          animated: false,
          colors: 'truecolor',
          colorspace: 'srgb',
          metadata: {},
        },
        transforms: null,
        title: { en: '', nl: '', de: '' },
        description: { en: '', nl: '', de: '' },
        created_on: expect.any(Number),
        updated_on: expect.any(Number),
      });
      expect(data.assets[folder.gid]).toMatchObject({ childcount: 1, info: { filecount: 1, foldercount: 0 } });
      const stored = kept().find((name) => name.endsWith(sha256(bytes)));
      expect(readFileSync(join(filesFolder, stored!))).toEqual(bytes);
    });

    it('takes a JPEG and a drawing in, and files that are no images as they are', async () => {
      const jpeg = await picture(50, 30).jpeg().toBuffer();
      expect((await client.upload('a.jpg', jpeg, folder.gid)).info).toMatchObject({ format: 'jpg', width: 50, height: 30 });
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>';
      expect((await client.upload('a.svg', svg, folder.gid)).info).toMatchObject({ format: 'svg', width: 20, height: 10 });
      const pdf = await client.upload('manual.pdf', '%PDF-1.7', folder.gid);
      expect(pdf).toMatchObject({ type: 'pdf', info: { format: 'pdf', filesize: 8 } });
      expect(await client.upload('README', 'read me', folder.gid)).toMatchObject({ type: '', info: { filesize: 7 } });
      expect(await client.upload('empty.txt', '', folder.gid)).toMatchObject({ info: { filesize: 0 } });
    });

    it('takes the folder by its pathname too, and the parts in any order', async () => {
      const answer = await client.send('upload', file('a.txt'), { name: 'pathname', content: folder.pathname });
      expect(answer.envelope.result.parent).toBe(folder.gid);
    });

    it('takes names in any alphabet', async () => {
      expect((await client.upload('стол 🪑.txt', 'x', folder.gid)).name).toBe('стол 🪑.txt');
    });

    it('takes a file of exactly the limit, and refuses one more byte with 413', async () => {
      const whole = await client.upload('whole.bin', Buffer.alloc(limit, 1), folder.gid);
      expect(whole.info.filesize).toBe(limit);
      const before = kept();
      expectFailure(await client.send('upload', parent(), file('more.bin', Buffer.alloc(limit + 1, 2))), 413);
      expectFailure(await client.send('upload', parent(), file('more.bin', Buffer.alloc(20 * limit, 2))), 413);
      expect(kept()).toEqual(before);
      expect(incoming()).toEqual([]);
      expect((await client.get(folder.gid)).childcount).toBe(1);
    });

    it('refuses a broken image before anything of it is stored', async () => {
      const jpeg = await picture(120, 80).jpeg().toBuffer();
      const png = await picture(120, 80).png().toBuffer();
      const before = kept();
      const broken = [
        file('cut.jpg', jpeg.subarray(0, jpeg.length / 2)),
        file('cut.png', png.subarray(0, png.length - 5000)),
        file('page.png', '<html><script>alert(1)</script></html>'),
        file('empty.gif', ''),
        file('bomb.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="50000" height="50000"/>'),
      ];
      for (const each of broken) expectFailure(await client.send('upload', parent(), each), 422);
      expect(kept()).toEqual(before);
      expect(incoming()).toEqual([]);
      expect((await client.get(folder.gid)).childcount).toBe(0);
    });

    it('refuses names that are paths, tricks, or nothing', async () => {
      for (const name of [
        '../../etc/passwd',
        '..\\..\\boot.ini',
        '/etc/passwd',
        'C:\\x.txt',
        '..',
        '.',
        '',
        'a\tb.txt',
        'gpj.\u202etxt',
      ])
        expectFailure(await client.send('upload', parent(), file(name)), 400);
      expectFailure(await client.send('upload', parent(), file('x'.repeat(300))), 400);
      expect((await client.get(folder.gid)).childcount).toBe(0);
      expect(incoming()).toEqual([]);
    });

    it('refuses what is no form with a file and a folder', async () => {
      const send = (contentType: string, body: Buffer | string) =>
        call(gateway(), 'POST', `/api/p/${project}/assets/upload`, {
          headers: { authorization: `Bearer ${client.token}`, 'content-type': contentType },
          body,
        });
      const whole = form(parent(), file('a.txt'));
      const type = whole.headers['content-type'];
      expectFailure(await send('application/json', '{}'), 400);
      expectFailure(await send('multipart/form-data', whole.body), 400);
      expectFailure(await send(type, whole.body.subarray(0, whole.body.length - 20)), 400);
      expectFailure(await send(type, ''), 400);
      expectFailure(await client.send('upload', parent()), 400);
      expectFailure(await client.send('upload', file('a.txt')), 400);
      expectFailure(await client.send('upload', parent(unknownGid), file('a.txt')), 422);
      expectFailure(await client.send('upload', parent(assetAt('/manuals/tents.pdf').gid), file('a.txt')), 422);
      expectFailure(await call(gateway(), 'POST', `/api/p/${project}/assets/upload`, whole), 401);
      expect((await send(type, whole.body)).status).toBe(200);
    });

    it('replaces a file: a new version under the same name', async () => {
      const before = await client.upload('a.png', await picture(60, 40).png().toBuffer(), folder.gid);
      const jpeg = await picture(20, 10).jpeg().toBuffer();
      const answer = await client.send('upload_update', { name: 'asset', content: before.gid }, file('other.jpg', jpeg));
      const { result, data } = answer.envelope;
      expect(result).toEqual({ asset: before.gid });
      expect(data.assets[before.gid]).toEqual({
        ...before,
        version: 2,
        info: expect.objectContaining({ format: 'jpg', filesize: jpeg.length, width: 20, height: 10 }),
        updated_on: expect.any(Number),
      });
      expect(data.assets[folder.gid].childcount).toBe(1);
      expect(await client.get(before.gid)).toEqual(data.assets[before.gid]);
    });

    it('refuses to replace a folder, or an image by what is none', async () => {
      const asset = (content: string): FormPart => ({ name: 'asset', content });
      const image = await client.upload('a.png', await picture(6, 4).png().toBuffer(), folder.gid);
      expectFailure(await client.send('upload_update', asset(folder.gid), file('a.txt')), 422);
      expectFailure(await client.send('upload_update', asset(unknownGid), file('a.txt')), 422);
      expectFailure(await client.send('upload_update', asset(image.gid), file('a.txt')), 422);
      expectFailure(await client.send('upload_update', asset(image.gid), file('../a.png')), 400);
      expectFailure(await client.send('upload_update', asset(image.gid)), 400);
      expectFailure(await client.send('upload_update', file('a.png')), 400);
      expect(await client.get(image.gid)).toEqual(image);
    });

    it('keeps the bytes of two uploads of one file once', async () => {
      await client.upload('one.txt', 'the very same', folder.gid);
      await client.upload('two.txt', 'the very same', rootAsset);
      expect(kept().filter((name) => name.endsWith(sha256('the very same')))).toHaveLength(1);
    });
  },
  { FILES_URL: `file:${filesFolder}`, UNICAT_UPLOAD_LIMIT: String(limit) },
);

describeOnEngines('unicat: the limit of uploads', (gateway) => {
  it('is that of the client: 10,000,000 bytes', async () => {
    const client = await AssetClient.open(gateway());
    expect((await client.upload('whole.bin', Buffer.alloc(10_000_000))).info.filesize).toBe(10_000_000);
    const parts = [
      { name: 'parent', content: rootAsset },
      { name: 'upload_file', content: Buffer.alloc(10_000_001), filename: 'more.bin' },
    ];
    expectFailure(await client.send('upload', ...parts), 413);
  });
});
