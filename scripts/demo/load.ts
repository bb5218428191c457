import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { plusDays, schoolDay } from '@/lib/platform/dates';
import { commitStaff } from '@/lib/people/imports/staff/commands';
import { commitStudents } from '@/lib/people/imports/students/commands';
import { readStudentFile } from '@/lib/people/imports/students/rules';
import { schoolDaysOf } from './calendar';
import { chooseCast, createOwner } from './cast';
import { giveRegisters } from './registers';
import { classesOf, setUpDemoSchool } from './school';
import { assignSubjects } from './teaching';
import { inNewSchool } from './transaction';

// Four weeks of registers show a pattern and load in a moment.
const SCHOOL_DAYS = 20;

export type LoadOptions = { databaseUrl: string; log(line: string): void };

/** Fills an empty database with the demonstration school; does nothing where there is a school. */
export async function loadDemoSchool({ databaseUrl, log }: LoadOptions): Promise<void> {
  const [roll, staff] = await Promise.all([demoFile('school-roll.csv'), demoFile('staff.csv')]);
  const started = Date.now();
  const loaded = await inNewSchool(databaseUrl, async (ctx) => {
    const today = schoolDay(ctx.now, 'Africa/Lagos');
    const years = await setUpDemoSchool(ctx, {
      today,
      classes: classesOf(readStudentFile(roll, today).rows),
    });
    log('Demo: the school, its calendar, levels, subjects and classes');
    await createOwner(ctx);
    const people = await commitStaff(ctx, staff);
    await assignSubjects(ctx, staff);
    log(`Demo: ${people.staff.new} members of staff`);
    const { students, guardians } = await commitStudents(ctx, roll);
    log(`Demo: ${students.new} students and ${guardians.new} guardians`);
    const past = years.flatMap(schoolDaysOf).filter((day) => day <= plusDays(today, -1));
    await giveRegisters(ctx, past.slice(-SCHOOL_DAYS));
    log('Demo: registers of the last four weeks');
    await chooseCast(ctx);
    return true;
  });
  if (loaded) log(`Demo: ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** One of the files the demonstration is made of. */
export function demoFile(name: 'school-roll.csv' | 'staff.csv'): Promise<string> {
  return readFile(path.join(process.cwd(), 'db/seed/demo', name), 'utf8');
}
