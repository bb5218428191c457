import { nigerianDepartments, nigerianLevels, nigerianSubjects } from '@/db/seed/curriculum';
import { createAcademicSession } from '@/lib/calendar/commands';
import type { NewSession } from '@/lib/calendar/rules';
import { openTerm } from '@/lib/calendar/terms/commands';
import { createClasses, type NewClass } from '@/lib/classes/commands';
import { createDepartments } from '@/lib/classes/departments/commands';
import { createLevels } from '@/lib/classes/levels/commands';
import { createSubjects } from '@/lib/classes/subjects/commands';
import { weekday, type Day } from '@/lib/platform/dates';
import type { Context } from '@/lib/platform/perform';
import { setUpSchool } from '@/lib/school/commands';
import { firstYearAround, nigerianSession, termAround } from '@/lib/calendar/nigeria/rules';

export type DemoYear = NewSession & { id: string };

/** Sets up Treasure-Home School with the running session, `earlier` past ones, and the same classes in each. */
export async function setUpDemoSchool(
  ctx: Context,
  { today, earlier = 0, classes }: { today: Day; earlier?: number; classes: NewClass[] },
): Promise<DemoYear[]> {
  await setUpSchool(ctx, {
    name: 'Treasure-Home School',
    shortName: 'Treasure-Home',
    motto: 'Honesty and Success',
    address: 'Seriki-Soyinka, Ifo, Ogun State',
    timeZone: 'Africa/Lagos',
    usernamePrefix: 'THS',
    isDemo: true,
    // A demonstration that is loaded on a Sunday is looked at on a Sunday.
    weekDays: [...new Set([1, 2, 3, 4, 5, weekday(today)])].sort(),
  });
  await createLevels(ctx, nigerianLevels);
  await createDepartments(ctx, nigerianDepartments);
  await createSubjects(ctx, nigerianSubjects);
  const running = firstYearAround(today);
  const years: DemoYear[] = [];
  for (let year = running - earlier; year <= running; year += 1) {
    const session = nigerianSession(year);
    const { id, termIds } = await createAcademicSession(ctx, session);
    await createClasses(ctx, { academicSessionId: id, classes });
    const termId = termIds[termAround(today, session)];
    if (year === running && termId) await openTerm(ctx, { termId });
    years.push({ ...session, id });
  }
  return years;
}

/** The classes a roll needs, with room for everybody on it. */
export function classesOf(rows: { class_level: string; class_arm: string }[]): NewClass[] {
  const counts = new Map<string, NewClass & { capacity: number }>();
  for (const { class_level: level, class_arm: arm } of rows) {
    const one = counts.get(`${level}|${arm}`) ?? { level, arm, capacity: 0 };
    counts.set(`${level}|${arm}`, { ...one, capacity: one.capacity + 1 });
  }
  return [...counts.values()]
    .map((one) => ({ ...one, capacity: Math.max(30, one.capacity) }))
    .toSorted((a, b) => a.arm.length - b.arm.length || a.arm.localeCompare(b.arm));
}
