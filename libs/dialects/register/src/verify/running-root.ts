import { emptyRoot, nodeHash } from '#records';

/** The root of a growing Merkle tree (RFC 6962 §2.1), from the roots of its complete subtrees: one for each set bit of the size. */
export class RunningRoot {
  private readonly peaks: Buffer[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  append(leafHash: Buffer): void {
    let peak = leafHash;
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.peaks.pop();
      if (left !== undefined) peak = nodeHash(left, peak);
    }
    this.peaks.push(peak);
    this.leaves += 1;
  }

  root(): Buffer {
    const [last, ...others] = [...this.peaks].reverse();
    return last === undefined ? emptyRoot : others.reduce((right, left) => nodeHash(left, right), last);
  }
}
