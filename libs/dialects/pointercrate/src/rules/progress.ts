import { PointercrateError } from '../errors/pointercrate-error.js';
import type { DemonRow } from '../mapping/tables.js';

/**
 * Progress counts from the demon's requirement to 100 (contract §6.3).
 * @throws PointercrateError 42215
 */
export function requireProgress(progress: number, { requirement }: Pick<DemonRow, 'requirement'>): void {
  if (progress > 100 || progress < requirement) throw new PointercrateError(42215, { requirement });
}
