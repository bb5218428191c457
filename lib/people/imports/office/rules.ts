import { sayCount } from '@/lib/platform/sentences';
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
  if (!isStudentCounts(counts)) {
    const { staff, classTeachers, teachingAssignments } = counts;
    return [
      `${sayCount(staff.new, 'person', 'people')} new, ${sayCount(staff.changed, 'changed', 'changed')}, ${sayCount(staff.unchanged, 'unchanged', 'unchanged')}`,
      `${sayCount(classTeachers.new, 'class teacher')} and ${sayCount(teachingAssignments.new, 'teaching assignment')} given`,
    ];
  }
  const { students, guardians, links } = counts;
  return [
    `${sayCount(students.new, 'student')} new, ${sayCount(students.changed, 'changed', 'changed')}, ${sayCount(students.unchanged, 'unchanged', 'unchanged')}`,
    ...(students.moved > 0 ? [`${sayCount(students.moved, 'student')} of these ${students.moved === 1 ? 'moves' : 'move'} to another class`] : []),
    `${sayCount(guardians.new, 'guardian')} new, ${sayCount(guardians.matched, 'matched', 'matched')} with people the school knows`,
    `${sayCount(links.new, 'link')} between guardians and children`,
  ];
}
