/** Sent with every answer, errors too (contract §2.5). */
export const commonHeaders = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-transform',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

/** Sent with every answer that depends on `Accept`. */
export const negotiatedHeaders = { ...commonHeaders, vary: 'Accept' } as const;

/** Answer to a preflight: browsers may read, no credentials (contract §2.5). */
export const preflightHeaders = {
  ...commonHeaders,
  'access-control-allow-headers': 'X-Requested-With,Content-Type,Accept,Origin',
  'access-control-allow-methods': 'GET,HEAD',
  'access-control-max-age': '86400',
} as const;
