import { expect, it } from 'vitest';
import { parseUrl } from './parse-url.js';

it('parses addresses, also with other letters, and however many there were before', () => {
  for (let at = 0; at < 50_000; at += 1) parseUrl(`https://example.org/${at}`);
  expect(parseUrl('https://é.example/é')?.href).toBe('https://xn--9ca.example/%C3%A9');
  expect(parseUrl('/é?a', 'http://localhost')?.pathname).toBe('/%C3%A9');
  for (const text of ['', '/a', 'https://', 'http://[::1', 'é']) expect(parseUrl(text), text).toBeUndefined();
});
