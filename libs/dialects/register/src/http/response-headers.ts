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

/** Sent with whole logs, which are saved as a file and not kept by others (contract §2.5, §3.11, §3.12). */
export function downloadHeaders(contentType: string, filename: string): Readonly<Record<string, string>> {
  return {
    ...commonHeaders,
    'cache-control': 'private, no-transform, max-age=60',
    'content-type': contentType,
    'content-disposition': `attachment; filename=${filename}`,
  };
}
