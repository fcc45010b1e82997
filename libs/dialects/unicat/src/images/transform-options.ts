import { BadParameter } from '../errors/unicat-errors.js';
import { requireName } from '../mapping/asset-name.js';

export type ImageType = 'jpg' | 'png' | 'gif';
export type ResizeMode = 'width' | 'height' | 'fit' | 'fill';
/** A fraction across and one down, 0 to 1. */
export type Fractions = readonly [number, number];
/** Pixels, or what is left over. */
export type Pad = number | 'auto';

export interface TransformOptions {
  /** Of the file, without its extension. */
  readonly name?: string;
  readonly key?: string;
  readonly type?: ImageType;
  readonly force: boolean;
  readonly optimize: boolean;
  readonly resize?: { readonly mode: ResizeMode; readonly width?: number; readonly height?: number };
  readonly hotspot?: Fractions;
  /** How much of the source is used, around the hotspot. */
  readonly crop?: Fractions;
  /** Top, right, bottom, left. */
  readonly padding: readonly [Pad, Pad, Pad, Pad];
  /** `white`, `transparent` or six hex digits. */
  readonly background?: string;
  /** 1 to 100. */
  readonly quality?: number;
  /** Device pixels for each pixel: 1 to 4. */
  readonly dpr: number;
}

const longestSide = 5000;
const widestPad = 1000;
const resizeModes = ['width', 'height', 'fit', 'fill'] as const;

type Given = ReadonlyMap<string, string>;

/**
 * Options of a transform, `name=value` between slashes, in any order; the names are those that the client sends
 * (contract §5). Names that nobody knows are ignored, as everywhere.
 * @param path as it stands in the URL, percent-decoded
 * @throws BadParameter naming the option
 */
export function readTransformOptions(path: string): TransformOptions {
  const given = readPairs(path);
  const optional = {
    name: readText(given, 'name'),
    key: readText(given, 'key'),
    type: readOne(given, 'type', ['jpg', 'png', 'gif'] as const),
    resize: readResize(given),
    hotspot: readFractions(given, 'hs', 0),
    // A crop to nothing would be no image; the client leaves smaller ones out.
    crop: readFractions(given, 'crop', 0.00001),
    background: readBackground(given),
    quality: readQuality(given),
  };
  return {
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<TransformOptions>),
    force: readOne(given, 'force', ['true', 'false'] as const) === 'true',
    optimize: readOne(given, 'optimize', ['true', 'false'] as const) === 'true',
    padding: readPadding(given),
    dpr: readInteger(given.get('dpr') ?? '1', 'dpr', 1, 4),
  };
}

function readPairs(path: string): Given {
  const pairs = path.split('/').filter((segment) => segment !== '');
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1) throw new BadParameter('options');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

function readText(given: Given, option: string): string | undefined {
  const value = given.get(option);
  return value === undefined ? undefined : requireName(value, option);
}

function readOne<T extends string>(given: Given, option: string, values: readonly T[]): T | undefined {
  const value = given.get(option);
  if (value === undefined) return undefined;
  const known = values.find((each) => each === value);
  if (known === undefined) throw new BadParameter(option);
  return known;
}

function readInteger(text: string, option: string, least: number, most: number): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (value < least || value > most) throw new BadParameter(option);
  return value;
}

/** One side is enough for `width` and `height`. */
function readResize(given: Given): TransformOptions['resize'] {
  const mode = resizeModes.find((each) => given.has(each));
  if (mode === undefined) return undefined;
  const sides = (given.get(mode) ?? '').split(',').map((side) => readInteger(side, mode, 1, longestSide));
  const [first = 1, second] = sides;
  if (sides.length > 2 || (second === undefined && (mode === 'fit' || mode === 'fill'))) throw new BadParameter(mode);
  if (second !== undefined) return { mode, width: first, height: second };
  return mode === 'height' ? { mode, height: first } : { mode, width: first };
}

function readFractions(given: Given, option: string, least: number): Fractions | undefined {
  const value = given.get(option);
  if (value === undefined) return undefined;
  const numbers = value.split(',').map((text) => (/^\d(?:\.\d{1,20})?$/.test(text) ? Number(text) : -1));
  const [across = -1, down = -1] = numbers;
  if (numbers.length !== 2 || numbers.some((number) => number < least || number > 1)) throw new BadParameter(option);
  return [across, down];
}

function readPadding(given: Given): TransformOptions['padding'] {
  const pads = (given.get('padding') ?? 'auto,auto,auto,auto')
    .split(',')
    .map((pad): Pad => (pad === 'auto' ? pad : readInteger(pad.replace(/\.\d+$/, ''), 'padding', 0, widestPad)));
  const [top, right, bottom, left] = pads;
  if (pads.length !== 4 || top === undefined || right === undefined || bottom === undefined || left === undefined) {
    throw new BadParameter('padding');
  }
  return [top, right, bottom, left];
}

function readBackground(given: Given): string | undefined {
  const value = given.get('bg');
  if (value === undefined || value === 'white' || value === 'transparent') return value;
  if (!/^#?[0-9a-f]{6}$/i.test(value)) throw new BadParameter('bg');
  return value.replace('#', '').toLowerCase();
}

function readQuality(given: Given): number | undefined {
  const value = given.get('q');
  return value === undefined ? undefined : Math.max(1, readInteger(value, 'q', 0, 100));
}
