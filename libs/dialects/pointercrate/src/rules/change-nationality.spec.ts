import { describe, expect, it } from 'vitest';
import { Nations } from '../list/nations.js';
import { changedNationality } from './change-nationality.js';

const nations = new Nations([
  { code: 'GB', name: 'United Kingdom', continent: 'Europe', subdivisions: [{ iso_code: 'ENG', name: 'England' }] },
  { code: 'DE', name: 'Germany', continent: 'Europe', subdivisions: [{ iso_code: 'ENG', name: 'Engadin' }] },
]);
const english = { nationality: 'GB', subdivision: 'GB-ENG' };
const stateless = { nationality: null, subdivision: null };

describe('changedNationality', () => {
  it.each([
    [english, {}, english],
    [english, { nationality: 'united kingdom' }, english],
    [english, { nationality: 'germany' }, { nationality: 'DE', subdivision: null }],
    [english, { nationality: 'DE', subdivision: 'eng' }, { nationality: 'DE', subdivision: 'DE-ENG' }],
    [english, { nationality: null }, stateless],
    [english, { nationality: null, subdivision: null }, stateless],
    [english, { subdivision: null }, { nationality: 'GB', subdivision: null }],
    [stateless, { subdivision: null }, stateless],
    [stateless, { nationality: 'GB', subdivision: 'ENG' }, english],
    // What was stored before the country was taken out of the list stays as long as nobody touches it.
    [{ nationality: 'XX', subdivision: null }, {}, { nationality: 'XX', subdivision: null }],
  ])('%j with %j: %j', (before, change, after) => {
    expect(changedNationality(before, change, nations)).toEqual(after);
  });

  it.each([
    [stateless, { subdivision: 'ENG' }, { code: 40907 }],
    [english, { nationality: null, subdivision: 'ENG' }, { code: 40907 }],
    [english, { nationality: '' }, { code: 40401, data: { iso_code: '' } }],
    [english, { subdivision: 'TX' }, { code: 40401, data: { subdivision_code: 'TX', nation_code: 'GB' } }],
  ])('refuses %j with %j', (before, change, error) => {
    expect(() => changedNationality(before, change, nations)).toThrow(expect.objectContaining(error));
  });
});
