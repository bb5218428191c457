import { expect, it } from 'vitest';
import { placeOf, stepAt } from './rules';

const nothing = { hasSchool: false, hasBranding: false, hasTerm: false, hasClasses: false };

it('is resumed at the first step that was not done', () => {
  expect(stepAt(nothing)).toBe('school');
  expect(stepAt({ ...nothing, hasSchool: true })).toBe('branding');
  expect(stepAt({ ...nothing, hasSchool: true, hasBranding: true })).toBe('calendar');
  expect(stepAt({ ...nothing, hasSchool: true, hasBranding: true, hasTerm: true })).toBe('classes');
  expect(stepAt({ hasSchool: true, hasBranding: true, hasTerm: true, hasClasses: true })).toBe('admin');
  expect([placeOf('school'), placeOf('admin')]).toEqual([{ number: 2, of: 6 }, { number: 6, of: 6 }]);
});
