import { expect, it } from 'vitest';
import type { Definition } from '../wire/schema.js';
import { rebase } from './extended-definitions.js';

const definition: Definition = {
  gid: 'original',
  original: null,
  name: 'article',
  label: { en: 'Article' },
  classes: [],
  fields: ['a', 'b', 'c'],
  titlefield: 'a',
  fieldlists: { main: ['a'] },
  layout: 'layout',
  childdefinitions: [],
  metadata: {},
  is_base: false,
  is_new: false,
  is_working_copy: false,
  is_extended: false,
};
const extended: Definition = {
  ...definition,
  gid: 'extended',
  original: 'original',
  fields: ['w', 'a', 'x', 'b', 'c', 'y'],
  classes: ['k'],
  fieldlists: { main: ['a', 'x'] },
  layout: 'own',
  is_working_copy: true,
  is_extended: true,
};

it('extras stay behind what they stood behind; all else follows the definition', () => {
  const after: Definition = {
    ...definition,
    name: 'item',
    fields: ['c', 'd', 'a'],
    titlefield: 'c',
    fieldlists: { main: ['c'] },
  };
  expect(rebase(extended, definition, after)).toEqual({
    ...extended,
    name: 'item',
    fields: ['w', 'c', 'y', 'd', 'a', 'x'],
    titlefield: 'c',
    fieldlists: { main: ['c', 'x'] },
  });
});

it('an extra that the definition now has itself is no extra any more', () => {
  const after: Definition = { ...definition, fields: ['a', 'b', 'c', 'x'], classes: ['k'] };
  expect(rebase(extended, definition, after)).toMatchObject({ fields: ['w', 'a', 'b', 'c', 'y', 'x'], classes: ['k'] });
});

it('a title field that the record chose for itself stays', () => {
  const own = { ...extended, titlefield: 'x' };
  expect(rebase(own, definition, { ...definition, titlefield: 'b' }).titlefield).toBe('x');
});
