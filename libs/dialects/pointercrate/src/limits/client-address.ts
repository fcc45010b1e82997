import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** IPv4 addresses as a socket that listens on IPv6 too spells them. */
const mapped = /^::ffff:(?=\d+\.)/i;

/** IP address of a client: `X-Real-IP` where the deployment trusts it, otherwise the peer (contract §0). */
export function clientAddress({ headers, raw }: Pick<FastifyRequest, 'headers' | 'raw'>, trustProxy: boolean): string {
  const given = headers['x-real-ip'];
  const address = trustProxy && typeof given === 'string' && isIP(given) !== 0 ? given : raw.socket.remoteAddress;
  return (address ?? '').replace(mapped, '');
}
