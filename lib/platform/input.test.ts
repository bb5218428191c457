import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppError } from './errors';
import { parseInput } from './input';

const schema = z.strictObject({
  name: z.string().max(5), kind: z.enum(['a', 'b']).optional(), count: z.number().int().min(1).max(3).optional(),
  id: z.uuid().optional(), marks: z.array(z.strictObject({ note: z.string() })).max(1).optional(),
});

const refusal = (raw: unknown): Record<string, string> | undefined => {
  try {
    parseInput(schema, raw);
  } catch (error) {
    return (error as AppError).details.fields;
  }
  throw new Error('this was accepted');
};

describe('an input', () => {
  it.each([
    [{ name: 'a\0b' }, { name: 'Remove the special characters that cannot be printed.' }],
    [{ name: '\ud800' }, { name: 'Remove the special characters that cannot be printed.' }],
    [{ name: 'a', marks: [{ note: '\0' }] }, { 'marks.0.note': 'Remove the special characters that cannot be printed.' }],
    [{}, { name: 'This is missing.' }],
    [{ name: null }, { name: 'This is missing.' }],
    [{ name: 7 }, { name: 'Check how this is written.' }],
    [{ name: { $ne: null } }, { name: 'Check how this is written.' }],
    [{ name: 'longer than five' }, { name: 'Use at most 5 characters.' }],
    [{ name: 'a', kind: 'c' }, { kind: 'Choose one of the choices.' }],
    [{ name: 'a', count: 9 }, { count: 'At most 3.' }],
    [{ name: 'a', count: 0 }, { count: 'At least 1.' }],
    [{ name: 'a', id: 'x' }, { id: 'This form is broken. Reload the page and try again.' }],
    [{ name: 'a', marks: [{ note: '' }, { note: '' }] }, { marks: 'Choose at most 1.' }],
    [{ name: 'a', owner: 'me' }, { form: 'This form is broken. Reload the page and try again.' }],
  ])('%j is told in our words', (raw, fields) => expect(refusal(raw)).toEqual(fields));

  it('that is no record at all is told so', () => {
    for (const raw of [null, undefined, 7, 'x', [], true]) expect(() => parseInput(schema, raw)).toThrow('This form is broken. Reload the page and try again.');
  });

  it('that is nested without end is refused, not followed', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(refusal({ name: deep })).toEqual({ form: 'This form is broken. Reload the page and try again.' });
  });

  it('keeps every printable text as it is', () => {
    const name = 'Ẹ́ọ̀🌳';
    expect(parseInput(z.strictObject({ name: z.string() }), { name }).input).toEqual({ name });
  });
});
