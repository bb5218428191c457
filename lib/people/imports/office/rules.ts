import type { StaffCounts } from '../staff/schema';
import type { StudentCounts } from '../students/schema';
import type { ImportFindings } from './schema';

export const isStudentCounts = (counts: StudentCounts | StaffCounts): counts is StudentCounts => 'students' in counts;

/** Whether committing would write anything. */
export function changesAnything(counts: StudentCounts | StaffCounts): boolean {
  if (!isStudentCounts(counts)) return counts.staff.new + counts.staff.changed > 0;
  return counts.students.new + counts.students.changed + counts.guardians.new + counts.links.new > 0;
}

/** How many of its rows only a super admin may import. */
export const rowsForSuperAdmin = (findings: ImportFindings | null) =>
  findings && 'forSuperAdmin' in findings.counts ? findings.counts.forSuperAdmin : 0;

/** "1,000 new students, 12 changed, 0 unchanged" and its like, largest matter first. */
export function sayCounts(counts: StudentCounts | StaffCounts): string[] {
  const say = (number: number, one: string, many = `${one}s`) => `${number.toLocaleString('en-NG')} ${number === 1 ? one : many}`;
  if (!isStudentCounts(counts)) {
    const { staff, classTeachers, teachingAssignments } = counts;
    return [
      `${say(staff.new, 'person', 'people')} new, ${say(staff.changed, 'changed', 'changed')}, ${say(staff.unchanged, 'unchanged', 'unchanged')}`,
      `${say(classTeachers.new, 'class teacher')} and ${say(teachingAssignments.new, 'teaching assignment')} given`,
    ];
  }
  const { students, guardians, links } = counts;
  return [
    `${say(students.new, 'student')} new, ${say(students.changed, 'changed', 'changed')}, ${say(students.unchanged, 'unchanged', 'unchanged')}`,
    ...(students.moved > 0 ? [`${say(students.moved, 'student')} of these ${students.moved === 1 ? 'moves' : 'move'} to another class`] : []),
    `${say(guardians.new, 'guardian')} new, ${say(guardians.matched, 'matched', 'matched')} with people the school knows`,
    `${say(links.new, 'link')} between guardians and children`,
  ];
}
