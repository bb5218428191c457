import { plusDays, schoolDay } from '@/lib/platform/dates';
import { commitStaff } from '@/lib/people/imports/staff/commands';
import { readStaffFile } from '@/lib/people/imports/staff/rules';
import { commitStudents } from '@/lib/people/imports/students/commands';
import { readStudentFile } from '@/lib/people/imports/students/rules';
import { firstYearAround } from '@/lib/calendar/nigeria/rules';
import { schoolDaysOf } from '../calendar';
import { chooseCast, createOwner } from '../cast';
import { demoFile, type LoadOptions } from '../load';
import { giveRegisters } from '../registers';
import { classesOf, setUpDemoSchool } from '../school';
import { assignSubjects } from '../teaching';
import { inNewSchool } from '../transaction';
import { writeHistory } from './history';
import { inventRoll } from './roll';
import { inventStaff } from './staff';

type Size = { students: number; years: number };

/**
 * Fills an empty database with an invented school of any size: the running session to yesterday and `years` whole
 * sessions before it. False, with nothing done, where there is a school.
 */
export async function loadScaledSchool(
  { databaseUrl, log }: LoadOptions,
  { students, years }: Size,
): Promise<boolean> {
  const [roll, staff] = await Promise.all([demoFile('school-roll.csv'), demoFile('staff.csv')]);
  const done = await inNewSchool(databaseUrl, async (ctx) => {
    const today = schoolDay(ctx.now, 'Africa/Lagos');
    const pattern = readStudentFile(roll, today).rows;
    const invented = inventRoll(pattern, { students, year: firstYearAround(today) });
    const classes = classesOf(invented.children);
    const sessions = await setUpDemoSchool(ctx, { today, earlier: years, classes });
    await createOwner(ctx);
    const staffFile = inventStaff(readStaffFile(staff).rows, classes);
    const people = await commitStaff(ctx, staffFile);
    await assignSubjects(ctx, staffFile);
    log(`Demo: ${classes.length} classes, ${people.staff.new} members of staff`);
    const imported = await commitStudents(ctx, invented.csv);
    log(`Demo: ${imported.students.new} students and ${imported.guardians.new} guardians`);
    await writeHistory(ctx, { years: sessions, students, pattern });
    const days = sessions.flatMap(schoolDaysOf).filter((day) => day <= plusDays(today, -1));
    await giveRegisters(ctx, days, (count) =>
      log(`Demo: registers of ${count} of ${days.length} school days`),
    );
    await chooseCast(ctx);
    return true;
  });
  return done ?? false;
}
