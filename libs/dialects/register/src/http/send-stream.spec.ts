import { once } from 'node:events';
import { get, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { sendStream } from './send-stream.js';

const headers = { 'content-type': 'application/json' };
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(pieces: () => AsyncIterable<string>): Promise<{ port: number; failures: unknown[] }> {
  const fastify = Fastify();
  const failures: unknown[] = [];
  fastify.setErrorHandler((error, _request, reply) => {
    failures.push(error);
    reply.code(503).send('refused');
  });
  fastify.get('/', (_request, reply) => sendStream(reply, headers, pieces()));
  await fastify.listen({ port: 0 });
  open.push(() => fastify.close());
  return { port: (fastify.server.address() as AddressInfo).port, failures };
}

async function fetchText(port: number, method = 'GET'): Promise<{ status: number; type: string | null; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}`, { method });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

describe('a streamed body', () => {
  it('is what the pieces are', async () => {
    const { port } = await serve(async function* () {
      yield '[';
      yield 'é'.repeat(100_000);
      yield ']';
    });
    expect(await fetchText(port)).toEqual({ status: 200, type: 'application/json', text: `[${'é'.repeat(100_000)}]` });
  });

  it('may be empty', async () => {
    // biome-ignore lint/correctness/useYield: nothing to yield is the case
    const { port } = await serve(async function* (): AsyncGenerator<string> {
      await sleep(1);
    });
    expect(await fetchText(port)).toMatchObject({ status: 200, text: '' });
  });

  it('that fails before its first piece is an error like any other', async () => {
    // biome-ignore lint/correctness/useYield: it fails before
    const { port, failures } = await serve(async function* (): AsyncGenerator<string> {
      await sleep(1);
      throw new Error('early');
    });
    expect(await fetchText(port)).toMatchObject({ status: 503, text: 'refused' });
    expect(failures).toHaveLength(1);
  });

  it('that fails later breaks off', async () => {
    const { port } = await serve(async function* () {
      yield '[1';
      await sleep(5);
      throw new Error('late');
    });
    await expect(fetchText(port)).rejects.toThrow();
  });

  it('asks for no more than the client takes, and ends with it', async () => {
    let made = 0;
    let ended = false;
    const { port } = await serve(async function* () {
      try {
        for (; made < 10_000; made += 1) yield 'x'.repeat(100_000);
      } finally {
        ended = true;
      }
    });
    const [incoming] = await once(get({ port, agent: false }), 'response');
    incoming.pause();
    await sleep(200);
    const whilePaused = made;
    expect(whilePaused).toBeLessThan(1000);
    await sleep(100);
    expect(made).toBe(whilePaused);
    incoming.destroy();
    for (let waited = 0; !ended && waited < 100; waited += 1) await sleep(10);
    expect([ended, made < 1000]).toEqual([true, true]);
  });

  it('is not made for HEAD, beyond its first piece', async () => {
    let made = 0;
    const { port } = await serve(async function* () {
      for (; made < 1000; made += 1) yield 'x';
    });
    const head = request({ port, method: 'HEAD', agent: false }).end();
    const [incoming] = await once(head, 'response');
    incoming.resume();
    await once(incoming, 'end');
    expect([incoming.statusCode, incoming.headers['content-type'], incoming.headers['content-length'], made]).toEqual([
      200,
      'application/json',
      undefined,
      0,
    ]);
  });
});
