import { expect, it } from 'vitest';
import {
  checkReadConditions,
  checkWriteConditions,
  rangeApplies,
  readRange,
} from '@/scripts/object-store/conditions';

const version = { etag: 'abc', modified: '2026-03-02T08:00:00.900Z' };
const headers = (given: Record<string, string>) => (name: string) => given[name];
const read = (given: Record<string, string>) => checkReadConditions(version, headers(given));
const code = (value: string) => expect.objectContaining({ code: value });

it('the date a reader was given counts as current, though the object is a fraction of a second younger', () => {
  expect(read({ 'if-modified-since': 'Mon, 02 Mar 2026 08:00:00 GMT' })).toBe('not-modified');
  expect(read({ 'if-modified-since': 'Mon, 02 Mar 2026 07:59:59 GMT' })).toBe('send');
});

it('ETags win over dates', () => {
  const since = { 'if-modified-since': 'Mon, 02 Mar 2026 09:00:00 GMT' };
  expect(read({ ...since, 'if-none-match': '"other"' })).toBe('send');
  expect(read({ 'if-match': '"abc"', 'if-unmodified-since': 'Mon, 02 Mar 2020 08:00:00 GMT' })).toBe('send');
});

it('reads lists, weak ETags and stars', () => {
  expect(read({ 'if-none-match': '"x", W/"abc"' })).toBe('not-modified');
  expect(read({ 'if-none-match': '*' })).toBe('not-modified');
  expect(() => read({ 'if-match': '"x", "y"' })).toThrow(code('PreconditionFailed'));
});

it('a write may insist on nothing being there, or on a version', () => {
  expect(() => checkWriteConditions(version, headers({ 'if-none-match': '*' }))).toThrow(
    code('PreconditionFailed'),
  );
  expect(() => checkWriteConditions(null, headers({ 'if-none-match': '*' }))).not.toThrow();
  expect(() => checkWriteConditions(null, headers({ 'if-match': '"abc"' }))).toThrow(code('NoSuchKey'));
  expect(() => checkWriteConditions(version, headers({ 'if-match': '"old"' }))).toThrow(
    code('PreconditionFailed'),
  );
  expect(() => checkWriteConditions(version, headers({ 'if-none-match': '"abc"' }))).toThrow(
    code('NotImplemented'),
  );
});

it('one range is served; several, reversed or unknown ones give the whole', () => {
  expect(readRange('bytes=2-4', 10)).toEqual({ start: 2, end: 4 });
  for (const text of [undefined, 'bytes=0-1,3-4', 'bytes=5-2', 'bytes=-', 'lines=1-2', 'bytes=a-b'])
    expect(readRange(text, 10)).toBeNull();
  for (const text of ['bytes=10-', 'bytes=-0'])
    expect(() => readRange(text, 10)).toThrow(code('InvalidRange'));
});

it('If-Range keeps the range only for the same version', () => {
  expect(rangeApplies(version, '"abc"')).toBe(true);
  expect(rangeApplies(version, '"old"')).toBe(false);
  expect(rangeApplies(version, 'Mon, 02 Mar 2026 08:00:00 GMT')).toBe(true);
  expect(rangeApplies(version, 'Mon, 02 Mar 2026 07:00:00 GMT')).toBe(false);
});
