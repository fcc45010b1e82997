const bearer = /^Bearer(?: |$)/;
const wellFormed = /^Bearer ([^\s]+)$/;

/**
 * The token of a Bearer header: scheme spelt exactly so, one space, one token (contract §2.1).
 * @returns undefined where there is no header or it has another scheme; '' where a Bearer header is malformed
 */
export function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined || !bearer.test(header)) return undefined;
  return wellFormed.exec(header)?.[1] ?? '';
}
