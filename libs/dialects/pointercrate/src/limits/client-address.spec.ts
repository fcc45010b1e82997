import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.js';

function from(peer: string, realIp?: string) {
  return {
    headers: realIp === undefined ? {} : { 'x-real-ip': realIp },
    raw: { socket: { remoteAddress: peer } },
  } as unknown as FastifyRequest;
}

describe('clientAddress', () => {
  it('is the peer where no proxy is trusted', () => {
    expect(clientAddress(from('192.0.2.1', '192.0.2.200'), false)).toBe('192.0.2.1');
  });

  it('is what a trusted proxy says', () => {
    expect(clientAddress(from('127.0.0.1', '2001:db8::71'), true)).toBe('2001:db8::71');
  });

  it.each(['', 'somebody', '192.0.2.1, 192.0.2.2'])('is the peer where the proxy says %j', (realIp) => {
    expect(clientAddress(from('127.0.0.1', realIp), true)).toBe('127.0.0.1');
  });

  it('spells IPv4 peers of a dual-stack socket as IPv4', () => {
    expect(clientAddress(from('::ffff:192.0.2.1'), false)).toBe('192.0.2.1');
  });
});
