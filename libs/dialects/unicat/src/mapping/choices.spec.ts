import { describe, expect, it } from 'vitest';
import { Choices } from './choices.js';

const values = [
  { key: 'r', en: 'Red', nl: 'Rood' },
  { key: 's', en: 'Scarlet', nl: 'Rood' },
  { key: 'n', en: 'None' },
];
const choices = Choices.of({ type: 'textline', options: { values } })!;

describe('Choices', () => {
  it('finds the first key with a label', () => {
    expect(['Red', 'Scarlet'].map((label) => choices.keyOfLabel(label, 'en'))).toEqual(['r', 's']);
    expect(choices.keyOfLabel('Rood', 'nl')).toBe('r');
    expect(choices.keyOfLabel('Rood', 'en')).toBeUndefined();
  });

  it('takes a key without a label for its own', () => {
    expect(choices.keyOfLabel('n', 'nl')).toBe('n');
    expect(choices.keyOfLabel('None', 'nl')).toBeUndefined();
    expect(choices.labels(['n', 'r'], 'nl')).toEqual(['n', 'Rood']);
  });

  it('goes by keys where labels are not shown', () => {
    const bare = Choices.of({ type: 'textlist', options: { values, value_labels: false } })!;
    expect([bare.keyOfLabel('Red', 'en'), bare.keyOfLabel('r', 'en')]).toEqual([undefined, 'r']);
    expect(bare.labels(['r'], 'en')).toEqual(['r']);
  });
});
