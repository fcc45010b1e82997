import { isHarmless } from '../../images/media-types.js';
import type { Media } from '../../use-cases/dam/find-media.use-case.js';

/** Seconds. What an address shows never changes, but it may be withdrawn. */
const freshS = 3600;

/**
 * Of a published file. Whatever its bytes are, a browser runs nothing of them: it does not guess types, shows only what can
 * but be seen or heard, and saves anything else; drawings work inside pages, where they are only drawn.
 */
export function mediaHeaders({ file, name, mediaType }: Media): { readonly [name: string]: string } {
  const disposition = isHarmless(mediaType) ? 'inline' : 'attachment';
  return {
    'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'content-disposition': `${disposition}; filename*=UTF-8''${extendedValue(name)}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': `public, max-age=${freshS}`,
    'accept-ranges': 'bytes',
    etag: `"${file}"`,
  };
}

/** RFC 8187 §3.2.1: less may stand there than in a URL. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
