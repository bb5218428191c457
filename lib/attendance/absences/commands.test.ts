import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { approveChange, requestChanges } from '@/lib/people/change-requests/actions';
import { moveStudent } from '@/lib/people/students/actions';
import { drainOne } from '@/lib/platform/outbox';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { forgetSchool } from '@/lib/school/queries';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, seed, signedIn } from '@/tests/support/people';
import * as actions from '../actions';
import { getRegister, listAway } from '../queries';
import { handlers } from './jobs';

let base: TestDatabase;
let cast: Cast;
beforeEach(async () => {
  base = await testDatabase();
  cast = await seed();
  await asSystem('test', ({ tx }) => tx.execute(sql`update schools set correction_seconds = 0`));
  forgetSchool();
});
afterEach(() => base.close());

const work = new Map(handlers);
const untilTold = async () => {
  while (await drainOne(work));
};

/** The office saves the register of a class: these are absent, everyone else is present. */
async function save(absent: { id: string }[] = [], classId = cast.class2A.id) {
  const { version, lines } = await getRegister(await actorOf(cast.admin), { classId, day: cast.today });
  const marks = lines.map(([studentId]) => ({ studentId, status: absent.some((one) => one.id === studentId) ? 'absent' : 'present' }));
  expect(await perform(actions.submitRegister.definition, await signedIn(cast.admin), { classId, day: cast.today, version, marks })).toMatchObject({ ok: true });
  await untilTold();
}

async function undo(): Promise<void> {
  const { version } = await getRegister(await actorOf(cast.admin), { classId: cast.class2A.id, day: cast.today });
  const undone = await perform(actions.undoRegister.definition, await signedIn(cast.admin), { classId: cast.class2A.id, day: cast.today, version });
  expect(undone).toMatchObject({ ok: true });
  await untilTold();
}

const toldMother = () => asSystem('test', async ({ tx }) => {
  const rows = await tx.execute<{ title: string }>(sql`select title from notifications where user_id = ${cast.tundesMother.id} order by created_at`);
  return rows.map((row) => row.title);
});

describe('what Tunde’s mother is told of a day', () => {
  it('Tunde is absent, a request about him is decided, he turns up: his mother is told the correction', async () => {
    await save([cast.tunde]);
    await perform(requestChanges.definition, await signedIn(cast.tundesMother), { about: cast.tunde.id, address: '12 Ajose Street' });
    const [request] = await asSystem('test', ({ tx }) => tx.execute<{ id: string }>(sql`select id from change_requests`));
    expect(await perform(approveChange.definition, await signedIn(cast.admin), { requestId: request?.id, now: '' })).toMatchObject({ ok: true });
    await save();
    expect(await toldMother()).toEqual([
      'Túndé is marked absent', 'Changed as you asked: Address of Adébáyọ̀ Túndé', 'Correction: Túndé is in school',
    ]);
  });

  it('the board says “family told” only of an absence that they were told last', async () => {
    const toldAt = async () => (await listAway(await actorOf(cast.admin), cast.today)).map((one) => one.toldAt);
    await save([cast.tunde]);
    expect(await toldAt()).toEqual([expect.any(Date)]);
    await save();
    await asSystem('test', ({ tx }) => tx.execute(sql`update attendance_marks set status = 'absent' where student_id = ${cast.tunde.id}`));
    expect(await toldAt()).toEqual([null]);
  });

  it('absent in a second class on the same day is news again, though it is the first version of that register too', async () => {
    await save([cast.tunde]);
    await undo();
    const move = { studentId: cast.tunde.id, class_id: cast.class2B.id, startsOn: cast.today };
    expect(await perform(moveStudent.definition, await signedIn(cast.admin), move)).toMatchObject({ ok: true });
    await save([cast.tunde], cast.class2B.id);
    expect(await toldMother()).toEqual([
      'Túndé is marked absent', 'Correction: Túndé is no longer marked absent', 'Túndé is marked absent',
    ]);
  });
});
