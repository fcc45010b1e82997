import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { type SecretOrKeyProvider, Strategy } from 'passport-jwt';
import { NotAuthenticated } from '#records';

/** Never accept another: with a fixed algorithm there is no `none` and no key confusion (RFC 8725 §3.1). */
const algorithm = 'HS256';
const cachedTokens = 10_000;
/** Longer tokens are none of ours. */
const longestToken = 4096;

export interface TokenClaims {
  readonly [claim: string]: unknown;
}

/**
 * The tokens of one dialect. Each dialect signs with a key of its own derived from the gateway's secret, because the
 * tokens of one of them may carry no claim that could tell them apart (docs/adr/0006).
 */
export class TokenAuthority {
  private readonly key: KeyObject;
  private readonly jwt: JwtService;
  private readonly strategy: Strategy;
  /** What the signature check found, by token. Account state is not in here: it is read anew for every request. */
  private readonly verified = new LRUCache<string, TokenClaims>({ max: cachedTokens });

  /** @param secret at least 32 bytes */
  constructor(dialect: string, secret: string) {
    const bytes = hkdfSync('sha256', secret, '', `records-gateway/jwt/${dialect}`, 32);
    this.key = createSecretKey(Buffer.from(bytes));
    this.jwt = new JwtService({});
    this.strategy = new Strategy(
      {
        jwtFromRequest: (request: unknown) => (request as { token: string }).token,
        secretOrKeyProvider: ((_request, _token, done) => done(null, this.key as unknown as Buffer)) as SecretOrKeyProvider,
        algorithms: [algorithm],
      },
      (claims: TokenClaims, done) => done(null, claims),
    );
  }

  /** A signed token with exactly these claims. What was just signed needs no check when it comes back. */
  issue(claims: TokenClaims): string {
    // `noTimestamp` would take even a given `iat` out again.
    const noTimestamp = claims.iat === undefined;
    const token = this.jwt.sign({ ...claims }, { secret: this.key as unknown as Buffer, algorithm, noTimestamp });
    this.verified.set(token, { ...claims });
    return token;
  }

  /**
   * The claims of a token whose signature checks and whose `exp`, if any, lies ahead.
   * @throws NotAuthenticated
   */
  async verify(token: string): Promise<TokenClaims> {
    const known = this.verified.get(token);
    if (known !== undefined) {
      if (isCurrent(known)) return known;
      this.verified.delete(token);
      throw new NotAuthenticated();
    }
    if (token.length > longestToken) throw new NotAuthenticated();
    const claims = await this.authenticate(token);
    this.verified.set(token, claims);
    return claims;
  }

  /** Runs the passport strategy on a copy of its own, as passport itself does for each request. */
  private authenticate(token: string): Promise<TokenClaims> {
    return new Promise((resolve, reject) => {
      const attempt = Object.create(this.strategy) as Strategy & {
        success(claims: TokenClaims): void;
        fail(reason: unknown): void;
        error(error: unknown): void;
      };
      attempt.success = resolve;
      attempt.fail = () => reject(new NotAuthenticated());
      attempt.error = reject;
      attempt.authenticate({ token } as never, {});
    });
  }
}

function isCurrent({ exp, nbf }: TokenClaims): boolean {
  const now = Date.now() / 1000;
  return (typeof exp !== 'number' || now < exp) && (typeof nbf !== 'number' || now >= nbf);
}
