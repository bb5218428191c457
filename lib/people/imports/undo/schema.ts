/** The tables whose rows must still stand as the import left them; counters move on and are no obstacle. */
export const SYSTEM_TABLES = [
  'users', 'user_roles', 'students', 'student_medical', 'guardians', 'guardian_links', 'staff', 'enrolments', 'class_teachers',
  'teaching_assignments',
] as const;
