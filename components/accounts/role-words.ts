/** Roles as the school says them. */
export const roleWords: Record<string, string> = {
  'super-admin': 'Super admin', admin: 'Office', teacher: 'Teacher', parent: 'Parent', student: 'Student',
};
