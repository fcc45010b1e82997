import { BadParameter } from '../errors/unicat-errors.js';
import type { Pad, TransformOptions } from './transform-options.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly left: number;
  readonly top: number;
}

/** What a transform comes to: a part of the source, the size it is brought to, and where on the canvas it goes. Whole pixels. */
export interface TransformPlan {
  readonly region: Size & Point;
  readonly size: Size;
  readonly offset: Point;
  readonly canvas: Size;
}

/** Pixels of a result. */
const largestCanvas = 25_000_000;

/** One direction of an image. */
interface Axis {
  readonly source: number;
  readonly hotspot: number;
  readonly crop: number;
  /** Left and right, or top and bottom. */
  readonly pads: readonly [Pad, Pad];
  readonly wanted: number | undefined;
}

interface PlannedAxis {
  readonly from: number;
  readonly length: number;
  readonly size: number;
  readonly offset: number;
  readonly canvas: number;
}

/**
 * The geometry of a transform. The aspect ratio of what is shown is that of the source; what is larger than the canvas is cut
 * around the hotspot, what is smaller stands where the padding leaves it, in the middle if that is `auto` on both sides.
 * @param source the right way up
 * @param options with the hotspot and crop of the asset where the caller gave none
 * @throws BadParameter where the result would be too large
 */
export function planTransform(source: Size, { resize, padding, dpr, ...options }: TransformOptions): TransformPlan {
  const [top, right, bottom, left] = padding.map((pad) => (pad === 'auto' ? pad : pad * dpr)) as [Pad, Pad, Pad, Pad];
  const [hotspotX, hotspotY] = options.hotspot ?? [0.5, 0.5];
  const [cropX, cropY] = options.crop ?? [1, 1];
  const across = axis(source.width, hotspotX, cropX, [left, right], resize?.width && resize.width * dpr);
  const down = axis(source.height, hotspotY, cropY, [top, bottom], resize?.height && resize.height * dpr);
  const scale = scaleOf(resize?.mode, across, down);
  const x = planAxis(across, scale);
  const y = planAxis(down, scale);
  if (x.canvas * y.canvas > largestCanvas) throw new BadParameter(resize?.mode ?? 'padding');
  return {
    region: { left: x.from, top: y.from, width: x.length, height: y.length },
    size: { width: x.size, height: y.size },
    offset: { left: x.offset, top: y.offset },
    canvas: { width: x.canvas, height: y.canvas },
  };
}

function axis(source: number, hotspot: number, crop: number, pads: Axis['pads'], wanted: number | undefined): Axis {
  return { source, hotspot, crop: Math.max(1, Math.round(source * crop)), pads, wanted };
}

const fixed = ([before, after]: Axis['pads']): number => (before === 'auto' ? 0 : before) + (after === 'auto' ? 0 : after);

/** The room that padding leaves; undefined where the canvas grows with the image. */
function roomOf({ wanted, pads }: Axis): number | undefined {
  return wanted === undefined ? undefined : Math.max(1, wanted - fixed(pads));
}

function scaleOf(mode: 'width' | 'height' | 'fit' | 'fill' | undefined, across: Axis, down: Axis): number {
  const x = (roomOf(across) ?? across.crop) / across.crop;
  const y = (roomOf(down) ?? down.crop) / down.crop;
  if (mode === 'width') return x;
  if (mode === 'height') return y;
  if (mode === 'fit') return Math.min(x, y);
  return mode === 'fill' ? Math.max(x, y) : 1;
}

function planAxis(each: Axis, scale: number): PlannedAxis {
  const { source, hotspot, crop, pads } = each;
  const whole = Math.max(1, Math.round(crop * scale));
  const room = roomOf(each) ?? whole;
  const size = Math.min(whole, room);
  const length = whole <= room ? crop : Math.min(crop, Math.max(1, Math.round(size / scale)));
  const cropFrom = clamp(Math.round(source * hotspot - crop / 2), 0, source - crop);
  const from = clamp(Math.round(source * hotspot - length / 2), cropFrom, cropFrom + crop - length);
  return { from, length, size, offset: offsetIn(room - size, pads), canvas: room + fixed(pads) };
}

function offsetIn(free: number, [before, after]: Axis['pads']): number {
  if (before === 'auto') return after === 'auto' ? Math.floor(free / 2) : free;
  return before + (after === 'auto' ? 0 : Math.floor(free / 2));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
