import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GatewayConfig } from './gateway-config.js';
import { InvalidSetting } from './gateway-config.js';

const fileName = 'jwt-secret';

/**
 * The secret from the environment, else the one kept beside the SQLite database, made on first use and readable by
 * its owner only. A database in memory gets one that lives as long as it does.
 */
export async function jwtSecret({ jwtSecret: given, databaseUrl }: GatewayConfig): Promise<string> {
  if (given !== undefined) return given;
  const path = databaseUrl.slice('sqlite:'.length);
  const fresh = randomBytes(48).toString('base64url');
  if (path === ':memory:') return fresh;
  const file = join(dirname(path), fileName);
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const kept = (await readFile(file, 'utf8')).trim();
  if (Buffer.byteLength(kept) < 32) throw new InvalidSetting([`JWT_SECRET is not set and ${file} holds fewer than 32 bytes`]);
  return kept;
}
