import { z } from 'zod';
import { choiceCell, emailCell, genderCell, nameCell, noteCell, phoneCell } from '../cells/schema';
import type { Columns, ShownFindings } from '../schema';

export const staffColumns: Columns = {
  required: ['surname', 'first_name', 'gender', 'role'],
  optional: ['title', 'phone', 'email', 'class_teacher_of', 'subjects'],
  refused: [
    'password',
    'passwordhash',
    'status',
    'isadmin',
    'issuperadmin',
    'admin',
    'username',
    'userid',
    'id',
    'roles',
  ],
};

/** A file makes no super admin: whoever owns the system is appointed by name. */
export const importedRoles = ['admin', 'teacher'] as const;

export const staffCells = z
  .object({
    title: noteCell(20).default(''),
    surname: nameCell('the surname'),
    first_name: nameCell('the first name'),
    gender: genderCell,
    phone: phoneCell.default(''),
    email: emailCell.default(''),
    role: choiceCell(importedRoles, 'a role a file can give').transform((role, context) => {
      if (role !== '') return role;
      context.addIssue({ code: 'custom', message: 'Write admin or teacher.' });
      return z.NEVER;
    }),
    class_teacher_of: noteCell(60).default(''),
    subjects: noteCell(600).default(''),
  })
  .refine((row) => row.phone !== '' || row.email !== '', {
    path: ['phone'],
    error: 'Write a phone number or an e-mail address.',
  });

export type StaffRow = z.output<typeof staffCells> & { row: number };

export type StaffCounts = {
  rows: number;
  staff: { new: number; changed: number; unchanged: number };
  classTeachers: { new: number };
  teachingAssignments: { new: number };
  /** Rows that only a super admin may import: new admins, and changes of a super admin's record. */
  forSuperAdmin: number;
};

export type StaffPreview = StaffCounts & ShownFindings;
