import { describe, expect, it } from 'vitest';
import type { RegisterLine } from '@/lib/attendance/queries';
import type { AttendanceStatus } from '@/lib/attendance/schema';
import {
  beginDraft, disputed, draftOf, marked, mineOver, readDraft, relisted, saved, shownMarks, theirsOver, type Draft, type Register,
} from './marking';

const line = (id: string, status: AttendanceStatus | null = null, surname = id): RegisterLine => [id, surname, id, '', status, null, null];
const fresh = (...ids: string[]): Register => ({ version: 0, isTaken: false, lines: ids.map((id) => line(id)) });
const taken = (version: number, ...lines: RegisterLine[]): Register => ({ version, isTaken: true, lines });
const mark = (on: Register, draft: Draft | null, studentId: string, status: AttendanceStatus) => marked(on, draft, { studentId, status });
/** The screen, in its order: "tunde absent, ada –". */
const screen = (on: Register, draft: Draft | null) => [...shownMarks(on, draft)].map(([id, one]) => `${id} ${one.status ?? '–'}`).join(', ');

describe('a list that changes while it is open', () => {
  const open = fresh('amina', 'chidi', 'tunde');
  const draft = mark(open, mark(open, null, 'amina', 'absent'), 'tunde', 'late');

  it('everyone is Present on a fresh register, newcomers too, until somebody has begun to mark', () => {
    expect(screen(open, null)).toBe('amina present, chidi present, tunde present');
    expect(screen(fresh('ada', 'amina'), null)).toBe('ada present, amina present');
  });

  it('Ada joins in the middle: she is not called, and the marks stay on Amina and Tunde', () => {
    expect(screen(relisted(open, fresh('ada', 'amina', 'chidi', 'tunde').lines), draft)).toBe('ada –, amina absent, chidi present, tunde late');
  });

  it('a tap on Ada calls her', () => {
    const now = relisted(open, fresh('ada', 'amina', 'chidi', 'tunde').lines);
    expect(screen(now, mark(now, draft, 'ada', 'present'))).toBe('ada present, amina absent, chidi present, tunde late');
  });

  it('Amina is renamed and moves to the end: her mark goes with her', () => {
    const now = relisted(open, [line('chidi'), line('tunde'), line('amina', null, 'Zubairu')]);
    expect(screen(now, draft)).toBe('chidi present, tunde late, amina absent');
    expect(now.lines[2]?.[1]).toBe('Zubairu');
    expect(screen(now, mark(now, draft, 'chidi', 'absent'))).toBe('chidi absent, tunde late, amina absent');
  });

  it('Tunde leaves: his mark is gone with him, and nobody gets it', () => {
    expect(screen(relisted(open, fresh('amina', 'chidi').lines), draft)).toBe('amina absent, chidi present');
  });

  it('a new list of a register that was saved meanwhile brings the names, and not the marks, under somebody’s hands', () => {
    const theirs = taken(1, line('ada', 'late'), line('amina', 'present'), line('chidi', 'excused'), line('tunde', 'present'));
    const now = relisted(open, theirs.lines);
    expect(screen(now, draft)).toBe('ada late, amina absent, chidi present, tunde late');
    expect([now.version, draft.version]).toEqual([0, 0]);
  });

  it('who joins after the register was taken is not called, with a draft or without', () => {
    const register = taken(3, line('ada'), line('amina', 'absent'), line('chidi', 'present'));
    expect(screen(register, null)).toBe('ada –, amina absent, chidi present');
    expect(screen(register, mark(register, null, 'chidi', 'late'))).toBe('ada –, amina absent, chidi late');
  });

  it('what was saved stands as it was on the screen', () => {
    expect(saved(open, draft, 1)).toMatchObject({ version: 1, isTaken: true });
    expect(screen(saved(open, draft, 1), null)).toBe('amina absent, chidi present, tunde late');
  });
});

describe('two who marked the same register', () => {
  const open = fresh('amina', 'chidi', 'tunde');
  const draft = mark(open, mark(open, null, 'amina', 'absent'), 'tunde', 'late');
  const theirs = taken(1, line('amina', 'present'), line('chidi', 'absent'), line('tunde', 'late'));

  it('both marked Amina: only she is asked about', () => {
    expect(disputed(theirs, draft)).toEqual([{ studentId: 'amina', name: 'amina amina', theirs: 'Present', mine: 'Absent' }]);
    expect(disputed(theirs, null)).toEqual([]);
  });

  it('the same word with other minutes, or another reason, is not the same mark', () => {
    const there = taken(1, ['tunde', 'Ojo', 'Tunde', '', 'late', 50, null], ['amina', 'Bello', 'Amina', '', 'excused', null, 'hospital']);
    const mineIs = (...marks: Parameters<typeof marked>[2][]) =>
      marks.reduce<Draft | null>((draft, one) => marked(there, draft, one), null);
    const mine = mineIs({ studentId: 'tunde', status: 'late', minutesLate: 5 }, { studentId: 'amina', status: 'excused', reason: 'a funeral' });
    expect(disputed(there, mine).map(({ studentId, theirs: at, mine: here }) => [studentId, at, here])).toEqual([
      ['tunde', 'Late (50 minutes)', 'Late (5 minutes)'], ['amina', 'Excused (hospital)', 'Excused (a funeral)'],
    ]);
    expect(disputed(there, mineIs({ studentId: 'tunde', status: 'late' })).map((one) => one.mine)).toEqual(['Late (no minutes)']);
    const same = mineIs({ studentId: 'tunde', status: 'late', minutesLate: 50, reason: '' }, { studentId: 'amina', status: 'excused', reason: ' hospital ', minutesLate: 3 });
    expect(disputed(there, same)).toEqual([]);
  });

  it('"Replace with mine" is mine for whom I marked, theirs for the others, on their version', () => {
    const mine = mineOver(theirs, draft);
    expect(screen(theirs, mine)).toBe('amina absent, chidi absent, tunde late');
    expect(mine.version).toBe(1);
    expect(screen(theirs, mineOver(theirs, null))).toBe('amina present, chidi absent, tunde late');
  });

  it('"Replace with mine" does not call Ada, who joined since and has no mark on either side', () => {
    const withAda = taken(2, line('ada'), ...theirs.lines);
    expect(screen(withAda, mineOver(withAda, draft))).toBe('ada –, amina absent, chidi absent, tunde late');
  });

  it('"Keep theirs" keeps only what I marked where they have nothing', () => {
    expect(theirsOver(theirs, draft)).toBeNull();
    const withAda = taken(2, line('ada'), ...theirs.lines);
    const kept = theirsOver(withAda, mark(withAda, draft, 'ada', 'late'));
    expect(kept).toMatchObject({ version: 2 });
    expect(screen(withAda, kept)).toBe('ada late, amina present, chidi absent, tunde late');
  });

  it('"Keep theirs" after they took the register back keeps all of mine', () => {
    const undone = { ...fresh('amina', 'chidi', 'tunde'), version: 2 };
    expect(screen(undone, theirsOver(undone, draft))).toBe('amina absent, chidi present, tunde late');
  });

  it('Amina was renamed and Tunde left in between: nobody else gets their marks', () => {
    const now = taken(2, line('chidi', 'absent'), line('amina', 'present', 'Zubairu'));
    expect(screen(now, mineOver(now, draft))).toBe('chidi absent, amina absent');
    expect(disputed(now, draft).map((one) => one.name)).toEqual(['Zubairu amina']);
  });
});

describe('what is kept on a device', () => {
  const open = fresh('ada', 'amina', 'tunde');

  it('comes back as it was', () => {
    const draft = mark(open, beginDraft(open), 'tunde', 'late');
    expect(readDraft(() => JSON.stringify(draft))).toEqual(draft);
    expect(readDraft(() => null)).toBeNull();
  });

  it('from before this format: each mark finds its student, and who is not in it has to be called', () => {
    const old = { version: 0, marks: [{ studentId: 'tunde', status: 'absent' }, { studentId: 'amina', status: 'present' }] };
    expect(screen(open, readDraft(() => JSON.stringify(old)))).toBe('ada –, amina present, tunde absent');
    expect(readDraft(() => JSON.stringify(old))).toEqual(draftOf({ version: 0, marks: [{ studentId: 'tunde', status: 'absent' }, { studentId: 'amina', status: 'present' }] }));
  });

  it('is dropped when it does not say whose marks they are', () => {
    for (const text of ['{"version":1,"marks":["absent","present"]}', '{"version":1}', '"x"', '[1]', 'not json']) expect(readDraft(() => text)).toBeNull();
  });
});
