import { describe, expect, it } from 'vitest';
import { inspectRequest, MAX_BODY } from './inspect';

const HERE = 'https://school.example';
const post = (headers: Record<string, string>, url = '/students') => inspectRequest({ method: 'POST', url, headers }, HERE)?.status ?? null;

describe('a request before anything is asked', () => {
  it.each([
    ['/', null], ['/students?q=%E1%BB%8Dl%C3%A1', null], ['/students?q=100%', null], ['/students/%E1%BB%8D', null],
    ['*', 400], ['http://evil.example/', 400], ['/students/%ff', 400], ['/students/%', 400], ['/students/%c3%28', 400], ['/students/%00', 400], ['/students?who=a%00b', 400], ['/api/history?about=%00', 400],
  ])('for %s is answered with %s', (url, status) => expect(inspectRequest({ method: 'GET', url, headers: {} }, HERE)?.status ?? null).toBe(status));

  it('may send a form up to the limit and not a byte more', () => {
    expect(post({ 'content-length': String(MAX_BODY) })).toBeNull();
    expect(post({ 'content-length': String(MAX_BODY + 1) })).toBe(413);
    expect(post({ 'content-length': '30000000' }, '/sign-in')).toBe(413);
    expect(post({ 'content-length': '30000000' }, '/api/exports')).toBe(413);
  });

  it('may not be a write from another site', () => {
    for (const origin of ['https://evil.example', 'null', 'http://school.example', 'https://school.example.evil.example', '']) expect(post({ origin })).toBe(403);
    expect([post({ origin: HERE }), post({})]).toEqual([null, null]);
    expect(inspectRequest({ method: 'GET', url: '/', headers: { origin: 'https://evil.example' } }, HERE)).toBeNull();
  });
});
