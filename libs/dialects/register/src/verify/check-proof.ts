import { nodeHash } from '#records';

/**
 * The root that an audit path leads to (RFC 9162 §2.1.3.2).
 * @param leaf zero-based index, below `size`
 * @returns undefined where the path is too long or too short
 */
export function rootOfAuditPath(leafHash: Buffer, leaf: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  let [node, last] = [leaf, size - 1];
  let root = leafHash;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else root = nodeHash(root, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : undefined;
}

/**
 * Whether a path proves that the log with the large root begins with that of the small one (RFC 9162 §2.1.4.2).
 * @param small, large sizes, 1 ≤ small ≤ large
 */
export function isConsistent(
  [small, smallRoot]: readonly [size: number, root: Buffer],
  [large, largeRoot]: readonly [size: number, root: Buffer],
  path: readonly Buffer[],
): boolean {
  if (small === large) return path.length === 0 && smallRoot.equals(largeRoot);
  let [node, last] = [small - 1, large - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // Where the small log is a complete subtree its root is the first hash, and is left out of the path.
  const [first, ...others] = node === 0 ? [smallRoot, ...path] : path;
  if (first === undefined) return false;
  let [old, present] = [first, first];
  for (const sibling of others) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, present] = [nodeHash(sibling, old), nodeHash(sibling, present)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else present = nodeHash(present, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && old.equals(smallRoot) && present.equals(largeRoot);
}

function half(index: number): number {
  return Math.floor(index / 2);
}
