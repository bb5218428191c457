import { expect, it } from 'vitest';
import { passwordProblem } from '@/lib/accounts/rules';
import { demoPassword } from './password';
import { words } from './words';

it('is the same for one installation and person, and different for any other', () => {
  const one = demoPassword('secret-of-this-school', 'THS-ADM-001');
  expect(demoPassword('secret-of-this-school', 'THS-ADM-001')).toBe(one);
  expect(demoPassword('secret-of-this-school', 'THS-ADM-002')).not.toBe(one);
  expect(demoPassword('secret-of-another-school', 'THS-ADM-001')).not.toBe(one);
});

it('is typeable and good enough for staff', () => {
  for (let number = 0; number < 500; number += 1) {
    const password = demoPassword('secret-of-this-school', `THS-TCH-${number}`);
    expect(password).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{4}$/);
    expect(passwordProblem(password, { roles: ['admin'], words: [] })).toBeNull();
  }
});

it('draws from words that are all different', () => {
  expect(new Set(words).size).toBe(words.length);
});
