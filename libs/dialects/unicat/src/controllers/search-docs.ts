import { type ApiBodyOptions, ApiOkResponse, ApiResponse, type SchemaObject } from '@nestjs/swagger';

const demoDefinition = '8218958e-e6dc-41f0-900f-9082b5e47bda';

const query: { [name: string]: SchemaObject } = {
  language: { type: 'string', description: 'Language that `q`, values and labels are in' },
  q: { type: 'string', description: 'Terms: `+term` must occur, `-term` must not, others raise the score' },
  filter: { type: 'array', items: {}, description: 'A triplet `[property, operator, operands]`' },
};

function pageOf(size: number): { [name: string]: SchemaObject } {
  return {
    'page.top': { type: 'integer', minimum: 0, default: 0 },
    'page.size': { type: 'integer', minimum: 1, default: size },
  };
}

const objects: SchemaObject = { type: 'object', additionalProperties: true };
const count: SchemaObject = { type: 'integer', description: 'Of all pages' };

export const searchRecordsBody: ApiBodyOptions = {
  schema: { type: 'object', required: ['language'], properties: { ...query, ...pageOf(10) } },
  examples: {
    tents: {
      summary: 'Articles about an aurora, tents first',
      value: { language: 'en', q: '+aurora tents', filter: ['definition', 'is', demoDefinition] },
    },
    untranslated: { summary: 'What has no German text yet', value: { language: 'de', filter: ['validation', 'not_translated'] } },
  },
};

export const searchSchemaBody: ApiBodyOptions = {
  schema: { type: 'object', required: ['language'], properties: { ...query, ...pageOf(10_000) } },
  examples: { committed: { value: { language: 'en', filter: ['is_committed', 'is_true'] } } },
};

export const selectSchemaBody: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['selection'],
    properties: {
      selection: {
        type: 'array',
        items: {},
        description: 'Gids and `{"search": {"language", "q", "filter"}, "exclude"?: [gid]}`, in this order',
      },
      'page.cursor': { type: 'string', description: 'As the page before gave it' },
      'page.size': { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
    },
  },
  examples: {
    mixed: {
      summary: 'A definition, and all that is called name',
      value: { selection: [demoDefinition, { search: { language: 'en', filter: ['name', 'is', 'name'] } }] },
    },
  },
};

function ApiFound(result: { [name: string]: SchemaObject }, data: readonly string[]): MethodDecorator {
  const properties: { [name: string]: SchemaObject } = {
    success: { type: 'boolean', enum: [true] },
    result: { type: 'object', properties: result },
    data: { type: 'object', properties: Object.fromEntries(data.map((name) => [name, objects])) },
  };
  return ApiOkResponse({
    description: 'A page of what was found: score descending, then title, then gid',
    headers: { Authorization: { description: 'A renewed token, bare', schema: { type: 'string' } } },
    content: { 'application/json': { schema: { type: 'object', properties } } },
  });
}

const schemaItem: SchemaObject = {
  type: 'object',
  properties: { type: { type: 'string', enum: ['definition', 'class', 'field'] }, item: { type: 'string', format: 'uuid' } },
};

export function ApiFoundRecords(): MethodDecorator {
  const gids: SchemaObject = { type: 'array', items: { type: 'string', format: 'uuid' } };
  return ApiFound({ records: gids, 'records.size': count }, ['records']);
}

export function ApiFoundSchema(more: { [name: string]: SchemaObject } = {}): MethodDecorator {
  const items: SchemaObject = { type: 'array', items: schemaItem };
  return ApiFound({ schema_items: items, 'schema_items.size': count, ...more }, ['definitions', 'classes', 'fields']);
}

const searchCodes = { 'Search error': 1002, 'Bulk selection error': 1006 } as const;

export function ApiSearchFailures(...messages: readonly (keyof typeof searchCodes)[]): MethodDecorator {
  return ApiResponse({ status: 422, description: messages.map((each) => `${each} (code ${searchCodes[each]})`).join('; ') });
}
