import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidSetting, readConfig } from './gateway-config.js';
import { jwtSecret } from './jwt-secret.js';

describe('jwtSecret', () => {
  let folder: string;
  const config = (changes: NodeJS.ProcessEnv = {}) =>
    readConfig({ DATABASE_URL: `sqlite:${folder}/data/gateway.sqlite`, ...changes });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jwt-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the one given', async () => {
    const given = 'a given secret of at least 32 bytes';
    expect(await jwtSecret(config({ JWT_SECRET: given }))).toBe(given);
  });

  it('is made once beside the database, for its owner only', async () => {
    const made = await jwtSecret(config());
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(await jwtSecret(config())).toBe(made);
    expect((await stat(join(folder, 'data/jwt-secret'))).mode & 0o777).toBe(0o600);
  });

  it('is another one for each database in memory', async () => {
    const memory = config({ DATABASE_URL: 'sqlite::memory:' });
    expect(await jwtSecret(memory)).not.toBe(await jwtSecret(memory));
  });

  it('stops the start where the file was cut short', async () => {
    await jwtSecret(config());
    await writeFile(join(folder, 'data/jwt-secret'), 'short');
    await expect(jwtSecret(config())).rejects.toThrow(InvalidSetting);
  });
});
