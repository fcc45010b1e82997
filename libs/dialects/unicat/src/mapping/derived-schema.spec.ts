import { describe, expect, it } from 'vitest';
import { type CollectionSchema, isUuid4, type Space } from '#records';
import { deriveSchema, fieldNames } from './derived-schema.js';

const space: Space = { id: 'shop', gid: 'gid', birth: 'pointercrate', visibility: 'private', title: 'Shop', createdAt: 0 };
const register = (name: string, ...attributes: CollectionSchema['attributes']): CollectionSchema => ({
  register: name,
  attributes,
});
const key = (name: string) => ({ name, datatype: 'string', cardinality: '1' }) as const;

describe('fieldNames', () => {
  it('gives each attribute a name of its own that a field may have', () => {
    const names = fieldNames(['start-date', 'start_date', 'start-date_2', '1st', 'é', '']);
    expect([...names.values()]).toEqual(['start_date', 'start_date_2', 'start_date_2_2', '_1st', '_', '__2']);
  });
});

describe('deriveSchema', () => {
  const registers = new Map([
    ['player', register('shop-player', key('shop-player'), key('name'))],
    [
      'record',
      register(
        'shop-record',
        key('shop-record'),
        { name: 'progress', datatype: 'integer', cardinality: '1' },
        { name: 'legacy', datatype: 'boolean', cardinality: '1' },
        { name: 'sizes', datatype: 'integer', cardinality: 'n' },
        { name: 'at', datatype: 'datetime', cardinality: '1' },
      ),
    ],
  ]);
  const { schema, definitions, root, rootDefinition, ordering } = deriveSchema(space, registers);
  const { content } = schema;
  const definitionOf = (collection: string) => content.definitions.get(definitions.get(collection) ?? '');

  it('has a definition for each register, the main one first, and one for the root', () => {
    expect([...definitions.keys()]).toEqual(['record', 'player']);
    expect(content.definitions.size).toBe(3);
    expect(content.definitions.get(rootDefinition)).toMatchObject({
      is_base: true,
      childdefinitions: [definitions.get('record')],
    });
    expect(content.layouts.size).toBe(3);
  });

  it('makes a field of each attribute, of the type that its datatype and cardinality ask for', () => {
    const types = definitionOf('record')?.fields.map((gid) => content.fields.get(gid)?.type);
    expect(types).toEqual(['textline', 'number', 'boolean', 'textlist', 'textline']);
  });

  it('takes the name for the title, or the key where there is none', () => {
    expect(content.fields.get(definitionOf('player')?.titlefield ?? '')?.name).toBe('name');
    expect(content.fields.get(definitionOf('record')?.titlefield ?? '')?.name).toBe('shop_record');
  });

  it('gives everything a gid that clients recognise, the same each time', () => {
    const gids = [root, ordering, ...content.definitions.keys(), ...content.fields.keys(), ...content.layouts.keys()];
    expect(gids.every(isUuid4)).toBe(true);
    expect(new Set(gids).size).toBe(gids.length);
    expect(deriveSchema(space, registers).root).toBe(root);
  });
});
