import { describe, expect, it } from 'vitest';
import { BadParameter } from '../errors/unicat-errors.js';
import { readTransformOptions } from './transform-options.js';
import { planTransform } from './transform-plan.js';

const landscape = { width: 1200, height: 800 };
const plan = (path: string, source = landscape) => planTransform(source, readTransformOptions(path));
const whole = { left: 0, top: 0, ...landscape };
const origin = { left: 0, top: 0 };

describe('planTransform', () => {
  it('leaves an image alone where nothing is asked', () => {
    expect(plan('')).toEqual({ region: whole, size: landscape, offset: origin, canvas: landscape });
  });

  it('resizes to one side', () => {
    const size = { width: 600, height: 400 };
    expect(plan('width=600')).toEqual({ region: whole, size, offset: origin, canvas: size });
    expect(plan('height=400')).toEqual({ region: whole, size, offset: origin, canvas: size });
    expect(plan('width=300/dpr=2')).toEqual({ region: whole, size, offset: origin, canvas: size });
  });

  it('fills the canvas and cuts around the hotspot', () => {
    const size = { width: 400, height: 400 };
    expect(plan('fill=400,400').region).toEqual({ left: 200, top: 0, width: 800, height: 800 });
    expect(plan('fill=400,400/hs=0,0').region.left).toBe(0);
    expect(plan('fill=400,400/hs=1,1').region.left).toBe(400);
    expect(plan('fill=400,400/hs=0.4,1').region.left).toBe(80);
    expect(plan('fill=400,400')).toMatchObject({ size, offset: origin, canvas: size });
  });

  it('fits into the canvas and stands in the middle', () => {
    expect(plan('fit=400,400')).toEqual({
      region: whole,
      size: { width: 400, height: 267 },
      offset: { left: 0, top: 66 },
      canvas: { width: 400, height: 400 },
    });
  });

  it('keeps the width and cuts or fills the height', () => {
    expect(plan('width=600,100')).toEqual({
      region: { left: 0, top: 300, width: 1200, height: 200 },
      size: { width: 600, height: 100 },
      offset: origin,
      canvas: { width: 600, height: 100 },
    });
    expect(plan('width=600,500')).toMatchObject({ size: { width: 600, height: 400 }, offset: { left: 0, top: 50 } });
    expect(plan('height=900,400')).toMatchObject({ size: { width: 600, height: 400 }, offset: { left: 150, top: 0 } });
  });

  it('stands where the padding leaves it', () => {
    expect(plan('fit=400,400/padding=0,auto,auto,auto').offset).toEqual({ left: 0, top: 0 });
    expect(plan('fit=400,400/padding=auto,auto,0,auto').offset).toEqual({ left: 0, top: 133 });
    const framed = { size: { width: 380, height: 253 }, offset: { left: 10, top: 73 }, canvas: { width: 400, height: 400 } };
    expect(plan('fit=400,400/padding=10,10,10,10')).toMatchObject(framed);
    expect(plan('padding=10,20,30,40').canvas).toEqual({ width: 1260, height: 840 });
    expect(plan('padding=10,20,30,40').offset).toEqual({ left: 40, top: 10 });
  });

  it('crops around the hotspot, within the image', () => {
    expect(plan('crop=0.5,0.5').region).toEqual({ left: 300, top: 200, width: 600, height: 400 });
    expect(plan('crop=0.5,0.5/hs=0,1').region).toEqual({ left: 0, top: 400, width: 600, height: 400 });
    expect(plan('crop=0.5,0.5/fill=100,100/hs=1,0').region).toEqual({ left: 800, top: 0, width: 400, height: 400 });
  });

  it('never plans more than is shown, and always a pixel', () => {
    const thread = { width: 1, height: 5000 };
    expect(plan('fill=5000,4000', thread)).toMatchObject({
      region: { width: 1, height: 1 },
      size: { width: 5000, height: 4000 },
    });
    expect(plan('fit=10,10', thread)).toMatchObject({ size: { width: 1, height: 10 }, canvas: { width: 10, height: 10 } });
  });

  it.each(['fill=5000,5000/dpr=2', 'width=5000/dpr=4', 'height=5000,4000/dpr=4'])('refuses %s: too large', (path) => {
    expect(() => plan(path)).toThrow(BadParameter);
  });
});
