import type { SpaceId } from '#records';
import type { GivenLimits } from './limits/limits.js';

export const POINTERCRATE_OPTIONS = Symbol('PointercrateOptions');

export interface PointercrateOptions {
  /** The space behind `/api/v1` and `/api/v2`. */
  readonly space: SpaceId;
  /** Whether approved records of that space are shown to callers without credentials (contract §3.1). */
  readonly anonymousReads: boolean;
  /** Whether `X-Real-IP` is believed (contract §0). */
  readonly trustProxy: boolean;
  /** Zones of the list (contract §1.6) where they are set for the gateway; otherwise each list has its own. */
  readonly listSize: number | undefined;
  readonly extendedListSize: number | undefined;
  /** Numbers that differ from the contract's; undefined: no rate limits at all. */
  readonly limits: GivenLimits | undefined;
}
