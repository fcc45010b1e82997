import sharp, { type Metadata } from 'sharp';
import { UnreadableFile } from '../errors/unicat-errors.js';
import type { FileInfo } from '../wire/asset.js';

/** Pixels of an image, all its pages together: a few bytes can claim to be a picture that fills the memory. */
export const pixelLimit = 100_000_000;

/** What is shown at, where a file says nothing. */
export const usualDensity = 72;

/** Pixels of a drawing that is drawn only to be looked at: what it says may take minutes for a page full of it. */
const enoughOfDrawing = 500_000;
/** Each about half of the one before, so that what fills the drawing mostly goes on to end where it does. */
const drawingDensities = [usualDensity, 36, 18, 9, 4, 2];

const formats: { readonly [format: string]: string } = { jpeg: 'jpg', heif: 'avif' };
const spaces: { readonly [space: string]: string } = { 'b-w': 'gray', grey16: 'gray', rgb16: 'srgb', rgb: 'srgb' };

/**
 * Decodes an image to its end and tells what it is (contract §1.6). Words for colours are ImageMagick's, as the sample's are.
 * @throws UnreadableFile where it is broken or too large
 */
export async function inspectImage(bytes: Buffer): Promise<FileInfo> {
  try {
    const metadata = await sharp(bytes, { failOn: 'error', limitInputPixels: pixelLimit }).metadata();
    const { width, height, pages = 1, density = usualDensity, space = 'srgb', format } = metadata;
    const wholeFits = width * height * pages <= pixelLimit;
    const image = sharp(bytes, {
      failOn: 'error',
      limitInputPixels: pixelLimit,
      pages: wholeFits ? -1 : 1,
      ...(format === 'svg' ? { density: densityFor(width * height) } : {}),
    });
    const { isOpaque } = await image.stats();
    return {
      format: formats[format] ?? format,
      filesize: bytes.length,
      pages,
      width: metadata.autoOrient.width,
      height: Math.round(metadata.autoOrient.height),
      resolution: [density, density],
      transparent: !isOpaque,
      animated: pages > 1 && metadata.delay !== undefined,
      colors: colorsOf(metadata),
      colorspace: spaces[space] ?? space,
      metadata: {},
    };
  } catch {
    throw new UnreadableFile();
  }
}

function densityFor(pixels: number): number {
  return drawingDensities.find((density) => pixels * (density / usualDensity) ** 2 <= enoughOfDrawing) ?? 1;
}

function colorsOf({ space, isPalette, hasAlpha }: Metadata): string {
  if (space === 'cmyk') return 'colorseparation';
  const colors = isPalette === true ? 'palette' : space === 'b-w' || space === 'grey16' ? 'grayscale' : 'truecolor';
  return hasAlpha ? `${colors}matte` : colors;
}
