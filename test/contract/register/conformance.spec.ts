import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../support/csv.js';
import { registers } from '../../support/demo.js';
import { type Answer, describeOnEngines } from '../../support/gateway.js';
import { breaches } from '../../support/json-schema.js';
import { addressings, csv, expectError, json } from './addressing.js';
import { views } from './conformance-views.js';

interface Attribute {
  readonly id: string;
  readonly datatype: string;
  readonly cardinality: string;
}

/** Grammars of the datatypes that the demo registers use (contract §1.3). */
const datatypes: Readonly<Record<string, RegExp>> = {
  string: /\S/,
  text: /\S/,
  name: /^[a-z][a-z0-9-]*$/,
  integer: /^(?:0|-?[1-9][0-9]*)$/,
  boolean: /^(?:true|false)$/,
  datetime:
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:(?:[01]\d|2[0-3])(?::[0-5]\d(?::(?:[0-5]\d|60))?)?|24(?::00(?::00)?)?)Z)?)?)?$/,
  timestamp: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)Z$/,
  curie: /^[a-z][a-z0-9_-]*:(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-Fa-f]{2})*$/,
  url: /^https?:\/\/\S+$/,
};

/** What is wrong with the values of a blob. */
function misfits(blob: Readonly<Record<string, unknown>>, attributes: readonly Attribute[]): string[] {
  return attributes.flatMap(({ id, datatype, cardinality }) => {
    const value = blob[id];
    if (value === undefined) return [];
    if (Array.isArray(value) !== (cardinality === 'n')) return [`${id} has another cardinality`];
    return [value].flat().flatMap((each) => {
      const valid = String(each).startsWith('**REDACTED**') || (datatypes[datatype]?.test(String(each)) ?? true);
      return valid ? [] : [`${id} is ${JSON.stringify(each)}, no ${datatype}`];
    });
  });
}

for (const { how, base, headers: hosts } of addressings) {
  describeOnEngines(`conformance ${how}`, (gateway) => {
    describe.each(views)('of the $name view', (view) => {
      describe.each(registers)('of %s', (register) => {
        const get = (path: string, accept?: string): Promise<Answer> =>
          gateway().request('GET', `${base(register)}${view.base}/${path}`, {
            headers: { ...hosts(register), ...(accept === undefined ? {} : { accept }) },
          });
        const attributes = async (): Promise<readonly Attribute[]> => {
          const answer = await gateway().request('GET', `${base(register)}/context`, { headers: hosts(register) });
          return answer.json<{ schema: readonly Attribute[] }>().schema;
        };
        const fill = async (path: string): Promise<string> => {
          const { key, blob } = view.firstEntry((await get('entries/1')).json());
          return path.replace('{key}', encodeURIComponent(key)).replace('{blob}', blob);
        };

        it.each(view.resources)('$path as JSON', async ({ path, schema, blobs }) => {
          const own = await attributes();
          const target = await fill(path);
          const answer = await get(`${target}.json`);
          expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
          expect(breaches(schema(own.map(({ id }) => id)), answer.json())).toEqual([]);
          expect(blobs(answer.json()).flatMap((blob) => misfits(blob, own))).toEqual([]);
          const negotiated = await get(target, json);
          expect([negotiated.headers['content-type'], negotiated.text]).toEqual([json, answer.text]);
        });

        it.each(view.resources)('$path as CSV', async ({ path, columns, rows }) => {
          const names = (await attributes()).map(({ id }) => id);
          const target = await fill(path);
          const answer = await get(`${target}.csv`);
          expect([answer.status, answer.headers['content-type']]).toEqual([200, csv]);
          const [header, ...lines] = parseCsv(answer.text);
          expect(header).toEqual(columns(names));
          expect(lines).toHaveLength(rows((await get(`${target}.json`)).json()));
          expect(lines.filter((line) => line.length !== header!.length)).toEqual([]);
          expect((await get(target, 'text/csv')).text).toBe(answer.text);
        });

        it.each(view.described)('$path', async ({ path, schema }) => {
          for (const answer of [await get(path), await get(`${path}.json`)]) {
            expect([answer.status, answer.headers['content-type']]).toEqual([200, json]);
            expect(breaches(schema, answer.json())).toEqual([]);
          }
          expectError(await get(`${path}.csv`), 406, 'not_acceptable');
        });

        it('the blob of entry 1 carries the primary key', async () => {
          const { key, blob } = view.firstEntry((await get('entries/1')).json());
          expect((await get(`${blob}.json`)).json<Record<string, unknown>>()[register]).toBe(key);
        });
      });
    });
  });
}
