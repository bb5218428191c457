import { stringify } from 'csv-stringify/sync';
import type { NewClass } from '@/lib/classes/commands';
import type { StaffRow } from '@/lib/people/imports/staff/schema';

/** A staff file with an office, a teacher for each class and two subject teachers for every three classes. */
export function inventStaff(pattern: StaffRow[], classes: NewClass[]): string {
  const office = pattern.filter((row) => row.role === 'admin');
  const teachers = pattern.filter((row) => row.role === 'teacher');
  const posts = [
    ...office.map((like) => ({ like, leads: '' })),
    ...classes.map(({ level, arm }, index) => ({ like: at(teachers, index), leads: `${level} ${arm}` })),
    ...Array.from({ length: Math.max(20, Math.ceil(classes.length * 0.67)) }, (_, index) => ({
      like: at(teachers, classes.length + index),
      leads: '',
    })),
  ];
  const records = posts.map(({ like, leads }, index) => ({
    title: like.title,
    surname: at(teachers, index * 7).surname,
    first_name: like.first_name,
    gender: like.gender,
    phone: `0704${String(index).padStart(7, '0')}`,
    email: `staff${index + 1}@example.ng`,
    role: like.role,
    class_teacher_of: leads,
    subjects: like.subjects,
  }));
  return stringify(records, { header: true });
}

function at<T>(rows: T[], index: number): T {
  const row = rows[index % rows.length];
  if (row === undefined) throw new Error('the staff file of the demonstration is empty');
  return row;
}
