import { describe, expect, it } from 'vitest';
import { canonicalChannel } from './youtube-channel.js';

describe('canonicalChannel (contract §3b.4)', () => {
  it.each([
    ['https://www.youtube.com/channel/UCabc', 'https://www.youtube.com/channel/UCabc'],
    ['http://youtube.com/user/somebody', 'http://youtube.com/user/somebody'],
    ['https://youtube.com/c/somebody?x=1#y', 'https://youtube.com/c/somebody?x=1#y'],
    ['  HTTPS://WWW.YouTube.com:443/@some body', 'https://www.youtube.com/@some%20body'],
  ])('keeps %s in the normal spelling', (given, stored) => {
    expect(canonicalChannel(given)).toBe(stored);
    expect(canonicalChannel(stored)).toBe(stored);
  });

  it.each([
    [40001, 'youtube.com/@x'],
    [40001, '/@x'],
    [42222, 'ftp://youtube.com/@x'],
    [42222, 'javascript:alert(1)//youtube.com/@x'],
    [42223, 'https://a:b@youtube.com/@x'],
    [42200, 'https://192.0.2.1/@x'],
    [42200, 'https://[2001:db8::1]/@x'],
    [42226, 'https://m.youtube.com/@x'],
    [42226, 'https://youtube.com.example/@x'],
    [42225, 'https://youtube.com/'],
    [42225, 'https://youtube.com/@'],
    [42225, 'https://youtube.com/x'],
    [42225, 'https://youtube.com/@x/'],
    [42225, 'https://youtube.com/c/'],
    [42225, 'https://youtube.com/channel/a/b'],
    [42225, 'https://youtube.com/watch?v=x'],
    [42225, `https://youtube.com/@${'x'.repeat(180)}`],
  ])('refuses with %i: %s', (code, given) => {
    expect(() => canonicalChannel(given)).toThrow(expect.objectContaining({ code }));
  });
});
