import { PointercrateError } from '../errors/pointercrate-error.js';
import { mostUrlCharacters, parseWebUrl } from './web-url.js';

/** How one host spells the address of a video. */
interface VideoHost {
  /** Its forms in words, for whoever sent another one. */
  readonly expected: string;
  /** The canonical URL; undefined where the address is of another form. */
  canonical(url: URL, segments: readonly string[]): string | undefined;
}

const youTubeIdCharacters = 11;

/**
 * The one spelling of a video that is stored (contract §6.2). What is canonical already stays as it is.
 * @throws PointercrateError 40001, 42200, 42222, 42223, 42224, 42225
 */
export function canonicalVideo(text: string): string {
  const url = parseWebUrl(text);
  const host = hosts.get(url.hostname);
  if (host === undefined) throw new PointercrateError(42224);
  const canonical = host.canonical(url, url.pathname.split('/').slice(1));
  if (canonical === undefined || canonical.length > mostUrlCharacters) {
    throw new PointercrateError(42225, { expected: host.expected });
  }
  return canonical;
}

const youTube: VideoHost = {
  expected: 'https://www.youtube.com/watch?v={video}',
  canonical: ({ pathname, searchParams }) => (pathname === '/watch' ? watchUrl(searchParams.get('v')) : undefined),
};

const youTubeShort: VideoHost = {
  expected: 'https://youtu.be/{video}',
  canonical: (_, segments) => (segments.length === 1 ? watchUrl(decoded(segments[0] ?? '')) : undefined),
};

const twitch: VideoHost = {
  expected: 'https://www.twitch.tv/videos/{video} or https://www.twitch.tv/{channel}/v/{video}',
  canonical: (_, segments) => {
    const [first, second, third] = segments;
    if (segments.length === 2 && first === 'videos') return under('https://www.twitch.tv/videos/', second);
    return segments.length === 3 && second === 'v' ? under('https://www.twitch.tv/videos/', third) : undefined;
  },
};

const hosts: ReadonlyMap<string, VideoHost> = new Map<string, VideoHost>([
  ['www.youtube.com', youTube],
  ['m.youtube.com', youTube],
  ['youtube.com', youTube],
  ['youtu.be', youTubeShort],
  ['www.twitch.tv', twitch],
  ['twitch.tv', twitch],
  ...spelt(['everyplay.com', 'www.everyplay.com'], 'https://everyplay.com/videos/', 'videos'),
  ...spelt(['vimeo.com', 'www.vimeo.com'], 'https://vimeo.com/'),
  ...spelt(['www.bilibili.com', 'bilibili.com'], 'https://www.bilibili.com/video/', 'video'),
]);

/** Hosts whose path is the id alone, or one word and the id. */
function spelt(names: readonly string[], prefix: string, ...words: readonly string[]): [string, VideoHost][] {
  const host: VideoHost = {
    expected: `${prefix}{video}`,
    canonical: (_, segments) => {
      const fits = segments.length === words.length + 1 && words.every((word, at) => segments[at] === word);
      return fits ? under(prefix, segments.at(-1)) : undefined;
    },
  };
  return names.map((name) => [name, host]);
}

function under(prefix: string, id: string | undefined): string | undefined {
  return id === undefined || id === '' ? undefined : `${prefix}${id}`;
}

/** Ids are cut as the characters they are, so they are spelt anew: half an escape is no URL. */
function watchUrl(id: string | null | undefined): string | undefined {
  if (id === null || id === undefined) return undefined;
  const characters = Array.from(id).slice(0, youTubeIdCharacters).join('');
  return under('https://www.youtube.com/watch?v=', encodeURIComponent(characters));
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
