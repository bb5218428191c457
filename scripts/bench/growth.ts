import { fire, median } from './load';
import type { Plan } from './options';
import { ms, table, times } from './print';
import { page } from './requests';
import type { School } from './stage';

const LIMIT = 1.5;

type Sides = { small: School; large: School };

/** The same pages with ten times the students; true when the list stays within its limit. */
export async function growth(
  { small, large }: Sides,
  plan: Plan,
): Promise<{ text: string; failed: number; isWithin: boolean }> {
  const pages: { name: string; shot(school: School): ReturnType<typeof page> }[] = [
    {
      name: 'student list',
      shot: ({ people }) => page('/students', { cookie: people.office.cookie, shows: ['href="/students/'] }),
    },
    {
      name: 'student search',
      shot: ({ people }) =>
        page(`/students?q=${encodeURIComponent(people.family.children[0]?.surname.slice(0, 4) ?? '')}`, {
          cookie: people.office.cookie,
          shows: ['href="/students/'],
        }),
    },
    {
      name: 'student list, page 15',
      shot: ({ people }) =>
        page('/students?page=15', { cookie: people.office.cookie, shows: ['href="/students/'] }),
    },
    {
      name: 'guardian list',
      shot: ({ people }) => page('/guardians', { cookie: people.office.cookie, shows: ['href="/guardians/'] }),
    },
    {
      name: 'guardian search by number',
      shot: ({ people }) => page('/guardians?q=0803%20123', { cookie: people.office.cookie, shows: ['Guardians'] }),
    },
    {
      name: 'register page',
      shot: ({ people }) =>
        page(`/classes/${people.lanes[0]?.classId}/attendance/${people.day}`, {
          cookie: people.lanes[0]?.cookies[0],
          shows: ['data-student'],
        }),
    },
    {
      name: 'board',
      shot: ({ people }) =>
        page('/attendance', { cookie: people.office.cookie, shows: [`/attendance/${people.day}`] }),
    },
    {
      name: 'guardian home',
      shot: ({ people }) =>
        page('/today', {
          cookie: people.family.cookie,
          shows: [`/students/${people.family.children[0]?.id}/attendance`],
        }),
    },
  ];
  const rows: string[][] = [];
  let failed = 0;
  let listRatio = 0;
  for (const { name, shot } of pages) {
    const [ofSmall, ofLarge] = [shot(small), shot(large)];
    const amount = plan.quick ? 20 : 40;
    const run = async (school: School, one: typeof ofSmall) => {
      const fired = await fire(
        { origin: school.origin, pid: school.pid, next: () => one },
        { clients: 1, amount },
      );
      failed += fired.failed;
      return fired.p50;
    };
    await run(small, ofSmall);
    await run(large, ofLarge);
    const rounds: { small: number; large: number }[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      rounds.push({ small: await run(small, ofSmall), large: await run(large, ofLarge) });
    }
    const ratio = median(rounds.map((one) => one.large / one.small));
    if (name === 'student list') listRatio = ratio;
    rows.push([
      name,
      ms(median(rounds.map((one) => one.small))),
      ms(median(rounds.map((one) => one.large))),
      times(ratio),
    ]);
  }
  const text = table(['one client', '1,000 ms', '10,000 ms', 'ratio'], rows);
  return { text, failed, isWithin: listRatio <= LIMIT };
}
