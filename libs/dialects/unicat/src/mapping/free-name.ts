/** The name, with a serial number behind it where it is taken: `tent_2`. */
export function freeName(name: string, taken: ReadonlySet<string>, separator = '_'): string {
  if (!taken.has(name)) return name;
  for (let serial = 2; ; serial += 1) {
    const numbered = `${name}${separator}${serial}`;
    if (!taken.has(numbered)) return numbered;
  }
}
