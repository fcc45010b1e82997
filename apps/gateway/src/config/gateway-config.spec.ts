import { describe, expect, it } from 'vitest';
import { InvalidSetting, readConfig } from './gateway-config.js';

const secret = 'a secret of at least thirty-two bytes';

describe('readConfig', () => {
  it('has the documented defaults', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      production: false,
      databaseUrl: 'sqlite:./data/gateway.sqlite',
      replicaUrls: [],
      preparedStatements: true,
      jwtSecret: undefined,
      demoData: true,
      logLevel: 'info',
      publicUrl: undefined,
      pointercrateSpace: 'demonlist',
      anonymousReads: false,
      pointercrateLimits: {},
      rateLimits: 'true',
      defaultRegister: undefined,
      registerDomain: undefined,
      registerLicence: 'OGL-UK-3.0',
      registerCopyright: undefined,
      registerAllowDelete: false,
      corsOrigins: [],
      trustProxy: false,
      readOnly: false,
      unicatTokenTtlS: 3600,
    });
  });

  it('reads limits by name', () => {
    expect(readConfig({ POINTERCRATE_LIMITS: '{"logins_per_ip":[5,60]}' }).pointercrateLimits).toEqual({
      logins_per_ip: [5, 60],
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', REGISTER_DEFAULT: '' }).port).toBe(3000);
  });

  it('loads no demo data into PostgreSQL or in production unless told to', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://localhost/x', JWT_SECRET: secret }).demoData).toBe(false);
    expect(readConfig({ DATABASE_URL: 'postgres://localhost/x', JWT_SECRET: secret, DEMO_DATA: 'true' }).demoData).toBe(true);
    expect(readConfig({ NODE_ENV: 'production' }).demoData).toBe(false);
  });

  it.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['DATABASE_REPLICA_URLS', { DATABASE_REPLICA_URLS: 'http://x' }],
    ['DATABASE_REPLICA_URLS', { DATABASE_REPLICA_URLS: 'postgres://x/y' }],
    ['DATABASE_PREPARED_STATEMENTS', { DATABASE_PREPARED_STATEMENTS: 'yes' }],
    ['JWT_SECRET', { JWT_SECRET: 'short' }],
    ['JWT_SECRET', { DATABASE_URL: 'postgres://localhost/x' }],
    ['DEMO_DATA', { DEMO_DATA: '1' }],
    ['DEMO_DATA', { DEMO_DATA: 'true', NODE_ENV: 'production' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://x' }],
    ['POINTERCRATE_SPACE', { POINTERCRATE_SPACE: 'Demon List' }],
    ['POINTERCRATE_LIMITS', { POINTERCRATE_LIMITS: '{' }],
    ['POINTERCRATE_LIMITS', { POINTERCRATE_LIMITS: '{"logins_per_ip":[0,1]}' }],
    ['POINTERCRATE_LIMITS', { POINTERCRATE_LIMITS: '{"logins_per_planet":[1,1]}' }],
    ['REGISTER_DEFAULT', { REGISTER_DEFAULT: '-' }],
    ['UNICAT_TOKEN_TTL_S', { UNICAT_TOKEN_TTL_S: '0' }],
    ['READ_ONLY', { READ_ONLY: 'maybe' }],
    ['RATE_LIMITS', { RATE_LIMITS: 'mine' }],
  ])('names %s when it stops the start over %o', (variable, environment) => {
    expect(() => readConfig(environment)).toThrow(InvalidSetting);
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${variable} `));
  });
});
