import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import type { FindMedia, MediaAddress } from '../../use-cases/dam/find-media.use-case.js';
import { MediaController } from './media.controller.js';

it('closes a file whose reader went away before its first byte', async () => {
  const file = new Readable({ read: () => undefined });
  const app = Fastify();
  const events = new EventEmitter();
  const [asked, gone] = [once(events, 'asked'), once(events, 'gone')];
  const read = async (): Promise<Readable> => {
    events.emit('asked');
    await gone;
    return file;
  };
  const media = { file: 'a'.repeat(64), size: 1_000_000, name: 'a.png', mediaType: 'image/png', read };
  const controller = new MediaController({ execute: async () => media } as unknown as FindMedia);
  app.get('/', (request, reply) => controller.get({} as MediaAddress, request, reply));
  await app.listen({ host: '127.0.0.1', port: 0 });
  app.server.on('connection', (socket) => socket.on('close', () => events.emit('gone')));
  const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await asked;
  client.destroy();
  await once(client, 'close');
  await vi.waitFor(() => expect(file.destroyed).toBe(true), { timeout: 10_000 });
  await app.close();
});
