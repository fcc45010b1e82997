import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NotAuthenticated } from '#records';
import { TokenAuthority } from './token-authority.js';

const secret = 'a secret of at least thirty-two bytes';
const tokens = new TokenAuthority('pointercrate', secret);

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

function refused(token: string): Promise<void> {
  return expect(tokens.verify(token)).rejects.toThrow(NotAuthenticated);
}

describe('TokenAuthority', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives back exactly the claims it signed', async () => {
    const token = tokens.issue({ sub: '5', gen: 0 });
    expect(await tokens.verify(token)).toEqual({ sub: '5', gen: 0 });
    expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual({ typ: 'JWT', alg: 'HS256' });
  });

  it('refuses a token of another dialect, of another secret, and one that was changed', async () => {
    await refused(new TokenAuthority('unicat', secret).issue({ sub: '5', gen: 0 }));
    await refused(new TokenAuthority('pointercrate', `${secret}!`).issue({ sub: '5', gen: 0 }));
    const [header, , signature] = tokens.issue({ sub: '5', gen: 0 }).split('.');
    await refused(`${header}.${part({ sub: '1', gen: 0 })}.${signature}`);
  });

  it('refuses the secret itself as the key: each dialect has a derived one', async () => {
    const body = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ sub: '5', gen: 0 })}`;
    await refused(`${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`);
  });

  it.each(['none', 'None', 'HS384', 'HS512', 'RS256'])('refuses the algorithm %s', async (alg) => {
    const body = `${part({ typ: 'JWT', alg })}.${part({ sub: '5', gen: 0 })}`;
    await refused(`${body}.`);
    await refused(`${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`);
  });

  it('refuses an RS256 token, whatever key signed it', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const body = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ sub: '5', gen: 0 })}`;
    await refused(`${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`);
  });

  it.each(['', 'x', 'x.y', 'x.y.z', `${'a'.repeat(5000)}.b.c`])('refuses the garbage %#', (token) => refused(token));

  it('does not let a cached token outlive its exp', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const token = tokens.issue({ sub: 'a', exp: now() + 60 });
    expect(await tokens.verify(token)).toMatchObject({ sub: 'a' });
    vi.setSystemTime(Date.now() + 59_000);
    expect(await tokens.verify(token)).toMatchObject({ sub: 'a' });
    vi.setSystemTime(Date.now() + 1_000);
    await refused(token);
    await refused(token);
  });

  it('refuses an expired token that it has never seen', () => refused(tokens.issue({ sub: 'a', exp: now() - 1 })));
});
