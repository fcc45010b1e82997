import { BadParameter } from '../../errors/unicat-errors.js';
import type { PartChange } from '../../mapping/definition-parts.js';
import type { ExtendDefinitionCommand } from '../../use-cases/records/extend-definition.use-case.js';
import { gid, type Properties } from '../api-docs.js';
import { optionalText, type Parameters, requiredText } from '../parameters.js';
import type { CallDescription } from '../project-post.js';
import { demoRecords } from './record-parameters.js';

/** Of the demo data: what an article can be extended by, and another definition. */
export const demoParts = {
  definition: '6428a19f-1e53-4f6b-92ae-303db9bf4e06',
  class: '3e72230c-bd42-4593-87c6-bfb643ada3db',
  field: 'c684a1e0-ca0a-4cce-8f73-a277d9582109',
  fieldlist: '6c5f4157-738e-4dbb-b4c6-69a003551e48',
  listedField: 'f024b73e-4175-44fd-b36b-560e97d503ca',
} as const;

type Kind = PartChange['list']['kind'];

const parameters: { readonly [K in Kind]: Properties } = {
  classes: { class: gid, before_class: gid },
  fields: { field: gid, before_field: gid },
  fieldlist: { fieldlist: { type: 'string' }, field: gid, before_field: gid },
};

const required: { readonly [K in Kind]: readonly string[] } = {
  classes: ['record', 'class'],
  fields: ['record', 'field'],
  fieldlist: ['record', 'fieldlist', 'field'],
};

const examples: { readonly [K in Kind]: object } = {
  classes: { class: demoParts.class },
  fields: { field: demoParts.field },
  fieldlist: { fieldlist: demoParts.fieldlist, field: demoParts.listedField },
};

export function extending(summary: string, kind: Kind): CallDescription {
  return {
    summary,
    parameters: { record: gid, ...parameters[kind] },
    required: required[kind],
    localized: true,
    example: { record: demoRecords.other, ...examples[kind] },
    result: { record: gid, definition: gid },
    data: ['records', 'definitions', 'layouts'],
  };
}

/**
 * What a call adds, moves or removes. The key of a fieldlist has two names (contract §9, A11).
 * @throws BadParameter
 */
export function readPart(parameters: Parameters, kind: Kind, action: ExtendDefinitionCommand['action']): PartChange {
  const name = kind === 'classes' ? 'class' : 'field';
  const item = requiredText(parameters, name);
  const before = action === 'remove' ? undefined : optionalText(parameters, `before_${name}`);
  if (kind !== 'fieldlist') return { list: { kind }, item, before };
  const key = optionalText(parameters, 'fieldlist') ?? requiredText(parameters, 'fieldlist_key');
  return { list: { kind, key }, item, before };
}

/** Names of definitions are spelt like those of fields (contract §1.4). @throws BadParameter */
export function readName(parameters: Parameters): string | undefined {
  const name = optionalText(parameters, 'name');
  if (name !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new BadParameter('name');
  return name;
}
