import { describe, expect, it } from 'vitest';
import { TokenAuthority } from '#auth';
import { NotAuthenticated } from '#records';
import { SessionTokens } from './session-tokens.js';

const secret = 'a secret of at least 32 bytes, for tests';
const account = 'c5855dc6-0fa4-46c1-9c06-97649da8aadd';
const other = 'd06a2e3e-aed3-485f-b524-b883ae6d7028';

describe('SessionTokens', () => {
  const authority = new TokenAuthority('unicat', secret);
  const clock = { time: Date.now(), now: () => clock.time };
  const tokens = new SessionTokens(authority, { tokenTtlS: 60, readOnly: false }, clock);
  const seconds = () => Math.floor(clock.time / 1000);

  it('says whose token it is', async () => {
    expect(await tokens.verify(tokens.issue(account))).toBe(account);
  });

  it('carries whole seconds and the time to live', async () => {
    const { iat, exp } = await new TokenAuthority('unicat', secret).verify(tokens.issue(account));
    expect([iat, exp]).toEqual([seconds(), seconds() + 60]);
  });

  it('never gives back the token that was presented', () => {
    const first = tokens.issue(account);
    const second = tokens.issue(account, first);
    expect(second).not.toBe(first);
    expect(tokens.issue(account, second)).not.toBe(second);
  });

  it('signs at most two tokens for an account in one second', () => {
    let token: string | undefined;
    const given = new Set<string>();
    for (let count = 0; count < 10; count += 1) {
      token = tokens.issue(account, token);
      given.add(token);
    }
    expect(given.size).toBe(2);
    clock.time += 1000;
    expect(given.has(tokens.issue(account, token))).toBe(false);
  });

  it('never gives the token of another account', async () => {
    expect(await tokens.verify(tokens.issue(other, tokens.issue(account)))).toBe(other);
  });

  const complete = { sub: account, iat: seconds(), exp: seconds() + 60, jti: 'x' };
  it.each([
    ['an unknown claim', { ...complete, aud: 'unicat' }],
    ['no jti', { sub: account, iat: complete.iat, exp: complete.exp }],
    ['no end', { sub: account, iat: complete.iat, jti: 'x' }],
    ['a subject that is no gid', { ...complete, sub: '1' }],
    ['an end that has come', { ...complete, exp: seconds() - 1 }],
  ])('refuses a token with %s', async (_what, claims) => {
    await expect(tokens.verify(new TokenAuthority('unicat', secret).issue(claims))).rejects.toThrow(NotAuthenticated);
  });

  it('refuses the token of another dialect', async () => {
    await expect(tokens.verify(new TokenAuthority('pointercrate', secret).issue(complete))).rejects.toThrow(NotAuthenticated);
  });
});
