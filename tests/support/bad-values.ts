const uuid = '00000000-0000-4000-8000-000000000000';

/** What goes wrong in real forms and in hostile ones, each by a name that a failing test can print. */
export const badValues: Record<string, unknown> = {
  'nothing': undefined, 'null': null, 'empty': '', 'a space': ' ', 'zero-width only': '\u200B\u200D\uFEFF', 'line breaks': 'a\r\nb\nc', 'a lone CR': 'a\rb',
  'NUL': 'a\0b', 'lone surrogate': 'a\ud800b', 'bidi override': '\u202Etxt.exe', 'bidi isolate': '\u2066a\u2069', 'combining pile': `a${'\u0301'.repeat(500)}`,
  'Yoruba apart': 'O\u0323\u0300ru\u0301n', 'emoji family': '👩‍👩‍👧‍👦', 'long word': 'x'.repeat(10_000), 'very long': 'y'.repeat(100_000), 'many words': 'a '.repeat(5_000),
  'a quote': "O'Brien", 'SQL union': "' union select password_hash from users --", 'SQL comment': '1; drop table users; --', 'percent and underscore': '%_%', 'backslash': '\\', 
  'script': '<script>alert(1)</script>', 'SVG': '<svg onload=alert(1)>', 'Markdown link': '[x](javascript:alert(1))', 'template': '{{7*7}}${7*7}', 'formula': '=cmd|calc!A1', 'header split': 'x%0d%0aSet-Cookie: a=b',
  'path up': '../../../../etc/passwd', 'file address': 'file:///etc/passwd', 'other site': '//evil.example', 'javascript': 'javascript:alert(1)', 
  'unknown uuid': uuid, 'uuid cut': uuid.slice(1), 'uuid in capitals': uuid.toUpperCase().replaceAll('0', 'A'), 'uuid with NUL': `${uuid.slice(0, 35)}\0`, 
  'zero': 0, 'minus one': -1, 'fraction': 0.5, 'huge': 1e308, 'past int4': 2_147_483_648, 'past int8': '9223372036854775808', 'exponent': '1e9', 'comma number': '75,5', 'NaN': 'NaN', 'Infinity': 'Infinity', 'minus zero': '-0',
  'true': true, 'list': [uuid], 'empty list': [], 'long list': Array.from({ length: 2_000 }, () => 'x'), 'record': { $ne: null }, 'prototype': { constructor: 1 }, 'nested': [[[[[['x']]]]]],
  'no such day': '2026-02-30', 'last day of all': '9999-12-31', 'day past years': '+275760-09-13', 'day first': '31/12/2026', 'instant': '2026-11-28T00:00:00Z', 'minus year': '-0044-03-15', 'infinity day': 'infinity',
  'time 25': '25:00', 'page past end': '999999999', 'wild card': '*', 'phone': '+234 (0) 803 000 0000 ext 9', 'mail pile': `${'a'.repeat(300)}@example.ng`, 'mail split': 'a@b.ng\r\nBcc: c@d.ng',
};

/** As a person would type it into an address; records and lists have no such form. */
export function asText(value: unknown): string | null {
  if (value === undefined || value === null || typeof value === 'object') return null;
  return String(value);
}

/** Words of a library, the database or the system: none of them belongs on a screen. */
export const librarySentence = new RegExp([
  'Too (big|small): ', 'Invalid (input|option|UUID|string|ISO|email|URL)', 'Unrecognized key', 'expected (string|number|int|object|array|boolean|one of)', 'received (undefined|null|string|number|NaN)',
  'Failed query', 'violates (check|unique|foreign|not-null)', 'duplicate key value', 'invalid (byte sequence|input syntax)', 'out of range for type', 'syntax error at', 'value too long for type', 'cannot be cast',
  'E(NOENT|ACCES|ROFS|PERM|NOSPC)\\b', '\\n\\s+at \\S+ \\(', 'Internal Server Error', 'Server Action unavailable', 'Invalid Server Action', 'it is our fault', 'undefined is not', 'Cannot read propert',
].join('|'));
