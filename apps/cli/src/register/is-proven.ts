import { isConsistent, rootOfAuditPath } from '#dialects/register';

/** Hashes are spelt with `1220` in front. */
export type CheckableProof =
  | { readonly kind: 'root'; readonly size: number; readonly 'root-hash': string }
  | {
      readonly kind: 'entry';
      readonly 'entry-number': number;
      readonly size: number;
      readonly 'leaf-hash': string;
      readonly 'root-hash': string;
      readonly 'audit-path': readonly string[];
    }
  | {
      readonly kind: 'consistency';
      readonly small: number;
      readonly large: number;
      readonly 'small-root-hash': string;
      readonly 'large-root-hash': string;
      readonly 'audit-path': readonly string[];
    };

/** Whether a proof holds, by nothing but itself; a root alone says nothing that could be wrong. */
export function isProven(proof: CheckableProof): boolean {
  switch (proof.kind) {
    case 'root':
      return true;
    case 'entry': {
      const { 'entry-number': number, size, 'audit-path': path } = proof;
      const root = rootOfAuditPath(bytesOf(proof['leaf-hash']), number - 1, size, path.map(bytesOf));
      return root?.equals(bytesOf(proof['root-hash'])) ?? false;
    }
    case 'consistency': {
      const { small, large, 'audit-path': path } = proof;
      const roots = [bytesOf(proof['small-root-hash']), bytesOf(proof['large-root-hash'])] as const;
      return isConsistent([small, roots[0]], [large, roots[1]], path.map(bytesOf));
    }
  }
}

function bytesOf(hash: string): Buffer {
  return Buffer.from(hash.slice('1220'.length), 'hex');
}
