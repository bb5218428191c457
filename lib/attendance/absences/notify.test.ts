import { describe, expect, it } from 'vitest';
import { absenceNotice, type AbsenceFacts } from './notify';

const facts: AbsenceFacts = {
  studentId: 'tunde', firstName: 'Túndé', className: 'JSS 2A', day: '2026-11-23', registerId: '2a', version: 1, status: 'absent', minutesLate: null,
  toldLast: null,
};

describe('what Tunde’s mother is told', () => {
  it('his absence, once', () => {
    expect(absenceNotice(facts)).toMatchObject({ kind: 'absence', title: 'Túndé is marked absent', link: '/students/tunde/attendance' });
    expect(absenceNotice({ ...facts, version: 2, toldLast: 'absence' })).toBeNull();
  });

  it('nothing when the mark was taken back in time', () => {
    for (const status of ['present', 'late', 'excused', null] as const) expect(absenceNotice({ ...facts, status })).toBeNull();
  });

  it('a correction of what she was told, in its own words', () => {
    const told = { ...facts, toldLast: 'absence' as const };
    expect(absenceNotice({ ...told, status: 'present' })?.title).toBe('Correction: Túndé is in school');
    expect(absenceNotice({ ...told, status: 'late', minutesLate: 20 })?.title).toBe('Correction: Túndé came 20 minutes late');
    expect(absenceNotice({ ...told, status: 'excused' })?.title).toBe('Correction: Túndé is excused');
    expect(absenceNotice({ ...told, status: null })?.title).toBe('Correction: Túndé is no longer marked absent');
    expect(absenceNotice({ ...told, toldLast: 'absence-corrected', status: 'absent' })?.kind).toBe('absence');
  });
});
