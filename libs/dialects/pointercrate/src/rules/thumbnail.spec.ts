import { describe, expect, it } from 'vitest';
import { InvalidRecord } from '#records';
import { initialThumbnail, requireThumbnail } from './thumbnail.js';

const unknown = 'https://i.ytimg.com/vi/zebrafishes/mqdefault.jpg';

describe('initialThumbnail', () => {
  it('is the picture of a YouTube video, else the one that stands for none', () => {
    const video = 'https://www.youtube.com/watch?v=cHEGAqOgddA';
    expect(initialThumbnail(video, true)).toBe('https://i.ytimg.com/vi/cHEGAqOgddA/mqdefault.jpg');
    expect(initialThumbnail(video, false)).toBe(unknown);
    expect(initialThumbnail(null, true)).toBe(unknown);
    expect(initialThumbnail('https://vimeo.com/813786055', true)).toBe(unknown);
  });
});

describe('requireThumbnail', () => {
  it('takes addresses of the web only', () => {
    expect(() => requireThumbnail('https://example.org/picture.png')).not.toThrow();
    for (const text of ['', 'picture.png', 'javascript:alert(1)', 'data:image/png;base64,AA']) {
      expect(() => requireThumbnail(text), text).toThrow(InvalidRecord);
    }
  });
});
