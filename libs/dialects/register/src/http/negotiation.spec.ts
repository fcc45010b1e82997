import { describe, expect, it } from 'vitest';
import { NotAcceptable } from '../errors/register-errors.js';
import { negotiate } from './negotiation.js';

describe('negotiation by Accept (contract §2.2)', () => {
  it.each([
    [undefined, 'json'],
    ['', 'json'],
    ['  ', 'json'],
    ['application/json', 'json'],
    ['text/csv', 'csv'],
    ['TEXT/CSV', 'csv'],
    ['text/*', 'csv'],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['application/json, text/csv', 'json'],
    ['text/csv, application/json', 'json'],
    ['application/json;q=0.5, text/csv', 'csv'],
    ['application/json;q=0.5,text/csv;q=0.4', 'json'],
    ['application/json;q=0.5, text/csv;q=0.500', 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'json'],
    // The most specific range counts, wherever it stands.
    ['*/*, application/json;q=0.1', 'csv'],
    ['application/json;q=0, */*', 'csv'],
    ['text/csv;q=0.2, text/*;q=0.9, application/json;q=0.5', 'json'],
    ['text/csv;charset=UTF-8', 'csv'],
    ['application/json;version=1;q=0.3, text/csv;header=present;q=0.6', 'csv'],
    ['application/json ; Q=0.1 , text/csv ; q=1.0', 'csv'],
    ['text/csv;note="a,b;q=0", text/html', 'csv'],
    ['application/json;q=2, text/csv;q=0.1', 'csv'],
    ['nonsense, text/csv', 'csv'],
    [',,text/csv,,', 'csv'],
  ])('%j gives %s', (accept, format) => {
    expect(negotiate(accept)).toBe(format);
  });

  it.each([
    'text/html',
    'application/xml',
    'application/json;q=0',
    '*/*;q=0',
    'text/csv;q=0.0, application/json;q=0.000',
    'json',
    'application/json;q=x',
    '*/json',
    'text/html, image/*',
  ])('%j is not acceptable', (accept) => {
    expect(() => negotiate(accept)).toThrow(NotAcceptable);
  });

  it('offers only what a resource has', () => {
    expect(() => negotiate('text/csv', ['json'])).toThrow(NotAcceptable);
    expect(negotiate('text/csv, */*;q=0.1', ['json'])).toBe('json');
  });

  it('takes no longer for a long header than its length', () => {
    const started = performance.now();
    expect(() => negotiate('"'.repeat(16_000))).toThrow(NotAcceptable);
    expect(() => negotiate('a/b;'.repeat(4000))).toThrow(NotAcceptable);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
