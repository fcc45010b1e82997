import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { canonicalVideo } from './video-url.js';

const codes = [40001, 42200, 42222, 42223, 42224, 42225] as const;

/** The canonical URL, or the code of the refusal. */
function outcome(text: string): string | number {
  try {
    return canonicalVideo(text);
  } catch (error) {
    if (error instanceof PointercrateError) return error.code;
    throw error;
  }
}

describe('canonicalVideo', () => {
  it.each([
    ['https://youtu.be/dQw4w9WgXcQ?t=43', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['http://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=1m', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://youtube.com/watch?v=1234567890', 'https://www.youtube.com/watch?v=1234567890'],
    ['https://YouTube.com/watch?v=dQw4w9WgXcQxyz', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://www.youtube.com/watch/?v=dQw4w9WgXcQ', 42225],
    ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 42225],
    ['https://youtu.be/dQw4w9WgXcQ/', 42225],
    ['https://twitch.tv/videos/1234567890', 'https://www.twitch.tv/videos/1234567890'],
    ['https://www.twitch.tv/somebody/v/42?filter=x', 'https://www.twitch.tv/videos/42'],
    ['http://www.everyplay.com/videos/7', 'https://everyplay.com/videos/7'],
    ['https://www.vimeo.com/813786055', 'https://vimeo.com/813786055'],
    ['https://vimeo.com/813786055/abc', 42225],
    ['https://bilibili.com/video/BV1xx411c7mD?p=2', 'https://www.bilibili.com/video/BV1xx411c7mD'],
    ['https://drive.google.com/file/d/x/view', 42224],
    ['ftp://youtube.com/watch?v=dQw4w9WgXcQ', 42222],
    ['https://a:b@youtube.com/watch?v=dQw4w9WgXcQ', 42223],
    ['https://192.0.2.1/watch?v=dQw4w9WgXcQ', 42200],
    ['youtube.com/watch?v=dQw4w9WgXcQ', 40001],
  ])('answers %s with %s, as the table of contract §6.2', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  it.each([
    ['', 40001],
    ['https://', 40001],
    ['mailto:somebody@youtube.com', 42222],
    ['https://somebody@youtube.com/watch?v=dQw4w9WgXcQ', 42223],
    ['https://[2001:db8::1]/watch?v=dQw4w9WgXcQ', 42200],
    ['https://0x7f.1/watch?v=dQw4w9WgXcQ', 42200],
    ['https://youtu.be/', 42225],
    ['https://youtu.be/%', 42225],
    ['https://www.youtube.com/watch?v=', 42225],
    ['https://www.youtube.com/watch', 42225],
    ['https://www.youtube.com/watch?v=&v=dQw4w9WgXcQ', 42225],
    ['https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ#t=3', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://vimeo.com/', 42225],
    ['https://www.twitch.tv/videos/', 42225],
    ['https://clips.twitch.tv/abc', 42224],
    [`https://vimeo.com/${'7'.repeat(182)}`, `https://vimeo.com/${'7'.repeat(182)}`],
    [`https://vimeo.com/${'7'.repeat(183)}`, 42225],
  ])('answers %s with %s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  it('keeps the characters of an id that a URL escapes', () => {
    expect(canonicalVideo('https://www.youtube.com/watch?v=a%26v%3Db')).toBe('https://www.youtube.com/watch?v=a%26v%3Db');
    expect(canonicalVideo('https://youtu.be/12345678%F0%9F%98%80%C3%A9%C3%A9%C3%A9')).toBe(
      'https://www.youtube.com/watch?v=12345678%F0%9F%98%80%C3%A9%C3%A9',
    );
  });

  it('tells which form the host expects', () => {
    expect(() => canonicalVideo('https://youtu.be/')).toThrow(
      expect.objectContaining({ code: 42225, data: { expected: 'https://youtu.be/{video}' } }),
    );
  });

  const host = fc.constantFrom(
    ...['www.youtube.com', 'm.youtube.com', 'youtube.com', 'youtu.be', 'twitch.tv', 'www.everyplay.com', 'vimeo.com'],
    ...['www.bilibili.com', 'example.org', '127.1', '[::1]', 'a:b@youtu.be', ''],
  );
  const word = fc.oneof(
    fc.constantFrom('watch', 'videos', 'video', 'v', '', '..', '%2e', '%', '%zz', '%e9', '\ud800', '😀', "'", '&', '+', ' '),
    fc.string({ unit: 'binary', maxLength: 14 }),
  );
  const address = fc
    .tuple(
      fc.constantFrom('https:', 'http:', 'ftp:', ''),
      host,
      fc.array(word, { maxLength: 4 }),
      fc.array(word, { maxLength: 2 }),
    )
    .map(([scheme, name, path, query]) => `${scheme}//${name}/${path.join('/')}?v=${query.join('&v=')}`);

  it('refuses in the terms of the contract or gives what stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(address, fc.webUrl({ withQueryParameters: true }), fc.string({ unit: 'binary' })), (text) => {
        const first = outcome(text);
        if (typeof first === 'number') expect(codes).toContain(first);
        else {
          expect(outcome(first)).toBe(first);
          expect(first.length).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
