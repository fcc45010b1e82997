import type { Content } from './envelope.js';

/** Lists of members are told apart by whom they are about; all else is by gid, name or code (contract §0.3). */
const membersPart = 'cc.projects_members';

export type AnswerPart = { readonly [key: string]: unknown } | readonly object[];

/** The `data` of an answer, not written yet. */
export interface AnswerData {
  [name: string]: AnswerPart;
}

/** What several calls show, as one: of each object what the last of them said. */
export function mergeContents(contents: readonly Content[]): AnswerData {
  const data: AnswerData = {};
  for (const content of contents) {
    for (const [name, part] of Object.entries(JSON.parse(content.data) as AnswerData)) data[name] = merge(name, data[name], part);
  }
  return data;
}

function merge(name: string, before: AnswerPart | undefined, part: AnswerPart): AnswerPart {
  if (before === undefined) return part;
  if (name === membersPart) return [...(before as readonly object[]), ...(part as readonly object[])];
  return { ...before, ...part };
}
