import { describe, expect, it } from 'vitest';
import { absenceChanges, attendanceRate, countMarks, countUncalled, nextStatus, rosterProblems, sayJoined, sayRate, type Mark } from './rules';

const mark = (studentId: string, status: Mark['status']): Mark => ({ studentId, status });

describe('marking', () => {
  it('one tap is absent, two late, three present again; an excused student goes back to present, one who was not called comes to it', () => {
    expect(nextStatus('present')).toBe('absent');
    expect(nextStatus('absent')).toBe('late');
    expect(nextStatus('late')).toBe('present');
    expect(nextStatus('excused')).toBe('present');
    expect(nextStatus(null)).toBe('present');
  });

  it('late counts as in school; without marks there is no rate', () => {
    const counts = countMarks([mark('a', 'present'), mark('b', 'late'), mark('c', 'absent'), mark('d', 'excused')]);
    expect(attendanceRate(counts)).toBe(0.5);
    expect(sayRate(0.934)).toBe('93.4%');
    expect(attendanceRate(countMarks([]))).toBeNull();
    expect(sayRate(null)).toBe('–');
  });

  it('whoever joined after the register was taken is counted as not called', () => {
    expect(countUncalled({ students: 41, present: 36, late: 1, absent: 2, excused: 1 })).toBe(1);
    expect(countUncalled({ students: 39, present: 36, late: 1, absent: 2, excused: 1 })).toBe(0);
  });

  it('whoever has to be called is named, up to three; more are counted', () => {
    const [ada, bisi, chika, dele] = [['1', 'Obi', 'Ada'], ['2', 'Òjó', 'Bísí'], ['3', 'Eze', 'Chika'], ['4', 'Alao', 'Dele']] as const;
    expect(sayJoined([ada])).toBe('Ada Obi joined the class after this register was opened. Mark Ada and save again.');
    expect(sayJoined([ada, bisi, chika])).toBe('Ada Obi, Bísí Òjó and Chika Eze joined the class after this register was opened. Mark them and save again.');
    expect(sayJoined([ada, bisi, chika, dele])).toMatch(/^4 students joined the class/);
  });

  it('a roster shows its gaps, strangers and doubles', () => {
    expect(rosterProblems(['tunde', 'amina'], [mark('tunde', 'present'), mark('chidi', 'late'), mark('chidi', 'late')])).toEqual({
      missing: ['amina'], strangers: ['chidi'], twice: ['chidi'],
    });
  });

  it('only who is newly absent, or no longer, concerns a family', () => {
    expect(absenceChanges(null, [mark('tunde', 'absent'), mark('amina', 'excused')])).toEqual({ newly: ['tunde'], noLonger: [] });
    expect(absenceChanges([mark('tunde', 'absent')], [mark('tunde', 'late')])).toEqual({ newly: [], noLonger: ['tunde'] });
  });
});
