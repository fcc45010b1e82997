import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { objectHash, redacted } from '../contract/register/object-hash.js';
import { basic, operator, pointercrateToken, spaceGids, unicatToken } from '../support/demo.js';
import { type Answer, describeOnEngines, type RunningGateway } from '../support/gateway.js';

type Headers = Record<string, string>;

interface Written {
  readonly 'entry-number': number;
  readonly 'entry-timestamp': string;
  readonly key: string;
  readonly 'blob-hash': string;
  readonly 'object-hash': string;
  readonly record: string;
}

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** The item digest of the contract (§5.1), for blobs whose texts need no escapes. */
const itemDigest = (blob: object): string => sha256(JSON.stringify(Object.fromEntries(Object.entries(blob).sort())));

let made = 0;
/** A name that no other case uses. */
const freshName = (): string => {
  made += 1;
  return `made-${made}`;
};

describeOnEngines('operators keep registers', (gateway) => {
  const get = (path: string, headers: Headers = {}): Promise<Answer> => gateway().request('GET', path, { headers });
  const post = (path: string, body: object | string, headers: Headers = operator): Promise<Answer> =>
    gateway().request('POST', `/ops/v1/registers${path}`, { headers, body });

  const definition = (id: string, more: object = {}) => ({
    id,
    title: 'Made for a test',
    custodian: 'Ada',
    attributes: [
      { id: 'name', datatype: 'string' },
      { id: 'tags', datatype: 'string', cardinality: 'n' },
      { id: 'size', datatype: 'integer' },
    ],
    ...more,
  });
  const create = async (more: object = {}): Promise<string> => {
    const id = freshName();
    expect((await post('', definition(id, more))).status).toBe(201);
    return id;
  };
  const write = async (register: string, key: string, blob: object, headers: Headers = {}): Promise<Written> => {
    const answer = await post(`/${register}/entries`, { key, blob }, { ...operator, ...headers });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Written>();
  };
  const size = async (register: string): Promise<number> => (await get(`/registers/${register}/entries`)).json<object[]>().length;

  const keyWith = async (space: string, role: string): Promise<Headers> => {
    const answer = await gateway().request('POST', `/ops/v1/spaces/${space}/keys`, { headers: operator, body: { role } });
    return { authorization: `Bearer ${answer.json<{ key: string }>().key}` };
  };

  it('create one, which is served at once through all three dialects', async () => {
    const id = freshName();
    const answer = await post(
      '',
      definition(id, { description: 'What it is', registry: 'office', copyright: 'Nobody', phase: 'alpha' }),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/registers/${id}`);
    const document = answer.json<{ gid: string }>();
    expect(document).toEqual({
      id,
      gid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
      title: 'Made for a test',
      visibility: 'public',
      attributes: [
        { id, datatype: 'string', cardinality: '1' },
        { id: 'name', datatype: 'string', cardinality: '1' },
        { id: 'tags', datatype: 'string', cardinality: 'n' },
        { id: 'size', datatype: 'integer', cardinality: '1' },
      ],
      entries: 0,
      paths: { register: `/registers/${id}`, pointercrate: `/spaces/${id}/api/v1/records/`, unicat: `/api/p/${document.gid}` },
    });
    expect((await get(`/registers/${id}/records`)).json()).toEqual([]);
    expect((await get(`/registers/${id}/records.csv`)).text).toBe(`entry-number,entry-timestamp,key,${id},name,tags,size\r\n`);
    await write(id, 'k1', { name: 'One' });
    const bearer = await pointercrateToken(gateway(), 'list_helper');
    expect((await get(`/spaces/${id}/api/v1/records/1/`, bearer)).text).toContain('One');
    expect((await spaceGids(gateway()))[id]).toBe(document.gid);
  });

  it('create one whose key attribute they describe themselves, where they want it', async () => {
    const id = freshName();
    const attributes = [
      { id: 'name', datatype: 'string' },
      { id, datatype: 'integer', description: 'The number of the thing' },
    ];
    const answer = await post('', { ...definition(id), attributes });
    expect(answer.json<{ attributes: { id: string }[] }>().attributes.map((attribute) => attribute.id)).toEqual(['name', id]);
    expect((await post(`/${id}/entries`, { key: 'A', blob: {} })).status).toBe(422);
    await write(id, '7', { name: 'Seven' });
  });

  it.each([
    ['no id', { id: undefined }, 422, /^id /],
    ['an id that is no name', { id: 'Planet' }, 422, /^id /],
    ['an id longer than a host label', { id: 'a'.repeat(64) }, 422, /^id /],
    ['no title', { title: undefined }, 422, /^title /],
    ['a blank title', { title: ' ' }, 422, /^title /],
    ['a blank description', { description: '' }, 422, /^description /],
    ['a number as custodian', { custodian: 5 }, 422, /^custodian /],
    ['no attributes', { attributes: undefined }, 422, /^attributes /],
    ['attributes that are no list', { attributes: {} }, 422, /^attributes /],
    ['an attribute that is no object', { attributes: ['name'] }, 422, /attributes/],
    ['an attribute without datatype', { attributes: [{ id: 'name' }] }, 422, /^attributes\.0\.datatype /],
    ['an attribute that is no name', { attributes: [{ id: 'Name', datatype: 'string' }] }, 422, /^attributes: id of 'Name'/],
    [
      'a misspelt datatype',
      { attributes: [{ id: 'name', datatype: 'strng' }] },
      422,
      /^attributes: datatype of 'name' must be one of/,
    ],
    [
      'a cardinality of 2',
      { attributes: [{ id: 'name', datatype: 'string', cardinality: '2' }] },
      422,
      /^attributes\.0\.cardinality /,
    ],
    [
      'an attribute twice',
      {
        attributes: [
          { id: 'name', datatype: 'string' },
          { id: 'name', datatype: 'text' },
        ],
      },
      422,
      /'name' is given twice/,
    ],
    [
      'a set as key',
      { id: 'set-key', attributes: [{ id: 'set-key', datatype: 'string', cardinality: 'n' }] },
      422,
      /'set-key'.* must be 1$/,
    ],
    ['an id that is a register', { id: 'country' }, 409, /country exists already/],
    ['an id that is a space of another dialect', { id: 'demonlist' }, 409, /demonlist exists already/],
    ['an id that is a register of another space', { id: 'demonlist-record' }, 409, /demonlist-record exists already/],
  ])('are told of %s', async (_what, change, status, detail) => {
    const before = (await gateway().request('GET', '/ops/v1/spaces', { headers: operator })).text;
    const answer = await post('', { ...definition('never-made'), ...change });
    expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ detail: expect.stringMatching(detail) })]);
    expect((await gateway().request('GET', '/ops/v1/spaces', { headers: operator })).text).toBe(before);
  });

  it('alone may create registers and add attributes, whatever is wrong with the body', async () => {
    const staff = await keyWith('country', 'staff');
    const stranger = { authorization: basic('ines', 'sample-password') };
    for (const path of ['', '/country/attributes', '/nowhere/attributes']) {
      expect((await post(path, '{', {})).status).toBe(401);
      expect((await post(path, '{', staff)).status).toBe(403);
      expect((await post(path, '{', stranger)).status).toBe(403);
    }
    expect((await post('/nowhere/attributes', '{')).status).toBe(404);
    expect((await post('/country/attributes', '{')).status).toBe(400);
  });

  it('add attributes at the end, and nothing else of the definition changes', async () => {
    const id = await create({ description: 'What it is' });
    await write(id, 'k1', { name: 'One' });
    const body = { attributes: [{ id: 'end-date', datatype: 'datetime', description: 'When it ended' }] };
    const answer = await post(`/${id}/attributes`, body);
    expect([answer.status, answer.json()]).toEqual([
      200,
      { register: id, added: ['end-date'], attributes: [id, 'name', 'tags', 'size', 'end-date'] },
    ]);
    await write(id, 'k1', { name: 'One', 'end-date': '2020' });
    expect((await post(`/${id}/entries`, { key: 'k2', blob: { 'end-date': 'soon' } })).status).toBe(422);
    expect((await get(`/registers/${id}/records.csv`)).text).toBe(
      `entry-number,entry-timestamp,key,${id},name,tags,size,end-date\r\n${(await get(`/registers/${id}/records.csv`)).text.split('\r\n')[1]}\r\n`,
    );
    expect((await post(`/${id}/attributes`, body)).json()).toMatchObject({ added: [] });
    expect((await post(`/${id}/attributes`, body)).status).toBe(200);
  });

  it.each([
    ['another datatype', { id: 'size', datatype: 'string' }, 409, /'size' exists with another datatype/],
    ['another cardinality', { id: 'tags', datatype: 'string' }, 409, /'tags' exists with another cardinality/],
    [
      'another description',
      { id: 'name', datatype: 'string', description: 'New' },
      409,
      /'name' exists with another description/,
    ],
    ['no known datatype', { id: 'colour', datatype: 'color' }, 422, /datatype of 'colour'/],
  ])('cannot give an attribute %s', async (_what, attribute, status, detail) => {
    const id = await create();
    const attributes = [{ id: 'fine', datatype: 'string' }, attribute];
    const answer = await post(`/${id}/attributes`, { attributes });
    expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ detail: expect.stringMatching(detail) })]);
    expect((await get(`/registers/${id}/records.csv`)).text).not.toContain('fine');
    expect((await post(`/${id}/attributes`, { attributes: [] })).status).toBe(422);
  });

  it('write one entry, with the hashes of the contract and a timestamp to the second', async () => {
    const id = await create();
    const blob = { [id]: 'k/1', name: 'Ünïque', tags: ['a', 'b'], size: '-3' };
    const answer = await post(`/${id}/entries`, { key: 'k/1', blob: { name: 'Ünïque', tags: ['a', 'b'], size: '-3' } });
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/registers/${id}/entries/1`);
    expect(answer.headers.etag).toBe('"1"');
    const written = answer.json<Written>();
    expect(written).toEqual({
      'entry-number': 1,
      'entry-timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      key: 'k/1',
      'blob-hash': `1220${itemDigest(blob)}`,
      'object-hash': `1220${objectHash(blob)}`,
      record: `/registers/${id}/records/k%2F1`,
    });
    const { 'entry-timestamp': timestamp } = written;
    expect((await get(written.record)).json()).toEqual({ 'entry-number': 1, 'entry-timestamp': timestamp, key: 'k/1', blob });
    // The leaf of the contract (§6.1), which is the root of a log of one entry.
    const leaf = `{"index-entry-number":"1","entry-number":"1","entry-timestamp":"${timestamp}","key":"k/1","item-hash":["sha-256:${itemDigest(blob)}"]}`;
    const root = sha256(`\u0000${leaf}`);
    expect((await get(`/registers/${id}/proofs/register`)).json()).toEqual({ 'root-hash': `1220${root}`, 'total-entries': 1 });
  });

  it('may state the timestamp, also an earlier one', async () => {
    const id = await create();
    await write(id, 'a', {});
    const answer = await post(`/${id}/entries`, { key: 'b', blob: {}, 'entry-timestamp': '1851-05-01T12:00:00Z' });
    expect(answer.json()).toMatchObject({ 'entry-number': 2, 'entry-timestamp': '1851-05-01T12:00:00Z' });
    for (const timestamp of [
      '1851-05-01',
      '1851-05-01T12:00:00.5Z',
      '1851-05-01T12:00:00+01:00',
      '2016-12-31T23:59:60Z',
      '2023-02-29T00:00:00Z',
      5,
    ]) {
      expect((await post(`/${id}/entries`, { key: 'c', blob: {}, 'entry-timestamp': timestamp })).status).toBe(422);
    }
    expect(await size(id)).toBe(2);
  });

  it.each([
    ['no key', { blob: {} }, /^key /],
    ['a key outside the grammar', { key: 'a..b', blob: {} }, /Invalid key for append entry/],
    ['a key that no index holds', { key: 'a'.repeat(1001), blob: {} }, /key/],
    ['no blob', { key: 'a' }, /^blob /],
    ['a list as blob', { key: 'a', blob: [] }, /^blob /],
    ['another primary key', { key: 'a', blob: { REGISTER: 'b' } }, /Key 'a' does not match primary key field/],
    [
      'an attribute it does not have',
      { key: 'a', blob: { colour: 'red', constructor: 'x', ['__proto__']: 'y' } },
      /invalid fields: \[colour, constructor, __proto__\]/,
    ],
    ['a list where one value goes', { key: 'a', blob: { name: ['x'] } }, /Field 'name' value must be of type 'string'/],
    ['a value where a list goes', { key: 'a', blob: { tags: 'x' } }, /Field 'tags' has cardinality 'n'/],
    ['a value that is not of the datatype', { key: 'a', blob: { size: '01' } }, /Field 'size' value must be of type 'integer'/],
    ['a number', { key: 'a', blob: { size: 1 } }, /Field 'size'/],
    ['a null', { key: 'a', blob: { name: null } }, /Field 'name'/],
    ['an empty text', { key: 'a', blob: { name: '' } }, /Field 'name'/],
    ['an empty list', { key: 'a', blob: { tags: [] } }, /Field 'tags'/],
    ['an empty element', { key: 'a', blob: { tags: ['x', ''] } }, /Field 'tags'/],
  ])('are told of %s, and nothing is stored', async (_what, body, detail) => {
    const id = await create();
    const text = JSON.stringify(body).replace('REGISTER', id);
    const answer = await post(`/${id}/entries`, text);
    expect([answer.status, answer.json()]).toEqual([422, expect.objectContaining({ detail: expect.stringMatching(detail) })]);
    expect(await size(id)).toBe(0);
    expect((await get(`/registers/${id}/blobs`)).json()).toEqual({});
  });

  it('may call an attribute what every object inherits', async () => {
    const id = await create({ attributes: [{ id: 'constructor', datatype: 'string' }] });
    await write(id, 'a', {});
    await write(id, 'b', { constructor: 'Maserati' });
    const blobs = (await get(`/registers/${id}/records`)).json<{ blob: object }[]>().map(({ blob }) => blob);
    expect(blobs.map((blob) => Object.entries(blob))).toEqual([
      [[id, 'a']],
      [
        [id, 'b'],
        ['constructor', 'Maserati'],
      ],
    ]);
  });

  it('write only what changes', async () => {
    const id = await create();
    await write(id, 'a', { name: 'A' });
    const again = await post(`/${id}/entries`, { key: 'a', blob: { name: 'A' } });
    expect([again.status, again.json()]).toMatchObject([409, { detail: expect.stringContaining('identical') }]);
    await write(id, 'a', { name: 'B' });
    await write(id, 'a', { name: 'A' });
    expect(await size(id)).toBe(3);
  });

  it('write on condition of what the record is', async () => {
    const id = await create();
    const attempt = async (blob: object, headers: Headers): Promise<number> =>
      (await post(`/${id}/entries`, { key: 'a', blob }, { ...operator, ...headers })).status;
    expect(await attempt({ name: 'A' }, { 'if-match': '*' })).toBe(412);
    expect(await attempt({ name: 'A' }, { 'if-match': '"0"' })).toBe(412);
    expect(await attempt({ name: 'A' }, { 'if-none-match': '*' })).toBe(201);
    expect(await attempt({ name: 'B' }, { 'if-none-match': '*' })).toBe(412);
    for (const stale of ['"2"', '"01"', '', 'garbage', '"1', ',,'])
      expect(await attempt({ name: 'B' }, { 'if-match': stale })).toBe(412);
    // A blob that is there already is no reason to hide that the caller's view is stale.
    expect(await attempt({ name: 'A' }, { 'if-match': '"9"' })).toBe(412);
    expect(await attempt({ name: 'B' }, { 'if-none-match': '"1"' })).toBe(412);
    expect(await attempt({ name: 'B' }, { 'if-match': '"7", W/"1"' })).toBe(201);
    expect(await attempt({ name: 'C' }, { 'if-match': '"1"' })).toBe(412);
    expect(await attempt({ name: 'C' }, { 'if-match': '*' })).toBe(201);
    expect(await size(id)).toBe(3);
  });

  it('lose no update: of two writers on one condition one is refused', async () => {
    const id = await create();
    await write(id, 'a', { name: 'A' });
    const answers = await Promise.all(
      ['B', 'C'].map((name) => post(`/${id}/entries`, { key: 'a', blob: { name } }, { ...operator, 'if-match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    expect(await size(id)).toBe(2);
  });

  it('let members with write or staff write, and nobody else', async () => {
    const id = await create();
    const body = (name: string) => ({ key: 'a', blob: { name } });
    expect((await post(`/${id}/entries`, '{', {})).status).toBe(401);
    expect((await post(`/${id}/entries`, '{', await keyWith(id, 'read'))).status).toBe(403);
    expect((await post(`/${id}/entries`, '{', await keyWith('country', 'write'))).status).toBe(403);
    expect((await post(`/${id}/entries`, body('W'), await keyWith(id, 'write'))).status).toBe(201);
    expect((await post(`/${id}/entries`, body('S'), await keyWith(id, 'staff'))).status).toBe(201);
    expect((await post('/nowhere/entries', body('W'))).status).toBe(404);
  });

  it.each(['demonlist-record', 'noorderlicht-record'])('leave %s to its own dialect', async (register) => {
    for (const [path, body] of [
      ['entries', { key: '1', blob: {} }],
      ['attributes', { attributes: [{ id: 'x', datatype: 'string' }] }],
      [`blobs/1220${'0'.repeat(64)}/redactions`, { attribute: 'video' }],
    ] as const) {
      const answer = await post(`/${register}/${path}`, body);
      expect([answer.status, answer.json()]).toMatchObject([409, { detail: expect.stringContaining('own dialect') }]);
    }
  });
});

/** Root over the object-hash tree (contract §5.3, §6.3), for logs of up to two entries. */
function nextRoot(entries: readonly { number: number; key: string; timestamp: string; objectHash: string }[]): string {
  const tagged = (tag: string, data: string | Buffer) => createHash('sha256').update(tag).update(data).digest();
  const leaves = entries.map(({ number, key, timestamp, objectHash: hash }) => {
    const members = [
      tagged('i', String(number)),
      tagged('u', key),
      tagged('t', timestamp),
      tagged('r', Buffer.from(`1220${hash}`, 'hex')),
    ];
    return tagged('\u0000', tagged('l', Buffer.concat(members)));
  });
  const [left, right] = leaves;
  if (left === undefined) throw new RangeError('An empty log');
  return (right === undefined ? left : tagged('\u0001', Buffer.concat([left, right]))).toString('hex');
}

describeOnEngines('redaction', (gateway) => {
  const get = (path: string, headers: Headers = {}): Promise<Answer> => gateway().request('GET', path, { headers });
  const post = (path: string, body: object | string, headers: Headers = operator): Promise<Answer> =>
    gateway().request('POST', `/ops/v1/registers${path}`, { headers, body });

  const person = 'Grace Hopper';

  /** A register with two records of the same person: the second one's blob differs. */
  async function people(running: RunningGateway): Promise<{ id: string; written: Written[] }> {
    const id = freshName();
    const attributes = [
      { id: 'name', datatype: 'string' },
      { id: 'tags', datatype: 'string', cardinality: 'n' },
    ];
    const body = { id, title: 'People', custodian: 'Mary Jackson', attributes };
    expect((await running.request('POST', '/ops/v1/registers', { headers: operator, body })).status).toBe(201);
    const written: Written[] = [];
    for (const key of ['p1', 'p2']) {
      const answer = await post(`/${id}/entries`, { key, blob: { name: person, tags: ['navy', 'yale'] } });
      written.push(answer.json<Written>());
    }
    return { id, written };
  }

  const views = async (id: string): Promise<Record<string, unknown>> => {
    const paths = ['entries', 'proofs/register', 'proofs/entries/1/2', 'next/entries', 'next/proofs/register', 'v1/entries'];
    const answers = await Promise.all(paths.map((path) => get(`/registers/${id}/${path}`)));
    return Object.fromEntries(paths.map((path, at) => [path, [answers[at]?.status, answers[at]?.text]]));
  };

  it('takes a value out everywhere and leaves hashes, roots and proofs as they were', async () => {
    const { id, written } = await people(gateway());
    const [first, second] = written;
    const gid = (await spaceGids(gateway()))[id] ?? '';
    const [bearer, member] = [await pointercrateToken(gateway(), 'list_helper'), await readerToken(id, gid)];
    const unicat = async () => {
      const resolved = await get(`/ops/v1/resolve?address=/registers/${id}/records/p1`, operator);
      const { addresses } = resolved.json<{ addresses: { unicat: { path: string; body: object } } }>();
      return (await gateway().request('POST', addresses.unicat.path, { headers: member, body: addresses.unicat.body })).text;
    };
    const pointercrate = async () => (await get(`/spaces/${id}/api/v1/records/1/`, bearer)).text;
    // Warms whatever is kept of the record.
    expect([await unicat(), await pointercrate()]).toEqual([expect.stringContaining(person), expect.stringContaining(person)]);
    const before = await views(id);

    const answer = await post(`/${id}/blobs/${first?.['blob-hash']}/redactions`, { attribute: 'name' });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      'blob-hash': first?.['blob-hash'],
      'object-hash': first?.['object-hash'],
      attribute: 'name',
      redacted: redacted(person),
      changed: true,
      entries: [1],
      'still-valid': expect.arrayContaining([expect.stringContaining('object hash')]),
      'no-longer-verifiable': expect.arrayContaining([expect.stringContaining('RSF')]),
    });

    const shown = { [id]: 'p1', name: redacted(person), tags: ['navy', 'yale'] };
    expect((await get(`/registers/${id}/records/p1`)).json<{ blob: object }>().blob).toEqual(shown);
    expect((await get(`/registers/${id}/blobs/${first?.['blob-hash']}`)).json()).toEqual(shown);
    expect(`1220${objectHash(shown)}`).toBe(first?.['object-hash']);
    expect(await views(id)).toEqual(before);
    const entries = written.map(({ 'entry-number': number, key, 'entry-timestamp': timestamp }) => ({
      number,
      key,
      timestamp,
      objectHash: objectHash(key === 'p1' ? shown : { ...shown, [id]: 'p2', name: person }),
    }));
    expect((await get(`/registers/${id}/next/proofs/register`)).json()).toMatchObject({
      'root-hash': `1220${nextRoot(entries)}`,
    });

    for (const text of [
      await unicat(),
      await pointercrate(),
      (await get(`/registers/${id}/records.csv`)).text.split('\r\n')[1],
    ]) {
      expect(text).toContain(redacted(person));
      expect(text).not.toContain(person);
    }
    const filtered = await get(`/registers/${id}/records?name=name&value=${encodeURIComponent(person)}`);
    expect(filtered.json<{ key: string }[]>().map(({ key }) => key)).toEqual(['p2']);
    expect((await get(`/registers/${id}/blobs/${second?.['blob-hash']}`)).json()).toMatchObject({ name: person });
  });

  async function readerToken(id: string, gid: string): Promise<Headers> {
    const answer = await gateway().request('POST', `/ops/v1/spaces/${id}/keys`, { headers: operator, body: { role: 'read' } });
    return unicatToken(gateway(), gid, answer.json<{ key: string }>().key);
  }

  it('takes one element out of a set, or all of them', async () => {
    const { id, written } = await people(gateway());
    const path = `/${id}/blobs/sha-256:${written[0]?.['blob-hash'].slice(4)}/redactions`;
    expect((await post(path, { attribute: 'tags', value: 'navy' })).json()).toMatchObject({
      redacted: [redacted('navy'), 'yale'],
      changed: true,
    });
    const with_ = (value: string) => get(`/registers/${id}/records?name=tags&value=${value}`);
    expect((await with_('navy')).json<{ key: string }[]>().map(({ key }) => key)).toEqual(['p2']);
    expect((await with_('yale')).json<{ key: string }[]>().map(({ key }) => key)).toEqual(['p1', 'p2']);
    expect((await post(path, { attribute: 'tags', value: 'navy' })).json()).toMatchObject({ changed: false });
    expect((await post(path, { attribute: 'tags' })).json()).toMatchObject({ redacted: [redacted('navy'), redacted('yale')] });
  });

  it('is repeated without harm, by any spelling of the hash', async () => {
    const { id, written } = await people(gateway());
    const [first] = written;
    expect((await post(`/${id}/blobs/${first?.['object-hash']}/redactions`, { attribute: 'name' })).status).toBe(200);
    const again = await post(`/${id}/blobs/${first?.['blob-hash']}/redactions`, { attribute: 'name', value: person });
    expect([again.status, again.json()]).toMatchObject([200, { changed: false, redacted: redacted(person) }]);
  });

  it('is told of by every entry that uses the blob', async () => {
    const { id, written } = await people(gateway());
    await post(`/${id}/entries`, { key: 'p1', blob: { name: 'Another' } });
    await post(`/${id}/entries`, { key: 'p1', blob: { name: person, tags: ['navy', 'yale'] } });
    const answer = await post(`/${id}/blobs/${written[0]?.['blob-hash']}/redactions`, { attribute: 'name' });
    expect(answer.json()).toMatchObject({ entries: [1, 4] });
  });

  it.each([
    ['the key of a record', { attribute: 'REGISTER' }, 422, /keys cannot be redacted/],
    ['an attribute that the blob does not have', { attribute: 'colour' }, 422, /no attribute 'colour'/],
    ['an attribute that objects inherit', { attribute: 'constructor' }, 422, /no attribute 'constructor'/],
    ['a value that the blob does not have', { attribute: 'tags', value: 'army' }, 422, /no such value/],
    ['a value that is null', { attribute: 'tags', value: null }, 422, /^value /],
    ['nothing', {}, 422, /^attribute /],
  ])('refuses %s', async (_what, body, status, detail) => {
    const { id, written } = await people(gateway());
    const text = JSON.stringify(body).replace('REGISTER', id);
    const answer = await post(`/${id}/blobs/${written[0]?.['blob-hash']}/redactions`, text);
    expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ detail: expect.stringMatching(detail) })]);
  });

  it('knows no blob that is not there, and no other spelling', async () => {
    const { id, written } = await people(gateway());
    const digest = written[0]?.['blob-hash'].slice(4) ?? '';
    for (const hash of [`1220${'0'.repeat(64)}`, digest, `1220${digest.toUpperCase()}`, 'x', '%00']) {
      expect((await post(`/${id}/blobs/${hash}/redactions`, { attribute: 'name' })).status).toBe(404);
    }
  });

  it('is for operators and staff', async () => {
    const { id, written } = await people(gateway());
    const path = `/${id}/blobs/${written[0]?.['blob-hash']}/redactions`;
    const keyWith = async (role: string): Promise<Headers> => {
      const answer = await gateway().request('POST', `/ops/v1/spaces/${id}/keys`, { headers: operator, body: { role } });
      return { authorization: `Bearer ${answer.json<{ key: string }>().key}` };
    };
    expect((await post(path, '{', {})).status).toBe(401);
    expect((await post(path, '{', await keyWith('write'))).status).toBe(403);
    expect((await post(path, { attribute: 'name' }, await keyWith('staff'))).status).toBe(200);
  });

  it('reaches the custodian, a person in the system log, and nothing else there', async () => {
    const { id } = await people(gateway());
    const hash = `1220${itemDigest({ custodian: 'Mary Jackson' })}`;
    const before = await views(id);
    expect((await post(`/${id}/blobs/${hash}/redactions`, { attribute: 'custodian' })).status).toBe(404);
    const answer = await post(`/${id}/system-blobs/${hash}/redactions`, { attribute: 'custodian' });
    expect([answer.status, answer.json()]).toMatchObject([200, { redacted: redacted('Mary Jackson'), entries: [3] }]);
    expect((await get(`/registers/${id}/context`)).json()).toMatchObject({ custodian: redacted('Mary Jackson') });
    expect(await views(id)).toEqual(before);
    const name = `1220${itemDigest({ name: id })}`;
    expect((await post(`/${id}/system-blobs/${name}/redactions`, { attribute: 'name' })).status).toBe(422);
  });
});
