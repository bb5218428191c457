import type { Budgeted } from './measure';

/** Where the weighed pages are, and who opens them. */
export type Where = {
  origin: string;
  classId: string;
  studentId: string;
  day: string;
  parent: string;
  teacher: string;
  office: string;
};

const PUBLIC = 145;
const REGISTER = 155;
const OFFICE = 200;

/** The weighed pages with the kilobytes of JavaScript each may load. */
export function budgetedPages({
  origin,
  classId,
  studentId,
  day,
  parent,
  teacher,
  office,
}: Where): Budgeted[] {
  return [
    { name: 'sign-in', url: `${origin}/sign-in`, script: PUBLIC },
    { name: 'parent home', url: `${origin}/today`, cookie: parent, script: PUBLIC },
    {
      name: 'student attendance',
      url: `${origin}/students/${studentId}/attendance`,
      cookie: parent,
      script: PUBLIC,
    },
    {
      name: 'ask for a change',
      url: `${origin}/change-requests/new?about=${studentId}`,
      cookie: parent,
      script: PUBLIC,
    },
    {
      name: 'register',
      url: `${origin}/classes/${classId}/attendance/${day}`,
      cookie: teacher,
      script: REGISTER,
    },
    { name: 'board', url: `${origin}/attendance`, cookie: office, script: OFFICE },
    { name: 'students', url: `${origin}/students`, cookie: office, script: OFFICE },
    { name: 'add a student', url: `${origin}/students/new`, cookie: office, script: OFFICE },
    { name: 'guardians', url: `${origin}/guardians`, cookie: office, script: OFFICE },
    { name: 'staff', url: `${origin}/staff`, cookie: office, script: OFFICE },
  ];
}
