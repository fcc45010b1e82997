/** The name, with a serial number behind it where it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let serial = 2; ; serial += 1) {
    const numbered = `${name}_${serial}`;
    if (!taken.has(numbered)) return numbered;
  }
}
