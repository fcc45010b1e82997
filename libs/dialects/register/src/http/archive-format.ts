import { FormatGone, NotAcceptable } from '../errors/register-errors.js';
import { type MediaRange, parseAccept, qualityOf } from './negotiation.js';
import { endsLikeGoneFormat } from './request-target.js';

export type ArchiveFormat = 'zip' | 'rsf';

/** How each format is sent, and under which other names it may be asked for. */
const offers: readonly { readonly format: ArchiveFormat; readonly sent: string; readonly alias: string }[] = [
  { format: 'zip', sent: 'application/octet-stream', alias: 'application/zip' },
  { format: 'rsf', sent: 'application/vnd.rsf', alias: 'application/uk-gov-rsf' },
];

/**
 * The format that a request for the archive asks for (contract §3.11): by suffix, else by `Accept`; ZIP where neither says
 * more.
 * @param path raw path
 * @throws FormatGone
 * @throws NotAcceptable
 */
export function archiveFormat(path: string, accept: string | undefined): ArchiveFormat {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const suffix = name.includes('.') ? name.slice(name.indexOf('.')) : '';
  if (suffix === '.zip' || suffix === '.rsf') return suffix === '.zip' ? 'zip' : 'rsf';
  if (endsLikeGoneFormat(path)) throw new FormatGone(path);
  if (suffix !== '') throw new NotAcceptable(`${suffix} is no format of the archive`);
  return accept === undefined || accept.trim() === '' ? 'zip' : preferred(parseAccept(accept));
}

function preferred(ranges: readonly MediaRange[]): ArchiveFormat {
  let best: { readonly format: ArchiveFormat; readonly quality: number } | undefined;
  for (const { format, sent, alias } of offers) {
    // An alias counts only where it is named: a wildcard speaks of what would be sent.
    const named = ranges.filter(({ type, subtype }) => `${type}/${subtype}` === alias);
    const quality = Math.max(weightOf(ranges, sent), weightOf(named, alias));
    if (quality > (best?.quality ?? 0)) best = { format, quality };
  }
  if (best === undefined) throw new NotAcceptable('Neither ZIP nor RSF is acceptable');
  return best.format;
}

function weightOf(ranges: readonly MediaRange[], mediaType: string): number {
  const [type = '', subtype = ''] = mediaType.split('/');
  return qualityOf(ranges, type, subtype);
}
