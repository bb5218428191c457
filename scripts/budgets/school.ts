import { openThrowAway } from '../bench/stage';
import type { createEnding } from '../ending';
import type { Where } from './pages';

/** A small school with forty students in a class, started for the weighing alone. */
export async function openSchool(ending: ReturnType<typeof createEnding>): Promise<Where> {
  const { school } = await openThrowAway({ ending, size: { students: 1_000, years: 0 }, say: console.log });
  const { lanes, family, office, day } = school.people;
  const [lane] = lanes;
  const [child] = family.children;
  if (!lane || !child) throw new Error('The school for the weighing has no class or no family.');
  return {
    origin: school.origin,
    classId: lane.classId,
    studentId: child.id,
    day,
    parent: family.cookie,
    teacher: lane.cookies[0] ?? '',
    office: office.cookie,
  };
}
