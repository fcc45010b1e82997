/** The two parts of an Authorization header (RFC 9110 §11.4). */
export interface Authorization {
  readonly scheme: string;
  readonly credentials: string;
}

export function parseAuthorization(header: string | undefined): Authorization | undefined {
  if (header === undefined) return undefined;
  const blank = header.indexOf(' ');
  return blank < 0
    ? { scheme: header, credentials: '' }
    : { scheme: header.slice(0, blank), credentials: header.slice(blank + 1).trim() };
}

export interface BasicCredentials {
  readonly name: string;
  readonly password: string;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** Name and password of Basic credentials, cut at the first colon; undefined where they are not base64 of UTF-8 with a colon. */
export function parseBasic(credentials: string): BasicCredentials | undefined {
  if (!base64.test(credentials)) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(credentials, 'base64'));
  } catch {
    return undefined;
  }
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
