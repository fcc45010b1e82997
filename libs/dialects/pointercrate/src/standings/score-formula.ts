/** Last positions that give anything, for a completed demon and for progress on one (contract §6.6). */
export const lastScoringPosition = 150;
const lastProgressPosition = 75;

/** Score of a completed demon (contract §6.6); the constants do not depend on the sizes of the list. */
export function fullScore(position: number): number {
  if (!(position >= 1 && position <= lastScoringPosition)) return 0;
  if (position <= 3) return -18.2899079915 * position + 368.2899079915;
  if (position <= 20) return (326.1 * Math.exp(-0.0871 * position) + 51.09) * 1.037117142;
  if (position <= 35) return ((250 - 83.389) * 1.0099685 ** (2 - position) - 31.152) * 1.0371139743;
  if (position <= 55) return (212.61 * 1.036 ** (1 - position) + 25.071) * 1.0371139743;
  return (185.7 * Math.exp(-0.02715 * position) + 14.84) * 1.039035131;
}

/** Score of an approved record (contract §6.6). */
export function recordScore(progress: number, position: number, requirement: number): number {
  if (progress === 100) return fullScore(position);
  if (!(progress >= requirement && progress < 100) || position > lastProgressPosition) return 0;
  return (fullScore(position) * 5 ** ((progress - requirement) / (100 - requirement))) / 10;
}
