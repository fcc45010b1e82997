import { createHash, hkdfSync, randomBytes } from 'node:crypto';

/** A new API key: 32 random bytes, shown once and stored only as its hash. */
export function newApiKey(): string {
  return `rgk_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 of a key, 64 hex digits. Keys are random and long, so a fast hash is enough. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

/** The one key of an account that can be made again, by whoever holds the gateway's secret and nobody else. */
export function deriveApiKey(secret: string, account: string): string {
  const bytes = hkdfSync('sha256', secret, '', `records-gateway/api-key/${account}`, 32);
  return `rgk_${Buffer.from(bytes).toString('base64url')}`;
}
