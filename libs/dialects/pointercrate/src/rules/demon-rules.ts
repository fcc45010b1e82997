import { AlreadyExists, InvalidRecord } from '#records';
import { PointercrateError } from '../errors/pointercrate-error.js';
import type { StoredRow } from '../list/stored-row.js';
import type { DemonRow } from '../mapping/tables.js';

/** @throws InvalidRecord where it is blank */
export function requireDemonName(name: string): void {
  if (name.trim() === '') throw new InvalidRecord('The name of a demon must not be blank', 'name');
}

/** @throws PointercrateError 42212 */
export function requireRequirement(requirement: number): void {
  if (requirement < 0 || requirement > 100) throw new PointercrateError(42212);
}

/**
 * @throws PointercrateError 42235 where it is below 1
 * @throws AlreadyExists where another demon of the list has it (contract §1.6)
 */
export function requireLevelId(levelId: number, others: readonly StoredRow<DemonRow>[]): void {
  if (levelId < 1) throw new PointercrateError(42235);
  if (others.some(({ row }) => row.level_id === levelId)) throw new AlreadyExists(`level ${levelId}`);
}
