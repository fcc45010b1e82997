import sharp, { type Sharp } from 'sharp';
import { BadParameter, UnreadableFile } from '../errors/unicat-errors.js';
import { pixelLimit, usualDensity } from './inspect-image.js';
import type { ImageType, TransformOptions } from './transform-options.js';
import { planTransform, type Size, type TransformPlan } from './transform-plan.js';

/** The most that a drawing is decoded at; dots per inch. */
const finestDensity = 2400;

const clear = { r: 0, g: 0, b: 0, alpha: 0 };

/** The type of a result whose options name none: that of the source if it is one of the three, else one that keeps all. */
export function resultType(extension: string): ImageType {
  if (extension === 'jpg' || extension === 'jpeg') return 'jpg';
  return extension === 'gif' ? 'gif' : 'png';
}

/**
 * Cuts, resizes and writes an image; of an animation the first frame.
 * @throws UnreadableFile where the source is no image
 * @throws BadParameter where the result would be too large
 */
export async function transformImage(bytes: Buffer, type: ImageType, options: TransformOptions): Promise<Buffer> {
  try {
    const { image, plan } = await open(bytes, options);
    const { region, size, offset, canvas } = plan;
    const transparent = type !== 'jpg' && (options.background ?? 'transparent') === 'transparent';
    const background = transparent ? clear : colourOf(options.background);
    const placed = image
      .autoOrient()
      .extract(region)
      .resize({ ...size, fit: 'fill' })
      .extend({
        left: offset.left,
        top: offset.top,
        right: canvas.width - size.width - offset.left,
        bottom: canvas.height - size.height - offset.top,
        background,
      });
    return await write(transparent ? placed : placed.flatten({ background }), type, options).toBuffer();
  } catch (error) {
    if (error instanceof BadParameter) throw error;
    throw new UnreadableFile();
  }
}

async function open(bytes: Buffer, options: TransformOptions): Promise<{ image: Sharp; plan: TransformPlan }> {
  const source = (density?: number): Sharp =>
    sharp(bytes, { failOn: 'error', limitInputPixels: pixelLimit, ...(density === undefined ? {} : { density }) });
  const { format, autoOrient } = await source().metadata();
  const plan = planTransform(autoOrient, options);
  const growth = plan.size.width / plan.region.width;
  if (format !== 'svg') return { image: source(), plan };
  // A drawing is sharp at any size, if it is drawn at that size; and a large one may take minutes for pixels that nobody asked for.
  const density = Math.min(finestDensity, Math.ceil(usualDensity * growth));
  const drawn: Size = (await source(density).metadata()).autoOrient;
  return { image: source(density), plan: { ...plan, region: scaled(plan.region, autoOrient, drawn) } };
}

/** The same part of a source that has another size now. */
function scaled({ left, top, width, height }: TransformPlan['region'], before: Size, after: Size): TransformPlan['region'] {
  const across = after.width / before.width;
  const down = after.height / before.height;
  const from = {
    left: Math.min(after.width - 1, Math.floor(left * across)),
    top: Math.min(after.height - 1, Math.floor(top * down)),
  };
  return {
    ...from,
    width: Math.min(after.width - from.left, Math.max(1, Math.round(width * across))),
    height: Math.min(after.height - from.top, Math.max(1, Math.round(height * down))),
  };
}

function colourOf(background: string | undefined): string {
  return background === undefined || background === 'white' || background === 'transparent' ? '#ffffff' : `#${background}`;
}

function write(image: Sharp, type: ImageType, { quality, optimize }: TransformOptions): Sharp {
  switch (type) {
    case 'jpg':
      return image.jpeg({ ...(quality === undefined ? {} : { quality }), mozjpeg: optimize });
    case 'png':
      return image.png({ compressionLevel: optimize ? 9 : 6 });
    case 'gif':
      return image.gif({ effort: optimize ? 10 : 7 });
  }
}
