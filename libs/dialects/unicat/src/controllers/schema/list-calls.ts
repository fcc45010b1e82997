import type { FastifyReply } from 'fastify';
import type { ProjectRequest } from '../../guards/project-request.js';
import type { LaidOutKind } from '../../mapping/schema-items.js';
import { plurals } from '../../mapping/schema-log.js';
import type { ItemList, ListAction } from '../../use-cases/schema/change-item-list.use-case.js';
import { gid, type Properties } from '../api-docs.js';
import { optionalText, type Parameters, requiredText } from '../parameters.js';
import { ProjectPost } from '../project-post.js';
import type { SchemaCalls } from './schema-calls.js';

/** A list as paths name it. */
export type ListPath = 'fields' | 'classes' | 'childdefinitions' | 'fieldlists/fields';

/** The parameter that names what a list is a list of. */
const targets = {
  fields: 'field',
  classes: 'class',
  childdefinitions: 'childdefinition',
  'fieldlists/fields': 'field',
} as const satisfies { [P in ListPath]: string };

const summaries: { readonly [A in ListAction]: string } = {
  add: 'Adds a committed one to the list, in the working copy',
  move: 'Moves one inside the list, in the working copy',
  remove: 'Removes one from the list, in the working copy',
};

/** Documents a call that changes one list of a definition or a class. */
export function ListPost(kind: LaidOutKind, path: ListPath, action: ListAction, example: object): MethodDecorator {
  const target = targets[path];
  const fieldlist: Properties =
    path === 'fieldlists/fields'
      ? { fieldlist: { type: 'string', description: 'Its key' }, fieldlist_key: { type: 'string', description: 'The same' } }
      : {};
  const before: Properties =
    action === 'remove' ? {} : { [`before_${target}`]: { ...gid, description: 'At the end where it is not in the list' } };
  return ProjectPost(`${path}/${action}`, {
    summary: summaries[action],
    parameters: { [kind]: gid, ...fieldlist, [target]: gid, ...before },
    required: [kind, target],
    example,
    result: { [kind]: gid },
    data: [plurals[kind], 'layouts'],
  });
}

/** What such a call does. */
export function changeList(
  calls: SchemaCalls,
  [request, reply]: readonly [ProjectRequest, FastifyReply],
  kind: LaidOutKind,
  path: ListPath,
  action: ListAction,
): Promise<void> {
  const target = targets[path];
  return calls.write(request, reply, (parameters, member) =>
    calls.changeList.execute({
      member,
      kind,
      gid: requiredText(parameters, kind),
      list: readList(parameters, path),
      action,
      target: requiredText(parameters, target),
      before: action === 'remove' ? undefined : optionalText(parameters, `before_${target}`),
    }),
  );
}

/** A fieldlist has two names in the documents of the API (contract §9, A11). @throws BadParameter */
function readList(parameters: Parameters, path: ListPath): ItemList {
  switch (path) {
    case 'fields':
      return { name: 'fields', of: 'field' };
    case 'classes':
      return { name: 'classes', of: 'class' };
    case 'childdefinitions':
      return { name: 'childdefinitions', of: 'definition' };
    case 'fieldlists/fields': {
      const key = optionalText(parameters, 'fieldlist') ?? requiredText(parameters, 'fieldlist_key');
      return { name: 'fieldlist', of: 'field', key };
    }
  }
}
