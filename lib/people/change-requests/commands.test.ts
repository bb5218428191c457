import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { linkGuardian, restrictLink, verifyLink } from '@/lib/people/guardians/actions';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import * as actions from './actions';
import { listRequests } from './queries';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
});
afterAll(() => db.close());

const ask = async (by: { id: string }, about: string, changes: object) => perform(actions.requestChanges.definition, await signedIn(by), { about, ...changes });
const newest = async () => (await asSystem('test', ({ tx }) => tx.execute<{ id: string }>(`select id from change_requests where state = 'open' order by created_at desc limit 1`)))[0]?.id ?? '';
const approve = async (requestId: string, now: string, by: { id: string } = cast.admin) => perform(actions.approveChange.definition, await signedIn(by), { requestId, now });
const decline = async (requestId: string, reason: string) => perform(actions.declineChange.definition, await signedIn(cast.admin), { requestId, reason });
const queue = async () => listRequests(await actorOf(cast.admin), { mine: false, page: 1 });
const asked = async (by: { id: string }) => (await listRequests(await actorOf(by), { mine: true, page: 1 })).rows;
const told = (title: string) => count('notifications', `user_id = '${cast.tundesMother.id}' and title = '${title}'`);

describe('Tunde’s mother asks for a change', () => {
  it('of his address: the office sees before and after, approves, the record follows and she is told once', async () => {
    expect(await ask(cast.tundesMother, cast.tunde.id, { address: '12 Ajose Street' })).toMatchObject({ ok: true, data: { count: 1 } });
    expect(await count('students', `address = '12 Ajose Street'`)).toBe(0);
    expect((await queue()).rows).toMatchObject([
      { field: 'address', asker: 'Adébáyọ̀ Ìyábọ̀', child: 'Adébáyọ̀ Túndé', values: { before: '', after: '12 Ajose Street' } },
    ]);
    const id = await newest();
    expect(await approve(id, '')).toMatchObject({ ok: true });
    expect(await count('students', `id = '${cast.tunde.id}' and address = '12 Ajose Street'`)).toBe(1);
    expect(await told('Changed as you asked: Address of Adébáyọ̀ Túndé')).toBe(1);
    expect(await approve(id, '12 Ajose Street')).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('approved already') });
  });

  it('one at a time for each field, whoever of the family asks', async () => {
    expect(await ask(cast.tundesMother, cast.tunde.id, { emergency_name: 'Aunt Bisi', emergency_phone: '0803 999 8888' })).toMatchObject({ ok: true, data: { count: 2 } });
    expect(await ask(cast.tundesMother, cast.tunde.id, { emergency_name: 'Uncle Dayo' })).toMatchObject({ fields: { emergency_name: expect.stringContaining('asked to change this already') } });
    expect(await ask(cast.tundesMother, cast.tunde.id, { emergency_phone: 'eight' })).toMatchObject({ fields: { emergency_phone: expect.stringContaining('not a phone number') } });
    expect(await ask(cast.tundesMother, cast.tunde.id, { address: '12 Ajose Street' })).toMatchObject({ code: 'INVALID', message: 'Nothing was changed.' });
  });

  it('and is declined with a reason that she reads; she can also take one back', async () => {
    const mine = () => asked(cast.tundesMother);
    const open = (await mine()).filter((one) => one.state === 'open');
    expect(await decline(open[0]?.id ?? '', ' ')).toMatchObject({ fields: { reason: expect.stringContaining('Write why') } });
    expect(await decline(open[0]?.id ?? '', 'Please tell us who this is.')).toMatchObject({ ok: true });
    expect(await perform(actions.withdrawChange.definition, await signedIn(cast.tundesMother), { requestId: open[1]?.id })).toMatchObject({ ok: true });
    expect((await mine()).slice(0, 2).map((one) => one.state).toSorted()).toEqual(['declined', 'withdrawn']);
    expect(await count('notifications', `body = 'The school’s answer: Please tell us who this is.'`)).toBe(1);
  });

  it('of something medical: not in the list, opened by a look that is written down, not in the history of the decision', async () => {
    expect(await ask(cast.tundesMother, cast.tunde.id, { allergies: 'Groundnuts' })).toMatchObject({ ok: true });
    expect(JSON.stringify(await queue())).not.toContain('Groundnuts');
    const requestId = await newest();
    const before = await count('events', `name = 'people.medical-opened'`);
    expect(await perform(actions.openRequest.definition, await signedIn(cast.admin), { requestId })).toMatchObject({ ok: true, data: { after: 'Groundnuts', now: '' } });
    expect(await count('events', `name = 'people.medical-opened'`)).toBe(before + 1);
    expect(await approve(requestId, '')).toMatchObject({ ok: true });
    expect(await count('students', `id = '${cast.tunde.id}' and has_allergies`)).toBe(1);
    expect(await count('events', `name like 'people.change%' and detail::text like '%Groundnuts%'`)).toBe(0);
  });

  it('of her own phone: a number of somebody else is not hers to take, and one way to reach her stays', async () => {
    expect(await ask(cast.tundesMother, 'me', { phone: '0803 123 4568' })).toMatchObject({ fields: { phone: expect.not.stringContaining('Danjuma') } });
    expect(await ask(cast.tundesMother, 'me', { phone: '' })).toMatchObject({ fields: { phone: expect.stringContaining('one way to reach you') } });
    expect(await ask(cast.tundesMother, 'me', { phone: '0803 765 4321' })).toMatchObject({ ok: true });
    expect(await approve(await newest(), '+2348031234567')).toMatchObject({ ok: true });
    expect(await count('users', `id = '${cast.tundesMother.id}' and phone = '+2348037654321'`)).toBe(1);
  });

  it('of a child who is missing: the office links and verifies first, then she is told; until then she sees nothing of the child', async () => {
    expect(await ask(cast.tundesMother, 'me', { child: 'Amina Danjuma, JSS 2A' })).toMatchObject({ ok: true });
    const requestId = await newest();
    expect(await perform(actions.openRequest.definition, await signedIn(cast.admin), { requestId })).toMatchObject({ data: { guardianId: cast.tundesMother.guardianId, now: '' } });
    expect(await approve(requestId, '')).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('No child has been linked') });
    const link = { guardianId: cast.tundesMother.guardianId, student: cast.amina.admissionNumber, relationship: 'aunt', priority: '2' };
    expect(await perform(linkGuardian.definition, await signedIn(cast.admin), link)).toMatchObject({ ok: true });
    expect(await approve(requestId, '')).toMatchObject({ code: 'LOCKED' });
    expect((await actorOf(cast.tundesMother)).guardianOf.has(cast.amina.id)).toBe(false);
    const [made] = await asSystem('test', ({ tx }) => tx.execute<{ id: string }>(`select id from guardian_links where verified_at is null and student_id = '${cast.amina.id}'`));
    expect(await perform(verifyLink.definition, await signedIn(cast.admin), { linkId: made?.id })).toMatchObject({ ok: true });
    expect(await approve(requestId, '')).toMatchObject({ ok: true });
    expect(await told('Changed as you asked: A child who is missing')).toBe(1);
    expect((await actorOf(cast.tundesMother)).guardianOf.has(cast.amina.id)).toBe(true);
    await asSystem('test', ({ tx }) => tx.execute(`delete from guardian_links where id = '${made?.id}'`));
  });

  it('is not approved over a change that the office has not seen', async () => {
    expect(await ask(cast.tundesMother, cast.tunde.id, { address: '99 New Road' })).toMatchObject({ ok: true });
    expect(await approve(await newest(), 'what it said before')).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('changed while you were looking') });
    expect(await approve(await newest(), '12 Ajose Street')).toMatchObject({ ok: true });
  });

  it('only about her own children; nobody else asks, decides, or looks', async () => {
    expect(await ask(cast.tundesMother, cast.amina.id, { address: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    for (const by of [cast.grace, cast.admin, { id: cast.tunde.userId }]) expect(await ask(by, cast.tunde.id, { address: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(cast.grace, 'me', { phone: '0803 765 0000' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask(cast.tundesMother, cast.chidi.id, { address: '5 Iju Close' })).toMatchObject({ ok: true });
    const requestId = await newest();
    expect(await approve(requestId, '', cast.tundesMother)).toMatchObject({ code: 'FORBIDDEN' });
    for (const by of [cast.aminasFather, cast.grace]) expect(await approve(requestId, '', by)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('and is not told about the child any more once her link is restricted, nor sees what the record says', async () => {
    const [link] = await asSystem('test', ({ tx }) => tx.execute<{ id: string }>(`select id from guardian_links where student_id = '${cast.chidi.id}'`));
    expect(await perform(restrictLink.definition, await signedIn(cast.admin), { linkId: link?.id })).toMatchObject({ ok: true });
    const requestId = await newest();
    expect(await perform(actions.openRequest.definition, await signedIn(cast.tundesMother), { requestId })).toMatchObject({ code: 'NOT_FOUND' });
    expect((await asked(cast.tundesMother)).some((one) => one.studentId === cast.chidi.id)).toBe(false);
    const before = await count('notifications');
    expect(await decline(requestId, 'The court decides.')).toMatchObject({ ok: true });
    expect(await count('notifications')).toBe(before);
  });
});
