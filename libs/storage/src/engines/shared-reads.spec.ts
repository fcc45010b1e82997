import { describe, expect, it } from 'vitest';
import { SharedReads } from './shared-reads.js';

interface Gate {
  readonly started: number;
  end(value: string): void;
  fail(error: Error): void;
}

/** A read that ends when told to. */
function gated(): { read: () => Promise<string>; gates: Gate[] } {
  const gates: Gate[] = [];
  const read = (): Promise<string> =>
    new Promise((end, fail) => {
      gates.push({ started: gates.length + 1, end, fail });
    });
  return { read, gates };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SharedReads', () => {
  it('gives nobody a read that began before he asked, and one read to all who waited', async () => {
    const { read, gates } = gated();
    const reads = new SharedReads<string>();
    const first = reads.read('a', read);
    const [second, third] = [reads.read('a', read), reads.read('a', read)];
    expect(gates).toHaveLength(1);
    gates[0]?.end('old');
    expect(await first).toBe('old');
    await settle();
    expect(gates).toHaveLength(2);
    const fourth = reads.read('a', read);
    gates[1]?.end('new');
    expect(await Promise.all([second, third])).toEqual(['new', 'new']);
    await settle();
    gates[2]?.end('newest');
    expect(await fourth).toBe('newest');
    expect(gates).toHaveLength(3);
  });

  it('keeps different questions apart, and forgets what has ended', async () => {
    const { read, gates } = gated();
    const reads = new SharedReads<string>();
    const [a, b] = [reads.read('a', read), reads.read('b', read)];
    gates[0]?.end('of a');
    gates[1]?.end('of b');
    expect(await Promise.all([a, b])).toEqual(['of a', 'of b']);
    await settle();
    const again = reads.read('a', read);
    expect(gates).toHaveLength(3);
    gates[2]?.end('later');
    expect(await again).toBe('later');
  });

  it('fails only those who shared the read that failed', async () => {
    const { read, gates } = gated();
    const reads = new SharedReads<string>();
    const first = reads.read('a', read);
    const second = reads.read('a', read);
    gates[0]?.fail(new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    await settle();
    gates[1]?.end('found');
    expect(await second).toBe('found');
  });
});
