import { InvalidRecord, parseUrl } from '#records';

/** What the original shows where no picture can be derived. */
const defaultThumbnail = 'https://i.ytimg.com/vi/zebrafishes/mqdefault.jpg';

const youTubeVideo = 'https://www.youtube.com/watch?v=';

/**
 * The thumbnail that a new demon gets; later it only changes on request.
 * @param video canonical URL
 * @param showsLinks whether links of the verifier may be shown
 */
export function initialThumbnail(video: string | null, showsLinks: boolean): string {
  if (!showsLinks || !video?.startsWith(youTubeVideo)) return defaultThumbnail;
  return `https://i.ytimg.com/vi/${video.slice(youTubeVideo.length)}/mqdefault.jpg`;
}

/** @throws InvalidRecord where the text is no address that a browser could load a picture from */
export function requireThumbnail(text: string): void {
  const protocol = parseUrl(text)?.protocol;
  if (protocol !== 'http:' && protocol !== 'https:') throw new InvalidRecord('The thumbnail must be an address', 'thumbnail');
}
