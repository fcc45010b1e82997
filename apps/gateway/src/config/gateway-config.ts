import { z } from 'zod';
import { defaultLimits } from '#dialects/pointercrate';

/** A setting that stops the start; the message begins with the variable's name. */
export class InvalidSetting extends Error {
  readonly code = 'invalid-setting';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InvalidSetting';
  }
}

const flag = z.enum(['true', 'false'], { error: "must be 'true' or 'false'" }).transform((text) => text === 'true');

function integer(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: `must be an integer from ${least} to ${most}` })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `must be an integer from ${least} to ${most}` });
}

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'must be a name of lower-case letters, digits and hyphens' });

const databaseUrl = z.string().regex(/^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/, {
  error: "must be 'sqlite:<path>', 'sqlite::memory:' or 'postgres://…'",
});

const limitNames: readonly string[] = Object.keys(defaultLimits);

const limits = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.record(
      z.string().refine((limit) => limitNames.includes(limit)),
      z.tuple([z.int().positive(), z.number().positive()]),
      { error: `must be an object of [count, seconds] pairs under names among ${limitNames.join(', ')}` },
    ),
  );

const settings = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535).default(3000),
  DATABASE_URL: databaseUrl.default('sqlite:./data/gateway.sqlite'),
  DATABASE_REPLICA_URLS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((url) => url !== ''))
    .pipe(z.array(z.string().regex(/^postgres(?:ql)?:\/\/.+/, { error: 'must be comma-separated postgres:// URLs' }))),
  DATABASE_PREPARED_STATEMENTS: flag.default(true),
  JWT_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, { error: 'must be at least 32 bytes' })
    .optional(),
  DEMO_DATA: flag.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  POINTERCRATE_SPACE: name.default('demonlist'),
  POINTERCRATE_ANONYMOUS_READS: flag.default(false),
  POINTERCRATE_LIMITS: limits.default({}),
  POINTERCRATE_LIST_SIZE: integer(1, 100_000).optional(),
  POINTERCRATE_EXTENDED_LIST_SIZE: integer(1, 100_000).optional(),
  REGISTER_DEFAULT: name.optional(),
  REGISTER_DOMAIN: z.string().optional(),
  REGISTER_LICENCE: z.string().default('OGL-UK-3.0'),
  REGISTER_COPYRIGHT: z.string().optional(),
  REGISTER_ALLOW_DELETE: flag.default(false),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((origin) => origin !== ''))
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(?:\*|https?:\/\/[^/\s]+)$/, { error: "must be '*' or comma-separated origins such as https://example.org" }),
      ),
    ),
  TRUST_PROXY: flag.default(false),
  READ_ONLY: flag.default(false),
  UNICAT_TOKEN_TTL_S: integer(1, 31_536_000).default(3600),
  RATE_LIMITS: z.enum(['true', 'false', 'shared'], { error: "must be 'true', 'false' or 'shared'" }).default('true'),
});

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  readonly databaseUrl: string;
  readonly replicaUrls: readonly string[];
  readonly preparedStatements: boolean;
  /** Undefined: one is made and kept beside the SQLite database. */
  readonly jwtSecret: string | undefined;
  /** Whether an empty database is filled with the demo data. */
  readonly demoData: boolean;
  readonly logLevel: string;
  readonly publicUrl: string | undefined;
  readonly pointercrateSpace: string;
  readonly anonymousReads: boolean;
  /** Undefined: what came with the list, else the contract's numbers. */
  readonly listSize: number | undefined;
  readonly extendedListSize: number | undefined;
  /** [count, seconds] by limit; those left out have the contract's numbers. */
  readonly pointercrateLimits: { readonly [limit: string]: readonly [number, number] };
  /** `shared`: with all gateways on the database, instead of each process for itself. */
  readonly rateLimits: 'true' | 'false' | 'shared';
  readonly defaultRegister: string | undefined;
  readonly registerDomain: string | undefined;
  readonly registerLicence: string;
  readonly registerCopyright: string | undefined;
  readonly registerAllowDelete: boolean;
  /** Origins whose pages may read answers; `*`: all; none by default. */
  readonly corsOrigins: readonly string[];
  readonly trustProxy: boolean;
  readonly readOnly: boolean;
  readonly unicatTokenTtlS: number;
}

/**
 * Reads the environment, the only place that does.
 * @throws InvalidSetting naming every variable with a bad value
 */
export function readConfig(environment: NodeJS.ProcessEnv): GatewayConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new InvalidSetting(parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
  }
  const env = parsed.data;
  const sqlite = env.DATABASE_URL.startsWith('sqlite:');
  const production = env.NODE_ENV === 'production';
  const problems = [
    ...(!sqlite && env.JWT_SECRET === undefined ? ['JWT_SECRET is required with PostgreSQL'] : []),
    ...(sqlite && env.DATABASE_REPLICA_URLS.length > 0 ? ['DATABASE_REPLICA_URLS needs a PostgreSQL DATABASE_URL'] : []),
    ...(production && env.DEMO_DATA === true ? ['DEMO_DATA cannot be true with NODE_ENV=production'] : []),
  ];
  if (problems.length > 0) throw new InvalidSetting(problems);
  return {
    host: env.HOST,
    port: env.PORT,
    production,
    databaseUrl: env.DATABASE_URL,
    replicaUrls: env.DATABASE_REPLICA_URLS,
    preparedStatements: env.DATABASE_PREPARED_STATEMENTS,
    jwtSecret: env.JWT_SECRET,
    demoData: env.DEMO_DATA ?? (sqlite && !production),
    logLevel: env.LOG_LEVEL,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, ''),
    pointercrateSpace: env.POINTERCRATE_SPACE,
    anonymousReads: env.POINTERCRATE_ANONYMOUS_READS,
    listSize: env.POINTERCRATE_LIST_SIZE,
    extendedListSize: env.POINTERCRATE_EXTENDED_LIST_SIZE,
    pointercrateLimits: env.POINTERCRATE_LIMITS,
    rateLimits: env.RATE_LIMITS,
    defaultRegister: env.REGISTER_DEFAULT,
    registerDomain: env.REGISTER_DOMAIN,
    registerLicence: env.REGISTER_LICENCE,
    registerCopyright: env.REGISTER_COPYRIGHT,
    registerAllowDelete: env.REGISTER_ALLOW_DELETE,
    corsOrigins: env.CORS_ORIGINS,
    trustProxy: env.TRUST_PROXY,
    readOnly: env.READ_ONLY,
    unicatTokenTtlS: env.UNICAT_TOKEN_TTL_S,
  };
}
