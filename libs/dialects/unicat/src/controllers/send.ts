import type { FastifyReply } from 'fastify';
import { type Content, successEnvelope } from '../serializers/envelope.js';

/**
 * Sends a success as one string. The token goes out bare: the client itself puts `Bearer ` before it (contract §0.4).
 */
export function sendSuccess(reply: FastifyReply, token: string, content: Content): void {
  reply
    .code(200)
    .header('authorization', token)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/json; charset=utf-8')
    .send(successEnvelope(content));
}
