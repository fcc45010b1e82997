import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Json, project, records, sample, tokenOf } from '../contract/unicat/client.js';
import { expected } from '../contract/unicat/search-oracle.js';
import { engines, type RunningGateway, startGateway } from '../support/gateway.js';

const { definitions, classes, fields } = sample.data;

const words = ['aurora', 'Tents', 'KOMEET', 'zand', 'für', 'TE103-009', '2', 'polar', 'the', 'built', 'Jahre', 'nothing'];
const term = fc.oneof(
  fc.tuple(fc.constantFrom('', '', '+', '-'), fc.constantFrom(...words), fc.constantFrom('', '', '*', '"', ')', "'", ':')),
  fc.tuple(
    fc.constantFrom('', '+', '-'),
    fc.constantFrom('"', '(', 'AND', '!', '&', '<->', 'NEAR(', '\\', '%', '💥'),
    fc.constant(''),
  ),
);
const q = fc.array(term, { maxLength: 4 }).map((terms) => terms.map((parts) => parts.join('')).join(' '));

const days = fc.integer({ min: 0, max: 2000 }).map((count) => [count, 'days']);
const seconds = fc.constantFrom(...records.slice(0, 60).map(({ updated_on }) => updated_on as number));
const value = fc
  .constantFrom(...records)
  .chain(({ fields: values, definition }: Json) =>
    fc
      .constantFrom(...(definitions[definition].fields as string[]))
      .map((gid) => [gid, values.nl[`${fields[gid].name}/key`] ?? values.nl[fields[gid].name]]),
  );

const leaf: fc.Arbitrary<unknown[]> = fc.oneof(
  fc.constantFrom(...Object.keys(definitions)).map((gid) => ['definition', 'is', gid]),
  fc.constantFrom(...Object.values<Json>(classes)).map(({ name }) => ['classes', 'has', name]),
  fc.constantFrom('any', 'is_empty', 'not_translated').map((operator) => ['validation', operator]),
  fc.constantFrom('name', 'description', 'seo_title').map((name) => ['validation', 'not_translated', name]),
  value.map((operands) => ['value', 'is', operands]),
  fc.tuple(fc.constantFrom('created_on', 'updated_on'), fc.constantFrom('<', '>'), days).map((triplet) => [...triplet]),
  fc.tuple(seconds, seconds).map((operands) => ['updated_on', 'between', operands]),
);

const { filter } = fc.letrec<{ filter: unknown[] }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ['and', '', all]),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ['or', '', any]),
    tie('filter').map((not) => ['not', '', not]),
  ),
}));

const query = fc
  .record({ language: fc.constantFrom('en', 'nl', 'de'), q, filter: fc.option(filter, { nil: undefined }) })
  .filter(({ q: terms, filter: restriction }) => terms.trim() !== '' || restriction !== undefined);

describe('unicat searches', () => {
  const gateways: { gateway: RunningGateway; authorization: string }[] = [];
  beforeAll(async () => {
    for (const engine of engines) {
      const gateway = await startGateway(engine);
      gateways.push({ gateway, authorization: `Bearer ${await tokenOf(gateway)}` });
    }
  });
  afterAll(async () => {
    for (const { gateway } of gateways) await gateway.stop();
  });

  it('find the same in the same order on both engines, which is what section 6 says', async () => {
    const property = fc.asyncProperty(query, async (asked) => {
      const wanted = expected(
        asked.filter === undefined ? { language: asked.language, q: asked.q } : { ...asked, filter: asked.filter },
      );
      for (const { gateway, authorization } of gateways) {
        const body = { ...asked, 'page.size': 1000 };
        const { envelope } = await call(gateway, 'POST', `/api/p/${project}/records/search`, {
          headers: { authorization },
          body,
        });
        expect(envelope.result).toEqual({ records: wanted, 'records.size': wanted.length });
      }
    });
    await fc.assert(property, { numRuns: 150 });
  });
});
