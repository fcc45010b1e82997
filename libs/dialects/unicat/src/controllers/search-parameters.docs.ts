import type { SchemaObject } from '@nestjs/swagger';
import type { Properties } from './api-docs.js';

/** Of the demo data. */
export const demoDefinition = '8218958e-e6dc-41f0-900f-9082b5e47bda';

export const searchParameters: Properties = {
  language: { type: 'string', description: 'Language that `q`, values and labels are in' },
  q: { type: 'string', description: 'Terms: `+term` must occur, `-term` must not, others raise the score' },
  filter: {
    type: 'array',
    items: {},
    description:
      'A triplet `[property, operator, operands]`; `["and", "", [F1, F2]]`, `["or", "", [F1, F2]]` and `["not", "", F]` combine',
  },
};

export const schemaSelection: SchemaObject = {
  type: 'array',
  minItems: 1,
  items: {},
  description: 'Gids and `{"search": {"language", "q", "filter"}, "exclude"?: [gid]}`, in this order',
};

export const schemaItems: SchemaObject = {
  type: 'array',
  items: {
    type: 'object',
    properties: { type: { type: 'string', enum: ['definition', 'class', 'field'] }, item: { type: 'string', format: 'uuid' } },
  },
};
