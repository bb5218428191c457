import { describe, expect, it } from 'vitest';
import { askedChanges, isMedical, sayField } from './rules';

describe('what Tunde’s mother asks for', () => {
  it('is what she typed differently, field by field, and nothing that is not hers to ask', () => {
    const current = { address: '3 Ojo Road', allergies: '' };
    expect(askedChanges({ address: '12 Ajose Street', allergies: '', phone: '+2348030000000' }, current)).toEqual([
      { field: 'address', before: '3 Ojo Road', after: '12 Ajose Street' },
    ]);
    expect(askedChanges({ address: '' }, current)).toEqual([{ field: 'address', before: '3 Ojo Road', after: '' }]);
  });

  it('is said in words, and known for medical where it is', () => {
    expect(sayField('emergency_phone')).toBe('Phone of the emergency contact');
    expect(isMedical('allergies')).toBe(true);
    expect(isMedical('address')).toBe(false);
  });
});
