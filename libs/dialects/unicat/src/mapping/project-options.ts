import type { Project } from '../wire/project.js';

type Options = Project['options'];

/** Named choices of a project, each with a key and a place among its kind (contract §1.8). */
export type OptionKind = 'channel' | 'ordering' | 'fieldlist';

const members = {
  channel: { names: 'channels', order: 'orderedchannels' },
  ordering: { names: 'orderings', order: 'orderedorderings' },
  fieldlist: { names: 'fieldlists', order: 'orderedfieldlists' },
} as const satisfies { [K in OptionKind]: { names: keyof Options; order: keyof Options } };

export function hasOption({ options }: Project, kind: OptionKind, key: string): boolean {
  return Object.hasOwn(options[members[kind].names], key);
}

/** Keys in their order. */
export function optionKeys({ options }: Project, kind: OptionKind): readonly string[] {
  return options[members[kind].order];
}

/** Puts a new one last; one that is there gets the name. */
export function withOption(project: Project, kind: OptionKind, key: string, name: string): Project {
  const { names, order } = members[kind];
  const keys = optionKeys(project, kind);
  return {
    ...project,
    options: {
      ...project.options,
      [names]: { ...project.options[names], [key]: name },
      [order]: keys.includes(key) ? keys : [...keys, key],
    },
  };
}

export function withoutOptions(project: Project, kind: OptionKind, keys: readonly string[]): Project {
  const { names, order } = members[kind];
  const kept = Object.entries(project.options[names]).filter(([key]) => !keys.includes(key));
  return {
    ...project,
    options: {
      ...project.options,
      [names]: Object.fromEntries(kept),
      [order]: optionKeys(project, kind).filter((key) => !keys.includes(key)),
    },
  };
}

/** @param before last where undefined */
export function withOptionMoved(project: Project, kind: OptionKind, key: string, before: string | undefined): Project {
  const others = optionKeys(project, kind).filter((each) => each !== key);
  const at = before === undefined ? others.length : others.indexOf(before);
  return { ...project, options: { ...project.options, [members[kind].order]: others.toSpliced(at, 0, key) } };
}
