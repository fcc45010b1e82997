import type { Gid } from '../wire/schema.js';
import type { ProjectView, Range } from './project-reader.js';

const pageSize = 1000;

/** An expanded record that can be seen: all above it are expanded too. */
interface Expanded {
  readonly childcount: number;
  /** Rows below it. */
  rows: number;
  /** Whether one of its children is expanded. */
  parts: boolean;
}

/**
 * The tree with some records expanded, as a flat list of rows: the root, and below each expanded record its children. What lies
 * before a page is counted, not read; only beside expanded records siblings are gone through.
 */
export class ExpandedTree {
  private constructor(
    private readonly view: ProjectView,
    private readonly ordering: string,
    private readonly expanded: ReadonlyMap<Gid, Expanded>,
  ) {}

  static async open(view: ProjectView, gids: readonly Gid[], ordering: string): Promise<ExpandedTree> {
    const asked = new Set(gids);
    const places = [...(await view.find([...asked])).values()].map(({ place }) => place);
    // Those nearest to the root first.
    const seen = places
      .filter(({ path: [, ...above] }) => above.every((gid) => asked.has(gid)))
      .sort((one, other) => one.path.length - other.path.length);
    const expanded = new Map<Gid, Expanded>();
    for (const { gid, path, childcount } of seen) {
      expanded.set(gid, { childcount, rows: childcount, parts: false });
      for (const [distance, above] of path.slice(1).entries()) {
        const ancestor = expanded.get(above);
        if (ancestor === undefined) continue;
        ancestor.rows += childcount;
        if (distance === 0) ancestor.parts = true;
      }
    }
    return new ExpandedTree(view, ordering, expanded);
  }

  /** All rows. */
  get size(): number {
    const { root } = this.view;
    return root === undefined ? 0 : 1 + (this.expanded.get(root)?.rows ?? 0);
  }

  async page({ top, size }: Range): Promise<readonly Gid[]> {
    const rows: Gid[] = [];
    let before = top;
    const visit = async (gid: Gid): Promise<void> => {
      if (before > 0) before -= 1;
      else rows.push(gid);
      const node = this.expanded.get(gid);
      if (node === undefined || rows.length >= size) return;
      if (node.rows <= before) {
        before -= node.rows;
        return;
      }
      if (!node.parts) {
        rows.push(...(await this.list(gid, { top: before, size: size - rows.length })));
        before = 0;
        return;
      }
      for (let at = 0; at < node.childcount; at += pageSize) {
        for (const child of await this.list(gid, { top: at, size: pageSize })) {
          await visit(child);
          if (rows.length >= size) return;
        }
      }
    };
    if (this.view.root !== undefined && size > 0) await visit(this.view.root);
    return rows;
  }

  private list(parent: Gid, range: Range): Promise<readonly Gid[]> {
    return this.view.listChildren(parent, { ordering: this.ordering }, range);
  }
}
