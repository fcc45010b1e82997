import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Garbage that may pile up, in bytes. */
const slack = 48 * 1024 * 1024;

/**
 * Keeps the garbage of a long load small. V8 by itself lets a heap of 30 MB grow to 100 and more before it collects what
 * has outlived two young collections, since nobody has told it of a limit; that is a lot beside what a load really holds.
 */
export class HeapBound {
  private floor = inUse();

  /** To be called often; a collection takes some 20 ms and comes about once in ten thousand entries. */
  keep(): void {
    if (inUse() - this.floor < slack) return;
    collect();
    this.floor = inUse();
  }
}

function inUse(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

let collector: (() => void) | undefined;

function collect(): void {
  if (collector === undefined) {
    // Node has no other way to ask for a collection than the flag, which holds for contexts made from here on.
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}
