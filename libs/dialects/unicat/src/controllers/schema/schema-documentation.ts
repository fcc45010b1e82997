import type { SchemaObject } from '@nestjs/swagger';
import type { EditedKind } from '../../mapping/schema-items.js';
import { fieldTypes } from '../../wire/schema.js';
import { gid, gids, type Properties } from '../api-docs.js';

const localized: SchemaObject = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'By language; only those that are named change',
};
const metadataValue: SchemaObject = { description: 'Null, a value, or a value by language' };

export const metadataProperties: Properties = {
  name: { type: 'string', description: 'With at least one dot, such as `group.code`' },
  type: { type: 'string' },
  is_localized: { type: 'boolean' },
  value: metadataValue,
};

const shared: Properties = {
  name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
  label: localized,
  metadata: { type: 'object', additionalProperties: true, description: 'All of it: what is not named goes' },
};

const laidOut: Properties = {
  ...shared,
  fields: { ...gids, description: 'Committed ones' },
  layout: { ...gid, description: 'One of its own where none is named' },
};

/** What can be said about an item when it is created or modified. */
export const givenProperties: { readonly [K in EditedKind]: Properties } = {
  field: {
    ...shared,
    type: { type: 'string', enum: [...fieldTypes], default: 'text' },
    options: {
      type: 'object',
      additionalProperties: true,
      properties: {
        values: {
          type: 'array',
          items: { type: 'object', required: ['key'], properties: { key: { type: 'string' } }, additionalProperties: true },
          description: 'Keys, each with a label by language',
        },
        value_labels: { type: 'boolean' },
        class: { ...gid, description: 'Of a class field' },
      },
    },
    is_localized: { type: 'boolean' },
    is_required: { type: 'boolean' },
    initial: { type: 'object', additionalProperties: true, description: 'By language; of a field with values the key' },
    unit: { type: 'string' },
  },
  class: laidOut,
  definition: { ...laidOut, classes: gids, titlefield: gid, childdefinitions: gids },
};

export const layoutProperties: Properties = {
  name: { type: 'string' },
  root: { ...gid, description: 'One of the components' },
  components: { type: 'object', additionalProperties: { type: 'object', additionalProperties: true } },
};

/** Gids of the demo data, and what the examples of one kind do to them in turn. */
export interface KindExamples {
  readonly get: object;
  readonly create: object;
  readonly modify: object;
  readonly setMetadata: object;
  readonly clearMetadata: object;
  readonly commit: object;
  readonly saveAsNew: object;
  readonly revert: object;
  readonly copy: object;
  readonly delete: object;
}
