import { describe, expect, it } from 'vitest';
import { BadParameter } from '../errors/unicat-errors.js';
import { readTransformOptions } from './transform-options.js';

const nothing = { force: false, optimize: false, padding: ['auto', 'auto', 'auto', 'auto'], dpr: 1 };

describe('readTransformOptions', () => {
  it('reads all that the client sends, in any order', () => {
    const path =
      'name=transform-2/key=key/type=jpg/force=false/optimize=true/fill=400,300/hs=0.60000,0.40000/crop=0.80000,0.60000/padding=0,auto,0,auto/bg=123abc/q=75/dpr=2';
    const read = {
      name: 'transform-2',
      key: 'key',
      type: 'jpg',
      force: false,
      optimize: true,
      resize: { mode: 'fill', width: 400, height: 300 },
      hotspot: [0.6, 0.4],
      crop: [0.8, 0.6],
      padding: [0, 'auto', 0, 'auto'],
      background: '123abc',
      quality: 75,
      dpr: 2,
    };
    expect(readTransformOptions(path)).toEqual(read);
    expect(readTransformOptions(`/${path.split('/').reverse().join('/')}/`)).toEqual(read);
  });

  it('asks for nothing where nothing is said, and ignores what it does not know', () => {
    expect(readTransformOptions('')).toEqual(nothing);
    expect(readTransformOptions('colour=red')).toEqual(nothing);
  });

  it('takes one side for width and height', () => {
    expect(readTransformOptions('width=600').resize).toEqual({ mode: 'width', width: 600 });
    expect(readTransformOptions('height=600').resize).toEqual({ mode: 'height', height: 600 });
    expect(readTransformOptions('width=400,300').resize).toEqual({ mode: 'width', width: 400, height: 300 });
  });

  it.each([
    'width',
    '=5',
    'width=0',
    'width=-4',
    'width=5001',
    'width=1e3',
    'fill=400',
    'fit=400,300,200',
    'fill=a,b',
    'type=webp',
    'type=exe',
    'force=yes',
    'hs=0.5',
    'hs=1.5,0.5',
    'hs=NaN,0',
    'crop=0,0.5',
    'padding=1,2,3',
    'padding=1,2,3,1001',
    'padding=1,2,3,-1',
    'bg=red',
    'bg=12345',
    'q=101',
    'q=high',
    'dpr=0',
    'dpr=5',
    'name=..',
    'name=a\u0000b',
    'key=a\\b',
  ])('refuses %j', (path) => {
    expect(() => readTransformOptions(path)).toThrow(BadParameter);
  });
});
