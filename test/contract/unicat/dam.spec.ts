import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { AssetClient, assetAt, pathOf, rootAsset, storagePathname } from './assets.js';
import { call, callerOf, expectFailure, foreignProject, type Json, project, unknownGid } from './client.js';
import { finishedJob } from './jobs.js';

const red = { r: 255, g: 0, b: 0 };
const blue = { r: 0, g: 0, b: 255 };

/** Left half red, right half blue. */
async function halves(width: number, height: number): Promise<Buffer> {
  const right = await sharp({ create: { width: width / 2, height, channels: 3, background: blue } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: red } })
    .composite([{ input: right, left: width / 2, top: 0 }])
    .png()
    .toBuffer();
}

async function pixel(image: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(image).ensureAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

/** Near an edge, resizing shades the colours a little. */
async function colourAt(image: Buffer, left: number, top: number): Promise<'red' | 'blue'> {
  const [r = 0, , b = 0] = await pixel(image, left, top);
  return r > b ? 'red' : 'blue';
}

describeOnEngines('unicat: publishing assets', (gateway) => {
  let client: AssetClient;
  let bytes: Buffer;
  let image: Json;
  beforeAll(async () => {
    client = await AssetClient.open(gateway());
    bytes = await halves(120, 80);
  });
  beforeEach(async () => {
    image = await client.upload('aurora.png', bytes);
  });
  const fetch = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    gateway().request(method, path, { headers });
  const transformed = async (options: string, asset = image): Promise<string> =>
    pathOf(await client.dam(`transform/${storagePathname(asset)}${options}`));
  const result = async (options: string, asset = image): Promise<Buffer> => {
    const answer = await fetch(await transformed(options, asset));
    expect(answer.status).toBe(200);
    return answer.bytes;
  };

  it('publishes a file: an absolute address that anybody can fetch', async () => {
    const answer = await client.dam(`publish/${storagePathname(image)}`);
    expect(answer.envelope).toEqual({ success: true, result: { public_url: expect.any(String) }, data: {} });
    const url: string = answer.envelope.result.public_url;
    expect(url).toMatch(new RegExp(`^${gateway().url}/media/p-${project}/[\\w-]{22}/${image.gid}\\.png$`));
    const media = await fetch(new URL(url).pathname);
    expect(media.status).toBe(200);
    expect(media.bytes).toEqual(bytes);
    expect(media.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
      'cache-control': 'public, max-age=3600',
    });
    expect(media.headers['content-disposition']).toMatch(/^inline;/);
    expect(media.headers['content-security-policy']).toContain('sandbox');
    expect(media.headers.authorization).toBeUndefined();
  });

  it('tells the same address again, and another one for another version', async () => {
    const first = await client.publish(image);
    expect(await client.publish(image)).toBe(first);
    const parts = [
      { name: 'asset', content: image.gid },
      { name: 'upload_file', content: await halves(20, 10), filename: 'x.png' },
    ];
    const replaced = (await client.send('upload_update', ...parts)).envelope.data.assets[image.gid];
    const second = await client.publish(replaced);
    expect(second).not.toBe(first);
    expect((await sharp((await fetch(second)).bytes).metadata()).width).toBe(20);
    expect((await fetch(first)).bytes).toEqual(bytes);
    // The old version is the asset's no more.
    expectFailure(await client.dam(`publish/${storagePathname(image)}`), 422);
  });

  it('never shows an older file where a restored backup lets a version come again', async () => {
    const { succeed } = callerOf(gateway, () => client.token);
    const replace = async (width: number): Promise<Json> => {
      const content = await halves(width, 10);
      const parts = [
        { name: 'asset', content: image.gid },
        { name: 'upload_file', content, filename: 'x.png' },
      ];
      return (await client.send('upload_update', ...parts)).envelope.data.assets[image.gid];
    };
    const addresses = async (asset: Json): Promise<string[]> => [await client.publish(asset), await transformed('/q=80', asset)];
    const widths = async (paths: readonly string[]): Promise<(number | undefined)[]> =>
      Promise.all(paths.map(async (path) => (await sharp((await fetch(path)).bytes).metadata()).width));
    const { version } = (await succeed('backups/create', { created_by: 'Ines' })).result;
    const before = await addresses(await replace(20));
    const { result } = await succeed('backups/restore', { version });
    await finishedJob(gateway(), client.token, result['job.token']);
    expect((await client.get(image.gid)).version).toBe(1);
    const again = await replace(40);
    expect(again.version).toBe(2);
    expect(await widths(await addresses(again))).toEqual([40, 40]);
    expect(await widths(before)).toEqual([20, 20]);
  });

  it('shows nothing of what was not published', async () => {
    const path = await client.publish(image);
    const other = await client.upload('private.png', bytes);
    const guesses = [
      `/media/p-${project}/src/${other.gid}.png`,
      path.replaceAll(image.gid, other.gid),
      path.replace(/[\w-]{22}/, 'A'.repeat(22)),
      path.replace(project, foreignProject),
      path.replace('p-', ''),
      path.replace(`${image.gid}.png`, 'x.png'),
      `/media/p-${project}/${createHash('sha256').update(bytes).digest('hex')}/${other.gid}.png`,
      `/media/p-${project}`,
      '/media/..%2f..%2fetc/passwd/x',
      `/media/p-${unknownGid}/${'A'.repeat(22)}/x.png`,
    ];
    for (const guess of guesses) {
      const answer = await fetch(guess);
      expect(answer.status, guess).toBe(404);
      expect(answer.json()).toEqual({ success: false, result: { code: 404, message: 'Not found', info: {} }, data: {} });
    }
  });

  it('answers conditional and partial requests', async () => {
    const path = await client.publish(image);
    const { etag } = (await fetch(path)).headers;
    const unchanged = await fetch(path, { 'if-none-match': etag! });
    expect([unchanged.status, unchanged.bytes.length, unchanged.headers.etag]).toEqual([304, 0, etag]);
    const part = await fetch(path, { range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(part.headers).toMatchObject({ 'content-range': `bytes 10-19/${bytes.length}`, 'content-length': '10' });
    expect(part.bytes).toEqual(bytes.subarray(10, 20));
    expect((await fetch(path, { range: 'bytes=-5' })).bytes).toEqual(bytes.subarray(-5));
    for (const length of [bytes.length + 1, '9'.repeat(30)]) {
      const all = await fetch(path, { range: `bytes=-${length}` });
      expect([all.status, all.headers['content-range']]).toEqual([206, `bytes 0-${bytes.length - 1}/${bytes.length}`]);
      expect(all.bytes).toEqual(bytes);
    }
    expect((await fetch(path, { range: 'bytes=-0' })).status).toBe(416);
    const beyond = await fetch(path, { range: `bytes=${bytes.length}-` });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
    const elsewhere = ['"other"', '*', `W/${etag}`, `${etag}, "other"`].map((tag) => ({ range: 'bytes=0-1', 'if-range': tag }));
    for (const headers of [{ range: 'bytes=0-1,5-6' }, { range: 'lines=1-2' }, ...elsewhere]) {
      const whole = await fetch(path, headers as Record<string, string>);
      expect([whole.status, whole.bytes.length]).toEqual([200, bytes.length]);
    }
    expect((await fetch(path, { range: 'bytes=0-1', 'if-range': etag! })).status).toBe(206);
    const head = await fetch(path, {}, 'HEAD');
    expect([head.status, head.bytes.length, head.headers['content-length']]).toEqual([200, 0, String(bytes.length)]);
  });

  it('lets a browser run nothing of what it serves', async () => {
    const script = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const cases: readonly [string, string, string, RegExp][] = [
      ['drawing.svg', script, 'image/svg+xml', /^attachment/],
      ['drawing.png', script, 'image/svg+xml', /^attachment/],
      ['page.html', '<script>alert(1)</script>', 'application/octet-stream', /^attachment/],
      ['page.xhtml', '<html/>', 'application/octet-stream', /^attachment/],
      ['data.xml', '<x/>', 'application/xml', /^attachment/],
      ['manual.pdf', '%PDF-1.7', 'application/pdf', /^attachment/],
      ['code.js', 'alert(1)', 'application/octet-stream', /^attachment/],
      ['note.txt', '<script>alert(1)</script>', 'text/plain; charset=utf-8', /^inline/],
      ['constructor', 'x', 'application/octet-stream', /^attachment/],
    ];
    for (const [name, content, type, disposition] of cases) {
      const { headers, text } = await fetch(await client.publish(await client.upload(name, content)));
      expect(text).toBe(content);
      expect(headers['content-type'], name).toBe(type);
      expect(headers['content-disposition'], name).toMatch(disposition);
      expect(headers['content-security-policy'], name).toMatch(/default-src 'none'.*sandbox/);
      expect(headers['x-content-type-options'], name).toBe('nosniff');
    }
    const empty = await fetch(await client.publish(await client.upload('empty.txt', '')), { range: 'bytes=0-' });
    expect(empty.bytes.length).toBe(0);
  });

  it('withdraws a file, and publishes it again at the same address', async () => {
    const path = await client.publish(image);
    const small = await transformed('/width=12');
    const answer = await client.dam(`unpublish/${storagePathname(image)}`);
    expect(answer.envelope).toEqual({ success: true, result: { public_url: null }, data: {} });
    expect((await fetch(path)).status).toBe(404);
    expect((await fetch(small)).status).toBe(200);
    expect((await client.dam(`unpublish/${storagePathname(image)}`)).status).toBe(200);
    expect(await client.publish(image)).toBe(path);
    expect((await fetch(path)).status).toBe(200);
  });

  it('serves nothing of a deleted asset, original and transforms alike', async () => {
    const paths = [await client.publish(image), await transformed('/width=12')];
    await client.ask('delete', { asset: image.gid });
    for (const path of paths) expect((await fetch(path)).status).toBe(404);
    expectFailure(await client.dam(`publish/${storagePathname(image)}`), 422);
    expectFailure(await client.dam(`transform/${storagePathname(image)}/width=9`), 422);
    await client.ask('undelete', { asset: image.gid });
    for (const path of paths) expect((await fetch(path)).status).toBe(200);
    await client.ask('delete', { asset: image.gid });
    await client.ask('permanent_delete', { asset: image.gid });
    for (const path of paths) expect((await fetch(path)).status).toBe(404);
  });

  it('serves nothing of a project that was deleted, and all of it again once it is taken back', async () => {
    const credentials = { username: 'edo', password: 'sample-password-2' };
    const login = await call(gateway(), 'POST', '/api/login', { body: credentials });
    const headers = { authorization: `Bearer ${login.headers.authorization}` };
    const about = async (path: string, body: object): Promise<Json> =>
      (await call(gateway(), 'POST', `/api/projects/${path}`, { headers, body })).envelope.result;
    const { project: own } = await about('create', { name: 'Leaflets' });
    const owner = AssetClient.ofMember(gateway(), login.headers.authorization!, own);
    const { root } = (await owner.ask('root')).result;
    const leaflet = await owner.upload('leaflet.png', bytes, root);
    const paths = [await owner.publish(leaflet), pathOf(await owner.dam(`transform/${storagePathname(leaflet)}/width=9`))];
    const statuses = (): Promise<number[]> => Promise.all(paths.map(async (path) => (await fetch(path)).status));
    expect(await statuses()).toEqual([200, 200]);
    await about('delete', { project: own });
    expect(await statuses()).toEqual([404, 404]);
    await about('undelete', { project: own });
    expect(await statuses()).toEqual([200, 200]);
    await about('delete', { project: own });
    await about('permanent_delete', { project: own });
    expect(await statuses()).toEqual([404, 404]);
  });

  it('says clearly that a file of the demo data is not stored', async () => {
    const tent = assetAt('/products/tents/fjord.jpg');
    for (const path of [`publish/${storagePathname(tent)}`, `transform/${storagePathname(tent)}/width=12`]) {
      const answer = await client.dam(path);
      expectFailure(answer, 422);
      expect(answer.envelope.result.message).toMatch(/not stored/);
    }
  });

  it('refuses pathnames that name no file', async () => {
    for (const path of ['x', `${image.gid}`, `${image.gid}.png`, `${image.gid}~x.png`, `${image.gid}~0.png`, 'x~1.png'])
      expectFailure(await client.dam(`publish/${path}`), 400);
    const folder = await client.createFolder('folder');
    for (const path of [
      `${unknownGid}~1.png`,
      `${image.gid}~2.png`,
      `${image.gid}~1.jpg`,
      `${image.gid}~1`,
      `${folder.gid}~1`,
      `${rootAsset}~1`,
    ])
      for (const call of ['publish', 'unpublish', 'transform', 'info']) expectFailure(await client.dam(`${call}/${path}`), 422);
  });

  it('tells what is known of a file', async () => {
    const answer = await client.dam(`info/${storagePathname(image)}`);
    expect(answer.envelope).toEqual({ success: true, result: image.info, data: {} });
  });

  it('is for members; those who only read are told what is public already, and publish nothing', async () => {
    const path = `publish/${storagePathname(image)}`;
    const anonymous = await gateway().request('GET', `/dam/p/${project}/${path}`);
    expect([anonymous.status, anonymous.headers['www-authenticate']]).toEqual([401, 'Bearer realm="JWT access to Unicat."']);
    const headers = { authorization: `Bearer ${client.token}` };
    expect((await gateway().request('GET', `/dam/p/${foreignProject}/${path}`, { headers })).status).toBe(403);
    const reader = await AssetClient.open(gateway(), 'demo-reader-key');
    for (const each of [path, `transform/${storagePathname(image)}/width=7`, `unpublish/${storagePathname(image)}`])
      expectFailure(await reader.dam(each), 403);
    const address = await client.publish(image);
    expect(pathOf(await reader.dam(path))).toBe(address);
  });

  it('fills a canvas around the hotspot: of the caller, else of the asset, else the middle', async () => {
    const right = await result('/fill=20,20/hs=1,0.5');
    expect(await sharp(right).metadata()).toMatchObject({ format: 'png', width: 20, height: 20 });
    expect(await colourAt(right, 7, 10)).toBe('blue');
    const middle = await result('/fill=20,20');
    expect(await colourAt(middle, 7, 10)).toBe('red');
    expect(await colourAt(middle, 12, 10)).toBe('blue');
    await client.ask('update', { asset: image.gid, transforms: { _main_: { crop: null, hotspot: [0, 0] } } });
    expect(await colourAt(await result('/fill=20,20'), 12, 10)).toBe('red');
  });

  it('fits, crops, pads and keeps one side', async () => {
    const fit = await result('/fit=60,60/bg=00ff00');
    expect(await sharp(fit).metadata()).toMatchObject({ width: 60, height: 60 });
    expect(await pixel(fit, 5, 5)).toEqual([0, 255, 0, 255]);
    expect(await pixel(fit, 5, 30)).toEqual([255, 0, 0, 255]);
    expect(await sharp(await result('/width=30')).metadata()).toMatchObject({ width: 30, height: 20 });
    expect(await sharp(await result('/height=20/dpr=2')).metadata()).toMatchObject({ width: 60, height: 40 });
    const crop = await result('/crop=0.50000,0.50000/hs=1.00000,1.00000');
    expect(await sharp(crop).metadata()).toMatchObject({ width: 60, height: 40 });
    expect(await pixel(crop, 1, 1)).toEqual([0, 0, 255, 255]);
    const top = await result('/fit=60,60/padding=0,auto,auto,auto/bg=transparent');
    expect(await pixel(top, 5, 1)).toEqual([255, 0, 0, 255]);
    expect(await pixel(top, 5, 50)).toEqual([0, 0, 0, 0]);
  });

  it('writes the type that is asked for, under the name and key that are asked for', async () => {
    const path = await transformed('/name=seo%20name/key=2x/type=jpg/q=80/optimize=true/force=false/width=30');
    expect(path).toMatch(/\/seo%20name@2x\.jpg$/);
    const media = await fetch(path);
    expect(media.headers['content-type']).toBe('image/jpeg');
    expect((await sharp(media.bytes).metadata()).format).toBe('jpeg');
    expect((await sharp(await result('/type=gif')).metadata()).format).toBe('gif');
    expect(await transformed('/width=30')).toMatch(/\/aurora(-\d+)?@[0-9a-f]{12}\.png$/);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#0f0"/></svg>';
    const drawn = await result('/width=200', await client.upload('stove.svg', svg));
    expect(await sharp(drawn).metadata()).toMatchObject({ format: 'png', width: 200, height: 100 });
    expect(await pixel(drawn, 198, 98)).toEqual([0, 255, 0, 255]);
  });

  it('makes the same of the same options, whatever their order, once', async () => {
    const one = await transformed('/width=30/q=80');
    expect(await transformed('/q=80/width=30')).toBe(one);
    expect(await transformed('/q=80/width=30/force=true')).toBe(one);
    expect(await transformed('/width=31/q=80')).not.toBe(one);
    expect(await transformed('')).not.toBe(one);
  });

  it('refuses options that are none with 400, files that are no images with 422', async () => {
    for (const options of [
      'width',
      'width=0',
      'width=abc',
      'fill=5',
      'type=exe',
      'hs=2,2',
      'dpr=9',
      'name=..',
      'q=x',
      'fill=5000,5000/dpr=4',
    ])
      expectFailure(await client.dam(`transform/${storagePathname(image)}/${options}`), 400);
    const note = await client.upload('note.txt', 'no image');
    expectFailure(await client.dam(`transform/${storagePathname(note)}/width=5`), 422);
  });
});

describeOnEngines(
  'unicat: addresses of published files',
  (gateway) => {
    it('begin with the public URL of the gateway', async () => {
      const client = await AssetClient.open(gateway());
      const asset = await client.upload('a.txt', 'x');
      const answer = await client.dam(`publish/${storagePathname(asset)}`);
      expect(answer.envelope.result.public_url).toMatch(/^https:\/\/catalogue\.example\/files\/media\/p-/);
    });
  },
  { PUBLIC_URL: 'https://catalogue.example/files/' },
);
