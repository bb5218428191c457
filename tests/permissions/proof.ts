import { allows, obligationsOf, type Obligation } from './cells';
import { addressCanary, medicalCanary, safeguardingCanary } from './cast';
import { idOf, subjectId, type Fixture, type Outcome } from './fixture';
import { allFixtures } from './fixtures';
import { noticeCanary, type School } from './school';
import { builtAs, cellsFor, type Row } from './table';
import { places, saySubject, studentNames, wasOnceRelated, world, type Subject, type Who } from './world';

export type Proof = { checks: number; byKind: Record<string, number>; canaries: number; wrong: string[] };
type Case = { row: Row; identifier: string; fixture: Fixture; who: Who; subject: Subject };

/** Asks for everything that is built, as everyone, about everything, and compares the answers with the table. */
export async function prove(
  school: School,
  rows: Row[],
  only: (identifier: string) => boolean = () => true,
): Promise<Proof> {
  const proof: Proof = { checks: 0, byKind: {}, canaries: 0, wrong: [] };
  const fixtures = allFixtures(school.built.rooms);
  for (const row of rows) {
    for (const identifier of builtAs(row).filter(only)) {
      const fixture = fixtures.get(`${row.id} ${identifier}`) ?? fixtures.get(identifier);
      if (!fixture) {
        proof.wrong.push(
          `${identifier} (row ${row.id}) has no fixture: say in tests/permissions/*-fixtures.ts how to ask for it`,
        );
        continue;
      }
      for (const subject of fixture.subjects)
        await ask(school, rows, { row, identifier, fixture, subject }, proof);
    }
  }
  return proof;
}

/** One thing and subject, everyone. What is allowed is rolled back, so the tables must be as before: denials write nothing. */
async function ask(school: School, rows: Row[], one: Omit<Case, 'who'>, proof: Proof): Promise<void> {
  const { row, identifier, fixture, subject } = one;
  await fixture.before?.(school, subject);
  const before = school.neverCommits ? '' : await school.footprint.take();
  for (const who of school.people) await check(school, rows, { ...one, who }, proof);
  if (!school.neverCommits && (await school.footprint.take()) !== before) {
    proof.wrong.push(
      `${row.id} ${identifier} on ${saySubject(subject)}: one of those who were denied has written something`,
    );
  }
  await fixture.after?.(school, subject);
}

async function check(school: School, rows: Row[], one: Case, proof: Proof): Promise<void> {
  const { row, identifier, fixture, who, subject } = one;
  // Such a person gets no ticket, so no socket ever asks for a room; `rooms.test.ts` shows it.
  if (identifier.startsWith('room:') && who.standing === 'must-choose') return;
  const expected = expectation(one, rows);
  const isAllowed = expected.includes(fixture.allowed ?? 'ok');
  const act = () => fixture.act(school, who, subject);
  const { result, events } =
    isAllowed || school.neverCommits ? await school.dry(act) : { result: await act(), events: 0 };
  const say = (problem: string) =>
    proof.wrong.push(`${row.id} ${identifier} as ${who.label} on ${saySubject(subject)}: ${problem}`);

  count(proof, kindOf(one, isAllowed));
  if (!expected.includes(result.code)) say(`expected ${expected.join(' or ')}, got ${result.code}`);
  if (isAllowed && mustBeAudited(one) && events === 0) say('must leave an event, and left none');
  if (result.text !== undefined) checkCanaries(school, rows, one, { result, proof });
}

/** The answers that agree with the table. */
function expectation({ row, identifier, fixture, who, subject }: Case, rows: Row[]): string[] {
  const kind = identifier.split(':')[0];
  if (fixture.isGone) return [kind === 'page' ? 'not-found' : 'NOT_FOUND'];
  const isMember =
    who.standing === 'works' || (who.standing === 'must-choose' && fixture.beforePasswordChoice);
  if (who.standing === 'must-choose' && !isMember) {
    return [fixture.mustChoose ?? (kind === 'page' ? 'to /choose-password' : 'FORBIDDEN')];
  }
  if (may(row, { who, subject, asMember: Boolean(isMember) })) return [fixture.allowed ?? 'ok'];
  if (kind === 'room') return ['refused'];
  if (!isMember) return [kind === 'page' ? 'to /sign-in' : 'UNAUTHENTICATED'];
  if (kind === 'page') return fixture.isEntry ? ['not-found', 'not-listed'] : ['not-found'];
  const seenBy = rows.find((other) => other.id === fixture.seenBy);
  const sees = seenBy !== undefined && may(seenBy, { who, subject, asMember: true });
  return [sees ? (fixture.refusal ?? 'FORBIDDEN') : 'NOT_FOUND'];
}

function may(
  row: Row,
  { who, subject, asMember }: { who: Who; subject: Subject; asMember: boolean },
): boolean {
  return cellsFor(row, asMember ? world.roles(who.name) : []).some((cell) =>
    allows(cell, { who, subject, world }),
  );
}

const mustBeAudited = ({ row, who }: Case) =>
  cellsFor(row, world.roles(who.name)).every((cell) => obligationsOf(cell).includes('aud'));

function kindOf({ who, subject }: Case, isAllowed: boolean): string {
  if (who.standing !== 'works') return who.standing;
  if (isAllowed) return 'in relation';
  return wasOnceRelated(who, subject) ? 'formerly in relation' : 'out of relation';
}

function count(proof: Proof, kind: string): void {
  proof.checks += 1;
  proof.byKind[kind] = (proof.byKind[kind] ?? 0) + 1;
}

/** Nothing of a child, and no notice of another person, may be in what a page hands on to someone who may not see it. */
function checkCanaries(
  school: School,
  rows: Row[],
  { row, identifier, who }: Case,
  { result, proof }: { result: Outcome; proof: Proof },
): void {
  const asMember = who.standing !== 'shut-out' && who.standing !== 'visitor';
  const sees = (id: string, subject: Subject) =>
    rows.some((other) => other.id === id && may(other, { who, subject, asMember }));
  const look = (canary: string, isFine: boolean) => {
    proof.canaries += 1;
    if (!isFine && result.text?.includes(canary))
      proof.wrong.push(
        `${row.id} ${identifier} as ${who.label}: the page carries ${canary}, which is not theirs to see`,
      );
  };
  for (const name of studentNames) {
    const student: Subject = { kind: 'student', of: name };
    look(subjectId(school, student), sees('B15', student));
    look(idOf(school.ids.usernames, name), sees('B15', student));
    look(addressCanary(name), sees('B16', student));
    look(medicalCanary(name), (identifier.endsWith('/medical') || identifier.endsWith('/change-requests/new')) && sees('A14', student));
    look(safeguardingCanary(name), identifier.endsWith('/safeguarding') && sees('A15', student));
  }
  for (const name of Object.keys(places)) look(noticeCanary(name), name === who.name);
}

/** Obligations beyond who, that built rows name: "A10 re". */
export function obligationsInUse(rows: Row[]): { row: string; obligation: Obligation }[] {
  return rows
    .filter((row) => builtAs(row).length > 0)
    .flatMap((row) => {
      const cells = [row.super_admin, row.admin, row.teacher, row.student, row.parent, row.anonymous];
      return [...new Set(cells.flatMap(obligationsOf))].map((obligation) => ({ row: row.id, obligation }));
    });
}
