import { parseAuthorization } from '#dialect-kit';
import { NotAuthenticated } from '#records';

/** @throws NotAuthenticated */
export function bearerToken(header: string | undefined): string {
  const authorization = parseAuthorization(header);
  if (authorization?.scheme.toLowerCase() !== 'bearer') throw new NotAuthenticated();
  return authorization.credentials;
}
