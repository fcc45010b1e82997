/** Rules that a log breaks, as told to whoever loads it; of very many only the first ones. */
export class LoadWarnings {
  private readonly kept: { readonly line: number; readonly detail: string }[] = [];
  private count = 0;

  /** @param line one-based; lines may come out of order, but not by far */
  add(line: number, detail: string): void {
    this.count += 1;
    if (this.kept.length < most) this.kept.push({ line, detail });
  }

  /** By line. */
  list(): readonly string[] {
    const ordered = [...this.kept].sort((one, other) => one.line - other.line);
    const texts = ordered.map(({ line, detail }) => `line ${line}: ${detail}`);
    return this.count > texts.length ? [...texts, `and ${this.count - texts.length} more`] : texts;
  }
}

const most = 1000;
