import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { UnreadableFile } from '../errors/unicat-errors.js';
import { inspectImage } from './inspect-image.js';
import { transformImage } from './transform-image.js';
import { readTransformOptions } from './transform-options.js';

const red = { r: 255, g: 0, b: 0 };
const blank = (width: number, height: number, background: object = red) =>
  sharp({ create: { width, height, channels: 'alpha' in background ? 4 : 3, background } });

/** Left half red, right half blue. */
const halves = async (width = 80, height = 40): Promise<Buffer> =>
  blank(width, height)
    .composite([
      {
        input: await blank(width / 2, height, { r: 0, g: 0, b: 255 })
          .png()
          .toBuffer(),
        left: width / 2,
        top: 0,
      },
    ])
    .png()
    .toBuffer();

const svg = (attributes = 'width="20" height="10"'): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect width="10" height="10" fill="#00ff00"/></svg>`);

async function pixel(image: Buffer, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(image)
    .ensureAlpha()
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

describe('inspectImage', () => {
  it('does not draw a large drawing at its size, neither to look at it nor to make a small picture of it', async () => {
    const noise =
      '<filter id="f"><feTurbulence baseFrequency="0.01" numOctaves="9"/><feGaussianBlur stdDeviation="50"/></filter>';
    const drawing = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000">${noise}<rect width="9000" height="9000" filter="url(#f)"/></svg>`,
    );
    expect(await inspectImage(drawing)).toMatchObject({ width: 9000, height: 9000 });
    const small = await transformImage(drawing, 'png', readTransformOptions('width=90'));
    expect(await sharp(small).metadata()).toMatchObject({ width: 90, height: 90 });
  });

  it('tells an opaque drawing from one that is not, large or small', async () => {
    const drawing = (width: number, height: number, filled: number): Buffer =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${filled}" height="${height}"/></svg>`,
      );
    for (const [width, height] of [
      [20, 10],
      [2000, 1200],
      [4000, 3200],
    ] as const) {
      expect(await inspectImage(drawing(width, height, width))).toMatchObject({ width, height, transparent: false });
      expect(await inspectImage(drawing(width, height, width / 2))).toMatchObject({ width, height, transparent: true });
    }
  });

  it('tells what a PNG is', async () => {
    const bytes = await blank(30, 20).withMetadata({ density: 300 }).png().toBuffer();
    expect(await inspectImage(bytes)).toEqual({
      format: 'png',
      filesize: bytes.length,
      pages: 1,
      width: 30,
      height: 20,
      resolution: [300, 300],
      transparent: false,
      animated: false,
      colors: 'truecolor',
      colorspace: 'srgb',
      metadata: {},
    });
  });

  it('tells transparent from merely having room for it', async () => {
    const through = await blank(4, 4, { ...red, alpha: 0.5 })
      .png()
      .toBuffer();
    expect(await inspectImage(through)).toMatchObject({ transparent: true, colors: 'truecolormatte' });
    const opaque = await blank(4, 4, { ...red, alpha: 1 })
      .png()
      .toBuffer();
    expect(await inspectImage(opaque)).toMatchObject({ transparent: false, colors: 'truecolormatte' });
  });

  it('knows JPEG, greys, CMYK, drawings and animations', async () => {
    expect(await inspectImage(await blank(4, 3).jpeg().toBuffer())).toMatchObject({ format: 'jpg', width: 4, height: 3 });
    const grey = await blank(4, 3).toColourspace('b-w').jpeg().toBuffer();
    expect(await inspectImage(grey)).toMatchObject({ colors: 'grayscale', colorspace: 'gray' });
    const cmyk = await blank(4, 3).toColourspace('cmyk').jpeg().toBuffer();
    expect(await inspectImage(cmyk)).toMatchObject({ colors: 'colorseparation', colorspace: 'cmyk' });
    expect(await inspectImage(svg())).toMatchObject({ format: 'svg', width: 20, height: 10, transparent: true });
    const frames = Buffer.concat([Buffer.alloc(48, 9), Buffer.alloc(48, 200)]);
    const gif = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect(await inspectImage(gif)).toMatchObject({ format: 'gif', pages: 2, animated: true, width: 4, height: 4 });
  });

  it('measures a photograph the right way up', async () => {
    const turned = await blank(40, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await inspectImage(turned)).toMatchObject({ width: 20, height: 40 });
  });

  it('refuses what is cut off, what is no image, and what claims to be enormous', async () => {
    const noise = await sharp({
      create: { width: 200, height: 200, channels: 3, background: red, noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .jpeg()
      .toBuffer();
    await expect(inspectImage(noise.subarray(0, noise.length / 2))).rejects.toThrow(UnreadableFile);
    const png = await sharp(noise).png().toBuffer();
    await expect(inspectImage(png.subarray(0, png.length - 2000))).rejects.toThrow(UnreadableFile);
    await expect(inspectImage(Buffer.from('<html>'))).rejects.toThrow(UnreadableFile);
    await expect(inspectImage(Buffer.alloc(0))).rejects.toThrow(UnreadableFile);
    await expect(inspectImage(svg('width="20000" height="20000"'))).rejects.toThrow(UnreadableFile);
  });
});

describe('transformImage', () => {
  const transform = (bytes: Buffer, type: 'jpg' | 'png' | 'gif', path: string) =>
    transformImage(bytes, type, readTransformOptions(path));

  it('fills a canvas around the hotspot', async () => {
    const right = await transform(await halves(), 'png', 'fill=20,20/hs=1,0.5');
    expect(await sharp(right).metadata()).toMatchObject({ format: 'png', width: 20, height: 20 });
    expect(await pixel(right, 1, 10)).toEqual([0, 0, 255, 255]);
    expect(await pixel(await transform(await halves(), 'png', 'fill=20,20/hs=0,0.5'), 18, 10)).toEqual([255, 0, 0, 255]);
  });

  it('frames what is smaller: clear, white for JPEG, or in the colour asked for', async () => {
    expect(await pixel(await transform(await halves(), 'png', 'fit=40,40'), 20, 2)).toEqual([0, 0, 0, 0]);
    expect(await pixel(await transform(await halves(), 'png', 'fit=40,40/bg=00ff00'), 20, 2)).toEqual([0, 255, 0, 255]);
    const jpeg = await transform(await halves(), 'jpg', 'fit=40,40/bg=transparent/q=100');
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 40 });
    expect(await pixel(jpeg, 20, 2)).toEqual([255, 255, 255, 255]);
  });

  it('turns a photograph before it cuts it', async () => {
    // Its red half lies on the left; turned by a quarter it lies on top.
    const turned = await sharp(await halves())
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const result = await transform(turned, 'png', 'crop=1,0.5/hs=0.5,0');
    expect(await sharp(result).metadata()).toMatchObject({ width: 40, height: 40 });
    const [r = 0, , b = 0] = await pixel(result, 20, 30);
    expect(r).toBeGreaterThan(240);
    expect(b).toBeLessThan(20);
  });

  it('draws a drawing at its new size', async () => {
    const large = await transform(svg(), 'png', 'width=2000');
    expect(await sharp(large).metadata()).toMatchObject({ width: 2000, height: 1000 });
    expect(await pixel(large, 995, 500)).toEqual([0, 255, 0, 255]);
    expect((await pixel(large, 1005, 500))[3]).toBe(0);
  });

  it('writes the type and quality asked for', async () => {
    const noise = await sharp({
      create: { width: 90, height: 90, channels: 3, background: red, noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .png()
      .toBuffer();
    const coarse = await transform(noise, 'jpg', 'q=10');
    const fine = await transform(noise, 'jpg', 'q=95');
    expect(coarse.length).toBeLessThan(fine.length / 2);
    expect((await sharp(await transform(noise, 'gif', 'optimize=true/width=20')).metadata()).format).toBe('gif');
  });

  it('refuses what is no image', async () => {
    await expect(transform(Buffer.from('%PDF-1.7'), 'png', 'width=20')).rejects.toThrow(UnreadableFile);
  });
});
