import { createHash } from 'node:crypto';

/** Writes RSF without any code of the gateway. */

export type Item = Readonly<Record<string, string | readonly string[]>>;

/** Canonical for items whose texts need no escapes but JSON's own. */
const canonical = (item: Item): string =>
  JSON.stringify(Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))));

/** The two lines that add an item and an entry that uses it. */
export function appending(type: 'user' | 'system', key: string, item: Item, timestamp = '2020-01-01T00:00:00Z'): string {
  const text = canonical(item);
  const hash = createHash('sha256').update(text).digest('hex');
  return `add-item\t${text}\nappend-entry\t${type}\t${key}\t${timestamp}\tsha-256:${hash}\n`;
}

/** What defines a register whose attributes are single strings. */
export function defining(register: string, attributes: readonly string[], definition: Item = {}): string {
  const fields = attributes.map((field) =>
    appending('system', `field:${field}`, { cardinality: '1', datatype: 'string', field, phase: 'alpha', text: `The ${field}.` }),
  );
  const own = { fields: attributes, phase: 'alpha', register, registry: 'example', text: 'Made by a test', ...definition };
  return appending('system', 'name', { name: register }) + fields.join('') + appending('system', `register:${register}`, own);
}
