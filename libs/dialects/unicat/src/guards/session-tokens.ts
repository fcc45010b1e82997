import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TokenAuthority } from '#auth';
import { CLOCK, type Clock, isUuid4, NotAuthenticated } from '#records';
import { UNICAT_OPTIONS, UNICAT_TOKENS, type UnicatOptions } from '../unicat.options.js';
import type { Gid } from '../wire/schema.js';

interface Issued {
  /** Whole seconds since the Unix epoch. */
  readonly at: number;
  readonly tokens: readonly string[];
}

const cachedAccounts = 10_000;

/** The tokens of this dialect: `sub` (user gid), `iat`, `exp`, `jti` and nothing else (contract §2.5). */
@Injectable()
export class SessionTokens {
  private readonly issued = new LRUCache<Gid, Issued>({ max: cachedAccounts });

  constructor(
    @Inject(UNICAT_TOKENS) private readonly authority: TokenAuthority,
    @Inject(UNICAT_OPTIONS) private readonly options: UnicatOptions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whose token it is.
   * @throws NotAuthenticated
   */
  async verify(token: string): Promise<Gid> {
    const { sub, iat, exp, jti, ...others } = await this.authority.verify(token);
    const complete = typeof iat === 'number' && typeof exp === 'number' && typeof jti === 'string';
    if (typeof sub !== 'string' || !isUuid4(sub) || !complete || Object.keys(others).length > 0) throw new NotAuthenticated();
    return sub;
  }

  /**
   * A token that is not `presented`. Signing is the dearest step of a small answer, so all answers of one second to one
   * account share two tokens; each stays valid until its own end, whatever comes after it (contract §2.5).
   */
  issue(account: Gid, presented?: string): string {
    const now = Math.floor(this.clock.now() / 1000);
    const known = this.issued.get(account);
    const tokens = known?.at === now ? known.tokens : [];
    const fresh = tokens.find((token) => token !== presented);
    if (fresh !== undefined) return fresh;
    const token = this.authority.issue({ sub: account, iat: now, exp: now + this.options.tokenTtlS, jti: randomUUID() });
    this.issued.set(account, { at: now, tokens: [...tokens, token] });
    return token;
  }
}
