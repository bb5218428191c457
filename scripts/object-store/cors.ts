import { S3Error } from '@/scripts/object-store/errors';
import { matches } from '@/scripts/object-store/policy';
import { parseXml, textsOf, type XmlNode } from '@/scripts/object-store/xml';

export interface CorsRule {
  origins: string[];
  methods: string[];
  allowedHeaders: string[];
  exposedHeaders: string[];
  maxAgeSeconds?: number;
}

export interface CorsQuestion {
  origin: string;
  method: string;
  headers: string[];
}

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const ruleParts = ['ID', 'AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds'];
const varyOn = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** Reads the rules of a PutBucketCors body. */
export function parseCors(xml: string): CorsRule[] {
  const root = parseXml(xml);
  const rules = root.children.filter((child) => child.name === 'CORSRule').map(readRule);
  if (root.name !== 'CORSConfiguration' || rules.length === 0 || rules.length > 100)
    throw new S3Error('MalformedXML');
  return rules;
}

/** The headers for an actual cross-origin request; without a matching rule only `Vary`. */
export function corsHeaders(rules: CorsRule[], origin: string, method: string): Record<string, string> {
  const rule = findRule(rules, { origin, method, headers: [] });
  if (!rule) return { vary: varyOn };
  const exposed = rule.exposedHeaders.join(', ');
  return { ...allowance(rule, origin), ...(exposed && { 'access-control-expose-headers': exposed }) };
}

/** The answer to a preflight; throws when no rule allows what is asked. */
export function preflightHeaders(rules: CorsRule[], question: CorsQuestion): Record<string, string> {
  const rule = findRule(rules, question);
  if (!rule) throw new S3Error('AccessForbidden');
  const headers: Record<string, string> = {
    ...allowance(rule, question.origin),
    'access-control-allow-methods': rule.methods.join(', '),
  };
  if (question.headers.length > 0) headers['access-control-allow-headers'] = question.headers.join(', ');
  if (rule.exposedHeaders.length > 0)
    headers['access-control-expose-headers'] = rule.exposedHeaders.join(', ');
  if (rule.maxAgeSeconds !== undefined) headers['access-control-max-age'] = String(rule.maxAgeSeconds);
  return headers;
}

function allowance(rule: CorsRule, origin: string): Record<string, string> {
  return { vary: varyOn, 'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin };
}

function findRule(rules: CorsRule[], { origin, method, headers }: CorsQuestion): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.methods.includes(method) &&
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      headers.every((name) => rule.allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
}

function readRule(node: XmlNode): CorsRule {
  const age = textsOf(node, 'MaxAgeSeconds')[0];
  const rule: CorsRule = {
    origins: textsOf(node, 'AllowedOrigin'),
    methods: textsOf(node, 'AllowedMethod'),
    allowedHeaders: textsOf(node, 'AllowedHeader'),
    exposedHeaders: textsOf(node, 'ExposeHeader'),
    ...(age !== undefined && { maxAgeSeconds: Number(age) }),
  };
  const known = node.children.every((child) => ruleParts.includes(child.name));
  const sound =
    rule.origins.length > 0 && rule.methods.length > 0 && (age === undefined || /^\d{1,9}$/.test(age));
  const oneStar = [...rule.origins, ...rule.allowedHeaders].every((text) => /^[^*?]*\*?[^*?]*$/.test(text));
  // Exposed names become response headers, so only header names may be kept.
  const named = rule.exposedHeaders.every((text) => /^[A-Za-z0-9-]+$/.test(text));
  if (!known || !sound || !oneStar || !named) throw new S3Error('MalformedXML');
  if (!rule.methods.every((method) => methods.includes(method)))
    throw new S3Error('InvalidRequest', 'An AllowedMethod is not supported.');
  return rule;
}
