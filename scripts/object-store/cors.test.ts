import { expect, it } from 'vitest';
import { corsHeaders, parseCors, preflightHeaders } from '@/scripts/object-store/cors';

const school = 'https://portal.school.ng';
const rule = (inside: string) => `<CORSConfiguration><CORSRule>${inside}</CORSRule></CORSConfiguration>`;
const upload = rule(
  `<AllowedOrigin>${school}</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>` +
    '<AllowedHeader>Content-Type</AllowedHeader><AllowedHeader>x-amz-meta-*</AllowedHeader>' +
    '<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds>',
);
const rules = parseCors(upload);
const code = (value: string) => expect.objectContaining({ code: value });

it('answers the preflight of the origin it names', () => {
  expect(
    preflightHeaders(rules, { origin: school, method: 'PUT', headers: ['content-type', 'x-amz-meta-a'] }),
  ).toMatchObject({
    'access-control-allow-origin': school,
    'access-control-allow-methods': 'PUT, GET',
    'access-control-allow-headers': 'content-type, x-amz-meta-a',
    'access-control-max-age': '600',
  });
});

it('refuses another origin, method or header', () => {
  const good = { origin: school, method: 'PUT', headers: ['content-type'] };
  const others = [
    { origin: 'https://evil.test' },
    { origin: `${school}.evil.test` },
    { origin: 'null' },
    { method: 'DELETE' },
    { headers: ['content-type', 'x-amz-acl'] },
  ];
  for (const other of others)
    expect(() => preflightHeaders(rules, { ...good, ...other })).toThrow(code('AccessForbidden'));
});

it('marks actual answers for the origin only, and always tells caches to vary', () => {
  expect(corsHeaders(rules, school, 'GET')).toMatchObject({
    'access-control-allow-origin': school,
    'access-control-expose-headers': 'ETag',
  });
  const foreign = corsHeaders(rules, 'https://evil.test', 'GET');
  expect(Object.keys(foreign)).toEqual(['vary']);
});

it('never allows credentials', () => {
  const any = parseCors(rule('<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>'));
  expect(corsHeaders(any, school, 'GET')).toMatchObject({ 'access-control-allow-origin': '*' });
  expect(corsHeaders(any, school, 'GET')).not.toHaveProperty('access-control-allow-credentials');
});

it('refuses rules that are incomplete or not understood', () => {
  for (const xml of [
    '<CORSConfiguration></CORSConfiguration>',
    rule('<AllowedOrigin>*</AllowedOrigin>'),
    rule('<AllowedMethod>GET</AllowedMethod>'),
    rule('<AllowedOrigin>http://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>'),
    rule('<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><Other>1</Other>'),
    rule(
      '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>a&#10;b</ExposeHeader>',
    ),
  ])
    expect(() => parseCors(xml)).toThrow(code('MalformedXML'));
  const trace = rule('<AllowedOrigin>*</AllowedOrigin><AllowedMethod>TRACE</AllowedMethod>');
  expect(() => parseCors(trace)).toThrow(code('InvalidRequest'));
});
