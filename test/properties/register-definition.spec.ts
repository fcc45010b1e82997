import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AuthModule } from '#auth';
import { DialectErrorFilter, RouteTable } from '#dialect-kit';
import { LoadRegisterLog, leafHashers, RegisterModule, registerDialect, textSource } from '#dialects/register';
import {
  ACCOUNT_STORE,
  CLOCK,
  hashCanonical,
  nobody,
  objectHash,
  openPolicy,
  READING_POLICIES,
  RECORD_STORE,
  SPACE_DIRECTORY,
  spaceGid,
  systemClock,
  systemCollection,
} from '#records';
import { openStorage, type Storage } from '#storage';

const tiny = readFileSync(new URL('../fixtures/register/cases/tiny.rsf', import.meta.url), 'utf8');

let storage: Storage;
let app: NestFastifyApplication;

function platform({ store, spaces, accounts }: Storage): DynamicModule {
  const providers = [
    { provide: RECORD_STORE, useValue: store },
    { provide: SPACE_DIRECTORY, useValue: spaces },
    { provide: ACCOUNT_STORE, useValue: accounts },
    { provide: CLOCK, useValue: systemClock },
    { provide: READING_POLICIES, useValue: { register: openPolicy, pointercrate: openPolicy, unicat: openPolicy } },
  ];
  return { module: class Platform {}, global: true, providers, exports: providers.map(({ provide }) => provide) };
}

beforeEach(async () => {
  storage = await openStorage({ url: 'sqlite::memory:', digester: { digest: objectHash }, trees: leafHashers });
  const root: DynamicModule = {
    module: class Root {},
    imports: [
      platform(storage),
      AuthModule.forRoot('a secret of at least thirty-two bytes'),
      RegisterModule.forRoot({
        defaultRegister: undefined,
        domain: undefined,
        licence: 'none',
        copyright: undefined,
        allowDelete: false,
        trustProxy: false,
      }),
    ],
  };
  app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { logger: false });
  app.useGlobalFilters(new DialectErrorFilter([registerDialect()], new RouteTable()));
  await app.init();
});
afterEach(async () => {
  await app.close();
  await storage.close();
});

const load = (source: string) =>
  new LoadRegisterLog(storage.store, storage.spaces, systemClock).execute({
    space: 'tiny',
    source: textSource(source),
    recordedBy: nobody,
    validation: 'strict',
    mayCreate: true,
  });

const get = async (path: string): Promise<{ status: number; body: string }> => {
  const { statusCode, body } = await app.inject({ method: 'GET', url: `/registers/tiny${path}` });
  return { status: statusCode, body };
};
const headerOf = async (path: string): Promise<string> => (await get(path)).body.split('\r\n')[0] ?? '';

const system = (key: string, item: string): string =>
  `add-item\t${item}\nappend-entry\tsystem\t${key}\t2021-01-01T00:00:00Z\tsha-256:${hashCanonical(item)}\n`;

it('a register is found as soon as it is there', async () => {
  expect((await get('/records/a')).status).toBe(404);
  await load(tiny);
  expect((await get('/records/a')).status).toBe(200);
});

it('a new definition counts from the next answer on', async () => {
  await load(tiny);
  expect(await headerOf('/records/a.csv')).toMatch(/,span$/);
  expect(await headerOf('/records.csv')).toMatch(/,span$/);
  await load(
    system('field:note', '{"cardinality":"1","datatype":"string","field":"note","phase":"alpha"}') +
      system('register:tiny', '{"fields":["note","tiny","name","tags","size"],"phase":"alpha","register":"tiny"}'),
  );
  const columns = 'entry-number,entry-timestamp,key,note,tiny,name,tags,size';
  expect(await headerOf('/records/a.csv')).toBe(columns);
  expect(await headerOf('/records.csv')).toBe(columns);
  // Attributes that the schema no longer names are still part of the blob.
  const { blob } = JSON.parse((await get('/records/a')).body) as { blob: object };
  expect(Object.keys(blob)).toEqual(['tiny', 'name', 'tags', 'size', 'start-date']);
  expect((await get('/records?name=note&value=x')).body).toBe('[]');
});

it('a register that is not defined says so (contract §3.16)', async () => {
  await storage.spaces.create({
    id: 'tiny',
    gid: spaceGid('tiny'),
    birth: 'register',
    visibility: 'public',
    title: 'Tiny',
    createdAt: 0,
  });
  const undefinedRegister = { status: 404, body: JSON.stringify({ type: 'not_found', message: 'Register undefined' }) };
  expect(await get('/records')).toEqual(undefinedRegister);
  expect(await get('/records/a')).toEqual(undefinedRegister);
  expect(await get('/records/a/entries')).toEqual(undefinedRegister);
  await load(system('name', '{"name":"tiny"}'));
  expect(await get('/records')).toEqual(undefinedRegister);
  await storage.store.write('tiny', (tx) =>
    tx.append({ collection: 'tiny', key: 'a', fields: { tiny: 'a' }, recordedAt: 0, recordedBy: nobody }),
  );
  expect(await get('/records/a')).toEqual(undefinedRegister);
});

it('a register without records has one empty page', async () => {
  await load(
    system('name', '{"name":"tiny"}') +
      system('field:tiny', '{"cardinality":"1","datatype":"string","field":"tiny","phase":"alpha"}') +
      system('register:tiny', '{"fields":["tiny"],"phase":"alpha","register":"tiny"}'),
  );
  expect(await get('/records')).toEqual({ status: 200, body: '[]' });
  expect(await get('/records.csv')).toEqual({ status: 200, body: 'entry-number,entry-timestamp,key,tiny\r\n' });
  expect((await get('/records?page-index=2')).status).toBe(404);
  expect((await storage.store.latest('tiny').head(systemCollection('tiny'))).entries).toBe(3);
});
