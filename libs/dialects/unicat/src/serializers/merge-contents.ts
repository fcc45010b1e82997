import type { Content } from './envelope.js';

/** Lists of members are told apart by whom they are about; all else is by gid, name or code (contract §0.3). */
const membersPart = 'cc.projects_members';

type Part = { [key: string]: unknown } | readonly object[];

/** Answers of several calls as one: results in order, of each object its last state. */
export function mergeContents(contents: readonly Content[]): Content {
  const data: { [name: string]: Part } = {};
  for (const content of contents) {
    for (const [name, part] of Object.entries(JSON.parse(content.data) as { [name: string]: Part })) {
      data[name] = merge(name, data[name], part);
    }
  }
  return { result: { results: contents.map(({ result }) => result) }, data: JSON.stringify(data) };
}

function merge(name: string, before: Part | undefined, part: Part): Part {
  if (before === undefined) return part;
  if (name === membersPart) return [...(before as readonly object[]), ...(part as readonly object[])];
  return { ...before, ...part };
}
