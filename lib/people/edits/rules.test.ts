import { describe, expect, it } from 'vitest';
import { beforeOf, mergeEdit, sayConflict } from './rules';

const seen = { address: '3 Ojo Road', lga: 'Ifo', house: '' };

describe('two desks at Tunde’s record', () => {
  it('change different fields: both are kept, nobody is asked', () => {
    const merged = mergeEdit(seen, { ...seen, lga: 'Ota' }, { ...seen, address: '12 Ajose Street' });
    expect(merged).toEqual({ changes: { address: '12 Ajose Street' }, conflicts: [], values: { address: '12 Ajose Street', lga: 'Ota', house: '' } });
  });

  it('change the same field differently: the second is asked, and what was typed stays', () => {
    const merged = mergeEdit(seen, { ...seen, address: '1 Iju Close' }, { ...seen, address: '12 Ajose Street' });
    expect(merged).toMatchObject({ conflicts: ['address'], values: { address: '12 Ajose Street' } });
    expect(mergeEdit({ ...seen, address: '1 Iju Close' }, { ...seen, address: '1 Iju Close' }, merged.values)).toMatchObject({ changes: { address: '12 Ajose Street' }, conflicts: [] });
  });

  it('change the same field to the same thing: nothing is left to do', () => {
    expect(mergeEdit(seen, { ...seen, house: 'Red' }, { ...seen, house: 'Red' })).toMatchObject({ changes: {}, conflicts: [] });
  });

  it('remembers what stood before, for undo and for the history', () => {
    expect(beforeOf(seen, { address: 'x' })).toEqual({ address: '3 Ojo Road' });
  });

  it('says who and when', () => {
    expect(sayConflict('Ota', { name: 'Miss Ehigie', time: '08:04' })).toBe('Miss Ehigie changed this to “Ota” meanwhile (08:04). Save again to put yours in its place.');
    expect(sayConflict('', null)).toBe('Somebody emptied this meanwhile. Save again to put yours in its place.');
  });
});
