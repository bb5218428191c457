import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { mayFollow } from '@/lib/live/queries';
import { parseTopic } from '@/lib/live/schema';
import { perform } from '@/lib/platform/perform';
import { getStudentPage } from '@/lib/people/students/queries';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { editLink, endLink, linkGuardian, restrictLink, verifyLink } from '../actions';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const linkOf = (guardian: { guardianId: string }, student: { id: string }) =>
  asSystem('test', async ({ tx }) => {
    const [row] = await tx.execute<{ id: string }>(
      `select id from guardian_links where guardian_id = '${guardian.guardianId}' and student_id = '${student.id}' order by created_at desc limit 1`,
    );
    return row?.id ?? '';
  });
const sees = async (person: { id: string }, student: { id: string }) =>
  getStudentPage(await actorOf(person), student.id).then(() => true, () => false);
const acts = { verifyLink, restrictLink, endLink };
const act = async (name: keyof typeof acts, linkId: string, by: { id: string } = cast.admin) => perform(acts[name].definition, await signedIn(by), { linkId });
const link = async (student: string, more: object = {}) =>
  perform(linkGuardian.definition, await signedIn(cast.admin), {
    guardianId: cast.aminasFather.guardianId, student, relationship: 'uncle', priority: '2', ...more,
  });

describe('a link between a guardian and a child', () => {
  it('starts unverified and shows nothing; after somebody has verified it, Amina’s father sees Tunde', async () => {
    expect(await link('THS-STU-001')).toMatchObject({ ok: true, data: { name: 'Adébáyọ̀ Túndé' } });
    expect(await sees(cast.aminasFather, cast.tunde)).toBe(false);
    const linkId = await linkOf(cast.aminasFather, cast.tunde);
    expect(await act('verifyLink', linkId)).toMatchObject({ ok: true });
    expect(await sees(cast.aminasFather, cast.tunde)).toBe(true);
    expect(await act('verifyLink', linkId)).toMatchObject({ code: 'CONFLICT' });
    expect(await count('events', `name = 'people.guardian-link-verified' and detail ->> 'child' = 'Adébáyọ̀ Túndé'`)).toBe(1);
  });

  it('is restricted at once: no page, no act, no room; verifying it again lifts that', async () => {
    const linkId = await linkOf(cast.aminasFather, cast.tunde);
    const before = await count('users', `id = '${cast.aminasFather.id}' and authority_version > 1`);
    expect(await act('restrictLink', linkId)).toMatchObject({ ok: true });
    expect(await sees(cast.aminasFather, cast.tunde)).toBe(false);
    const topic = parseTopic(`registers:student:${cast.tunde.id}`);
    expect(topic && (await mayFollow(await actorOf(cast.aminasFather), topic))).toBe(false);
    expect(await sees(cast.aminasFather, cast.amina)).toBe(true);
    expect(before).toBe(1);
    expect(await act('verifyLink', linkId)).toMatchObject({ ok: true });
    expect(await sees(cast.aminasFather, cast.tunde)).toBe(true);
  });

  it('ends for good, stays in the records, and a new one begins unverified again', async () => {
    const linkId = await linkOf(cast.aminasFather, cast.tunde);
    expect(await act('endLink', linkId)).toMatchObject({ ok: true });
    expect(await sees(cast.aminasFather, cast.tunde)).toBe(false);
    for (const name of ['endLink', 'verifyLink', 'restrictLink'] as const) expect(await act(name, linkId)).toMatchObject({ code: 'CONFLICT' });
    expect(await link('THS-STU-001')).toMatchObject({ ok: true });
    expect(await sees(cast.aminasFather, cast.tunde)).toBe(false);
    expect(await count('guardian_links', `guardian_id = '${cast.aminasFather.guardianId}' and student_id = '${cast.tunde.id}'`)).toBe(2);
  });

  it('says which child when a name fits several, and that a link is there already', async () => {
    expect(await link('Adebayo')).toMatchObject({ fields: { student: 'Several students fit: Adébáyọ̀ Chidi (THS-STU-003), Adébáyọ̀ Túndé (THS-STU-001). Write the admission number.' } });
    expect(await link('nobody of this name')).toMatchObject({ fields: { student: expect.stringContaining('No student has') } });
    expect(await link('danjuma amina')).toMatchObject({ fields: { student: 'Danjuma Amina is linked already.' } });
    expect(await link('THS-STU-003', { relationship: 'friend' })).toMatchObject({ fields: { relationship: expect.any(String) } });
  });

  it('says who is called first and who may pick up; the history keeps what it said before', async () => {
    const linkId = await linkOf(cast.tundesMother, cast.tunde);
    const edit = async (more: object) => perform(editLink.definition, await signedIn(cast.admin), { linkId, relationship: 'mother', priority: '1', ...more });
    expect(await edit({ priority: '2' })).toMatchObject({ ok: true });
    expect(await count('guardian_links', `id = '${linkId}' and priority = 2 and not may_pick_up`)).toBe(1);
    expect(await count('events', `name = 'people.guardian-link-edited' and detail -> 'before' ->> 'may pick up' = 'yes'`)).toBe(1);
    expect(await edit({ priority: '2' })).toMatchObject({ code: 'INVALID' });
    expect(await edit({ priority: '0' })).toMatchObject({ fields: { priority: expect.any(String) } });
  });

  it('is not verified by the guardian who would see more by it, even from the office', async () => {
    await asSystem('test', async ({ tx }) => void (await tx.execute(`insert into user_roles (user_id, role) values ('${cast.unverifiedGuardian.id}', 'admin')`)));
    const linkId = await linkOf(cast.unverifiedGuardian, cast.tunde);
    expect(await act('verifyLink', linkId, cast.unverifiedGuardian)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await act('verifyLink', linkId, cast.superAdmin)).toMatchObject({ ok: true });
  });

  it('is not a teacher’s or a parent’s to touch, and does not exist for them', async () => {
    const linkId = await linkOf(cast.tundesMother, cast.tunde);
    for (const by of [cast.grace, cast.tundesMother, cast.aminasFather]) expect(await act('endLink', linkId, by)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
