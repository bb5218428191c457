import { describe, expect, it } from 'vitest';
import { letter, oneLine } from './message';

const school = { name: 'Treasure-Home School', address: 'Seriki-Soyinka, Ifo' };

describe('a letter', () => {
  it('names the person and the school', () => {
    const mail = letter({ to: { name: 'Bello Grace', address: 'grace@example.ng' }, school, subject: 'Test', paragraphs: ['It works.'] });
    expect(mail).toMatchObject({ from: 'Treasure-Home School', subject: 'Test – Treasure-Home School' });
    expect(mail.text).toMatch(/^Dear Bello Grace,\n\nIt works\.\n\nTreasure-Home School\nSeriki-Soyinka, Ifo\n\n/);
  });

  it.each(['a\r\nBcc: everyone@example.ng', 'a\nb', 'a\u2028b', 'a\u0000b', 'a\u0085b'])('%j makes no second header', (text) => {
    expect(oneLine(text)).not.toMatch(/[\r\n\u2028\u2029\u0000\u0085]/);
  });
});
