import { expect, it } from 'vitest';
import { isNamedHere, nameDevice } from './device-name';

it('knows a browser that the school has named, and no name that somebody made up', async () => {
  const grace = await nameDevice('her-phone', 'the secret of the school');
  expect(await isNamedHere(grace, 'the secret of the school')).toBe(true);
  for (const other of [undefined, '', 'her-phone', 'her-phone.', `x${grace}`, `${grace}0`, '.']) expect(await isNamedHere(other, 'the secret of the school')).toBe(false);
  expect(await isNamedHere(grace, 'another secret')).toBe(false);
});
