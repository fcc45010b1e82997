/** What an entity tag has between its quotes. */
export type TagText = string;

/** What `If-Match` or `If-None-Match` holds: the wildcard, or tags without quotes. */
export type TagList = '*' | readonly TagText[];

/** One element up to the next comma outside quotes; an unclosed quote swallows the rest. */
const elements = /(?:"[^"]*(?:"|$)|[^",])+/g;

/**
 * An optional weakness mark, then a quoted string or a bare run of visible characters. Proxies that compress add the
 * mark, and old clients send bare digits, so all compare alike.
 */
const element = /^(?:W\/)?(?:"([^"]*)"|([^\s"]+))$/;

/**
 * Reads a header of tags (RFC 9110 §13.1; pointercrate contract §4.3, rule 2). What is no tag is skipped, never refused.
 * @param header several header lines joined with commas
 */
export function parseTagList(header: string): TagList {
  const parts = (header.match(elements) ?? []).map((part) => part.trim()).filter((part) => part !== '');
  if (parts.length === 1 && parts[0] === '*') return '*';
  return parts.flatMap((part) => {
    const [, inQuotes, bare] = element.exec(part) ?? [];
    return inQuotes ?? bare ?? [];
  });
}

export function listsTag(list: TagList, tag: TagText): boolean {
  return list === '*' || list.includes(tag);
}
