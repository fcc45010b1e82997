/**
 * A URL by the WHATWG rules; undefined where the text is none. `URL.canParse` would not do: Node 20 and 22 run it on bytes of another
 * encoding once it has been called some thousand times, and from then on it refuses addresses with letters such as `é`.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
