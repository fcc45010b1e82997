import { describe, expect, it } from 'vitest';
import { FormatGone, MalformedPath, NotAcceptable } from '../errors/register-errors.js';
import { fixedRepresentation, identifiedRepresentation, splitSuffix } from './request-target.js';

describe('resources with a fixed name', () => {
  it.each([
    ['/records', undefined, 'json', ''],
    ['/records', 'text/csv', 'csv', ''],
    ['/records.json', 'text/csv', 'json', '.json'],
    ['/records.csv', 'application/json', 'csv', '.csv'],
    ['/records.csv', 'text/html', 'csv', '.csv'],
    ['/registers/a/records/10.5/entries', undefined, 'json', ''],
    ['/records/a.csv/entries', undefined, 'json', ''],
  ])('%s with Accept %j', (path, accept, format, suffix) => {
    expect(fixedRepresentation(path, accept)).toEqual({ format, suffix });
  });

  it.each(['/records.tsv', '/records.ttl', '/records.xlsx', '/records.yaml', '/records/CI/entries.tsv'])('%s is gone', (path) => {
    expect(() => fixedRepresentation(path, undefined)).toThrow(FormatGone);
  });

  it.each(['/records.xml', '/records.JSON', '/records.json.x', '/records/CI/entries.html'])('%s is not acceptable', (path) => {
    expect(() => fixedRepresentation(path, undefined)).toThrow(NotAcceptable);
  });
});

describe('resources with an identifier', () => {
  it.each([
    ['/records/CI', undefined, 'CI', 'json', ''],
    ['/records/CI.json', 'text/csv', 'CI', 'json', '.json'],
    ['/records/10.5', undefined, '10.5', 'json', ''],
    ['/records/10.5.csv', undefined, '10.5', 'csv', '.csv'],
    ['/records/a.json.json', undefined, 'a.json', 'json', '.json'],
    ['/records/CI.xml', undefined, 'CI.xml', 'json', ''],
    ['/records/c.1%2F2', undefined, 'c.1/2', 'json', ''],
    // Stripped before decoding, so an encoded dot is part of the key.
    ['/records/CI%2Ejson', undefined, 'CI.json', 'json', ''],
    ['/records/a+b', undefined, 'a+b', 'json', ''],
    ['/records/a%252Fb', undefined, 'a%2Fb', 'json', ''],
  ])('%s with Accept %j', (path, accept, identifier, format, suffix) => {
    expect(identifiedRepresentation(path, accept)).toEqual({ identifier, format, suffix });
  });

  it.each(['/records/%', '/records/%zz', '/records/%C3', '/records/%ff.json'])('%s is malformed', (path) => {
    expect(() => identifiedRepresentation(path, undefined)).toThrow(MalformedPath);
  });

  it('is gone with a suffix that once existed', () => {
    expect(() => identifiedRepresentation('/records/CI.tsv', undefined)).toThrow(FormatGone);
  });
});

describe('resources that are JSON only', () => {
  it.each([
    ['/context', undefined],
    ['/context', '*/*'],
    ['/context.json', 'text/csv'],
  ])('%s with Accept %j', (path, accept) => {
    expect(fixedRepresentation(path, accept, ['json']).format).toBe('json');
    expect(identifiedRepresentation(path, accept, ['json']).format).toBe('json');
  });

  it.each([
    ['/context.csv', undefined],
    ['/context.csv', 'application/json'],
    ['/context', 'text/csv'],
    ['/context', 'text/*'],
  ])('%s with Accept %j is not acceptable', (path, accept) => {
    expect(() => fixedRepresentation(path, accept, ['json'])).toThrow(NotAcceptable);
    expect(() => identifiedRepresentation(path, accept, ['json'])).toThrow(NotAcceptable);
  });
});

it('knows only the exact suffixes', () => {
  expect(splitSuffix('CI.JSON')).toEqual({ name: 'CI.JSON', suffix: '' });
  expect(splitSuffix('.csv')).toEqual({ name: '', suffix: '.csv' });
});
