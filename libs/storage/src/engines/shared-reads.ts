interface Reads<T> {
  /** Has begun: what it finds may be older than a caller who comes now. */
  running: Promise<T>;
  /** Begins when the running one has ended; shared by all who came meanwhile. */
  next: Promise<T> | undefined;
}

/**
 * Lets callers who ask for the same at the same time share one read. Nobody is given a read that had begun before he
 * asked, so nobody sees less than a read of his own would have shown.
 */
export class SharedReads<T> {
  private readonly reads = new Map<string, Reads<T>>();

  read(name: string, read: () => Promise<T>): Promise<T> {
    const reads = this.reads.get(name);
    if (reads === undefined) return this.start(name, read);
    reads.next ??= reads.running.then(
      () => this.start(name, read),
      () => this.start(name, read),
    );
    return reads.next;
  }

  private start(name: string, read: () => Promise<T>): Promise<T> {
    const reads: Reads<T> = { running: read(), next: undefined };
    this.reads.set(name, reads);
    const end = (): void => {
      // Whoever waits has put the next read in this one's place, or is about to.
      if (reads.next === undefined) this.reads.delete(name);
    };
    reads.running.then(end, end);
    return reads.running;
  }
}
