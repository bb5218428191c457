import { expect, it } from 'vitest';
import { armsLine, levelShown, sayLevels, sayStanding } from './rules';

it('"JSS 1: A B, C" is a level and three arms', () => {
  expect(armsLine('JSS 1: A B, C')).toEqual({ level: 'JSS 1', arms: ['A', 'B', 'C'] });
  expect(armsLine('Primary 4:Gold')).toEqual({ level: 'Primary 4', arms: ['Gold'] });
});

it.each([
  ['JSS 1 A B', /Write it like JSS 1: A B C/],
  ['JSS 1:', /Write it like/],
  [': A', /Write it like/],
  ['JSS 1: A b B', /Arm B stands there twice/],
  [`JSS 1: ${'A'.repeat(21)}`, /too long/],
  [`JSS 1: ${Array.from({ length: 27 }, (_, index) => `a${index}`).join(' ')}`, /at most 26/],
])('%s is refused with a sentence', (text, sentence) => {
  expect(armsLine(text)).toMatch(sentence);
});

it('says what stands on a thing, and agrees in number', () => {
  expect(sayStanding([[0, 'enrolment']])).toBeNull();
  expect(sayStanding([[1, 'enrolment'], [0, 'register'], [2, 'class', 'classes']])).toBe('1 enrolment and 2 classes');
  expect(sayStanding([[1200, 'enrolment'], [1, 'register'], [3, 'mark']])).toBe('1,200 enrolments, 1 register and 3 marks');
});

it('says levels as ranges within a stage', () => {
  const all = [
    ...[1, 2, 3, 4].map((number) => ({ name: `Primary ${number}`, stage: 'primary' })),
    ...[1, 2].map((number) => ({ name: `JSS ${number}`, stage: 'junior-secondary' })),
  ];
  expect(sayLevels(all, new Set(['Primary 1', 'Primary 2', 'Primary 3', 'Primary 4', 'JSS 1', 'JSS 2']))).toBe('Primary 1 – Primary 4, JSS 1, JSS 2');
  expect(sayLevels(all, new Set(['Primary 1', 'Primary 3']))).toBe('Primary 1, Primary 3');
  expect(sayLevels(all, new Set())).toBe('');
});

it('a school of 34 classes sees all of them at once, one of 342 a level at a time', () => {
  const levels = (classes: number) => ['jss1', 'jss2'].map((id) => ({ id, classes }));
  expect(levelShown([], 'jss2')).toBeNull();
  expect(levelShown(levels(17), 'jss2')).toBeNull();
  expect(levelShown(levels(171), 'jss2')?.id).toBe('jss2');
  for (const asked of [undefined, 'of another school']) expect(levelShown(levels(171), asked)?.id).toBe('jss1');
});
