import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { attendanceMarks, classes, enrolments, holidays, registers, staff, students, terms, users } from '@/db/schema';
import { runningSessionId, schoolDayAt } from '@/lib/calendar/queries';
import { classesVisibleTo } from '@/lib/classes/queries';
import type { Actor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import type { Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import type { AttendanceStatus } from './schema';

/** One line of a register: plain values in an array, because a class page carries forty of them. */
export type RegisterLine = [
  studentId: string, surname: string, firstName: string, admissionNumber: string,
  status: AttendanceStatus | null, minutesLate: number | null, reason: string | null,
];

export type Register = {
  classId: string;
  className: string;
  day: Day;
  term: { id: string; state: string; startsOn: Day; endsOn: Day } | null;
  holiday: string | null;
  /** 0 until the first submission. */
  version: number;
  takenAt: Date | null;
  takenById: string | null;
  takenBy: string | null;
  lines: RegisterLine[];
};

/** How staff are named to families: "Mrs Bello". */
export const staffName = (userId: unknown) => sql`coalesce(
  (select trim(st.title || ' ' || st.surname) from ${staff} st where st.user_id = ${userId}),
  (select u.display_name from ${users} u where u.id = ${userId}))`;

type RegisterRow = Omit<Register, 'takenAt' | 'lines'> & { takenAt: string | null; lines: RegisterLine[] | null };

/** The register of a class on a day with its roster, taken or not; NOT_FOUND when the actor may not see the class. */
export async function getRegister(actor: Actor, what: { classId: string; day: Day }, tx?: Tx): Promise<Register> {
  const [row] = await reading(actor, tx, (open) =>
    open.execute<RegisterRow>(sql`
      select ${classes.id} as "classId", ${classes.name} as "className", ${what.day} as day,
        (select jsonb_build_object('id', t.id, 'state', t.state, 'startsOn', t.starts_on, 'endsOn', t.ends_on)
           from ${terms} t where ${what.day}::date between t.starts_on and t.ends_on limit 1) as term,
        (select h.name from ${holidays} h where h.day = ${what.day}::date) as holiday,
        coalesce(r.version, 0) as version, r.taken_at as "takenAt", r.taken_by as "takenById",
        ${staffName(sql`r.taken_by`)} as "takenBy",
        (select jsonb_agg(jsonb_build_array(s.id, s.surname, s.first_name, s.admission_number,
                 case when r.taken_at is null then null else m.status end, m.minutes_late, m.reason)
                 order by s.search_name, s.id)
           from ${enrolments} e join ${students} s on s.id = e.student_id
           left join ${attendanceMarks} m on m.register_id = r.id and m.student_id = s.id
           where e.class_id = ${classes.id} and e.starts_on <= ${what.day}::date
             and (e.ends_on is null or e.ends_on >= ${what.day}::date)) as lines
      from ${classes}
      left join ${registers} r on r.class_id = ${classes.id} and r.day = ${what.day}::date and r.period = 'morning'
      where ${classes.id} = ${what.classId} and ${classesVisibleTo(actor)}`),
  );
  if (!row) throw new AppError('NOT_FOUND', 'There is no such class.');
  return { ...row, takenAt: row.takenAt ? new Date(row.takenAt) : null, lines: row.lines ?? [] };
}

export type BoardTile = {
  classId: string; className: string; teacher: string | null; students: number;
  takenAt: Date | null; present: number; absent: number; late: number; excused: number;
};

export type Absentee = {
  studentId: string; surname: string; firstName: string; className: string;
  status: 'absent' | 'excused'; reason: string | null; toldAt: Date | null;
};

/**
 * The session whose classes a day shows: the running one; but a past day from before it began keeps the classes of its
 * own time, because its registers are theirs.
 */
function sessionOf(day: Day) {
  const now = clock.now();
  return sql`coalesce(
    (select s.id from academic_sessions s where s.id = ${runningSessionId(now)} and (s.starts_on <= ${day}::date or ${day}::date >= ${schoolDayAt(now)})),
    (select s.id from academic_sessions s where s.starts_on <= ${day}::date order by s.starts_on desc limit 1))`;
}
const ofLevel = (level?: string) => (level ? sql`${classes.levelId} = ${level}` : sql`true`);

export type BoardLevel = { id: string; name: string; classes: number; taken: number };

/** The levels with the number of their classes, and of the registers taken on a day. */
export async function listBoardLevels(actor: Actor, day: Day, tx?: Tx): Promise<BoardLevel[]> {
  const rows = await reading(actor, tx, (open) =>
    open.execute<BoardLevel>(sql`
      select l.id, l.name, count(*)::int as classes, count(r.taken_at)::int as taken
      from ${classes} join levels l on l.id = ${classes.levelId}
      left join ${registers} r on r.class_id = ${classes.id} and r.day = ${day}::date and r.period = 'morning'
      where ${classesVisibleTo(actor)} and ${classes.academicSessionId} = ${sessionOf(day)}
      group by l.id order by l.position limit 30`),
  );
  return [...rows];
}

export type SchoolDay = { classes: number; taken: number; inSchool: number; absent: number; late: number; hasStudents: boolean };

/** The day of the whole school in numbers, over all its classes: who is late is in school, who is excused is absent. */
export async function getSchoolDay(actor: Actor, day: Day, tx?: Tx): Promise<SchoolDay> {
  const [row] = await reading(actor, tx, (open) =>
    open.execute<SchoolDay>(sql`
      select count(*)::int as classes, count(r.taken_at)::int as taken, coalesce(sum(r.present + r.late), 0)::int as "inSchool",
        coalesce(sum(r.absent + r.excused), 0)::int as absent, coalesce(sum(r.late), 0)::int as late,
        exists (select from ${enrolments} where ends_on is null) as "hasStudents"
      from ${classes}
      left join ${registers} r on r.class_id = ${classes.id} and r.day = ${day}::date and r.period = 'morning'
      where ${classesVisibleTo(actor)} and ${classes.academicSessionId} = ${sessionOf(day)}`),
  );
  return row ?? { classes: 0, taken: 0, inSchool: 0, absent: 0, late: 0, hasStudents: false };
}

/** The classes of the running session, of one level where it is given, in school order with their registers of a day: the tiles of the board. */
export async function listTiles(actor: Actor, day: Day, level?: string, tx?: Tx): Promise<BoardTile[]> {
  const rows = await reading(actor, tx, (open) =>
    open.execute<Omit<BoardTile, 'takenAt'> & { takenAt: string | null }>(sql`
      select ${classes.id} as "classId", ${classes.name} as "className", r.taken_at as "takenAt",
        coalesce(r.present, 0) as present, coalesce(r.absent, 0) as absent, coalesce(r.late, 0) as late,
        coalesce(r.excused, 0) as excused, coalesce(n.students, 0)::int as students, t.teacher
      from ${classes} join levels l on l.id = ${classes.levelId}
      left join ${registers} r on r.class_id = ${classes.id} and r.day = ${day}::date and r.period = 'morning'
      left join (select class_id, count(*) as students from ${enrolments}
                 where starts_on <= ${day}::date and (ends_on is null or ends_on >= ${day}::date)
                 ${level ? sql`and class_id = any (array(select c.id from ${classes} c where c.level_id = ${level} and c.academic_session_id = ${sessionOf(day)}))` : sql``} group by class_id) n
             on n.class_id = ${classes.id}
      left join (select ct.class_id, trim(st.title || ' ' || st.surname) as teacher from class_teachers ct
                 join ${staff} st on st.id = ct.staff_id where ct.ended_at is null) t on t.class_id = ${classes.id}
      where ${classesVisibleTo(actor)} and ${ofLevel(level)} and ${classes.academicSessionId} = ${sessionOf(day)}
      order by l.position, ${classes.arm} limit 500`),
  );
  return rows.map((row) => ({ ...row, takenAt: row.takenAt ? new Date(row.takenAt) : null }));
}

/** Who is away on a day, in one level where it is given, in school order, with the reason and when the family was told. */
export async function listAway(actor: Actor, day: Day, level?: string, tx?: Tx): Promise<Absentee[]> {
  const rows = await reading(actor, tx, (open) =>
    open.execute<Omit<Absentee, 'toldAt'> & { toldAt: string | null }>(sql`
      select s.id as "studentId", s.surname, s.first_name as "firstName", ${classes.name} as "className", m.status, m.reason,
        (select case n.kind when 'absence' then n.created_at end from notifications n
          where n.subject_id = s.id and n.day = ${day}::date and n.kind in ('absence', 'absence-corrected')
          order by n.created_at desc limit 1) as "toldAt"
      from ${attendanceMarks} m join ${students} s on s.id = m.student_id
      join ${registers} r on r.id = m.register_id and r.taken_at is not null
      join ${classes} on ${classes.id} = m.class_id join levels l on l.id = ${classes.levelId}
      where m.day = ${day}::date and m.status in ('absent', 'excused') and m.status <> 'present' and ${classesVisibleTo(actor)} and ${ofLevel(level)}
      order by l.position, ${classes.arm}, s.search_name limit 500`),
  );
  return rows.map((row) => ({ ...row, toldAt: row.toldAt ? new Date(row.toldAt) : null }));
}

/** The office's board of a day, of one level where it is given: its tiles, and who is away. */
export async function getBoard(actor: Actor, day: Day, level?: string, tx?: Tx): Promise<{ tiles: BoardTile[]; away: Absentee[] }> {
  return reading(actor, tx, async (open) => {
    const [tiles, away] = await Promise.all([listTiles(actor, day, level, open), listAway(actor, day, level, open)]);
    return { tiles, away };
  });
}

export type StudentMark = {
  day: Day; status: AttendanceStatus; minutesLate: number | null; reason: string | null; takenAt: Date | null; takenBy: string | null;
};

/** A student's marks from first to last day, newest first; the caller has loaded the student through the actor. */
export async function listStudentMarks(actor: Actor, what: { studentId: string; first: Day; last: Day }, tx?: Tx): Promise<StudentMark[]> {
  const rows = await reading(actor, tx, (open) =>
    open.execute<Omit<StudentMark, 'takenAt'> & { takenAt: string | null }>(sql`
      select m.day::text as day, m.status, m.minutes_late as "minutesLate", m.reason, r.taken_at as "takenAt",
        ${staffName(sql`r.taken_by`)} as "takenBy"
      from ${attendanceMarks} m join ${registers} r on r.id = m.register_id and r.taken_at is not null
      where m.student_id = ${what.studentId} and m.day between ${what.first}::date and ${what.last}::date
      order by m.day desc limit 400`),
  );
  return rows.map((row) => ({ ...row, takenAt: row.takenAt ? new Date(row.takenAt) : null }));
}

export type ClassSummaryLine = {
  studentId: string; surname: string; firstName: string; present: number; absent: number; late: number; excused: number;
};

/** Marks per student of a class from first to last day, by name; the class is one the actor may see. */
export async function getClassSummary(actor: Actor, what: { classId: string; first: Day; last: Day }, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    const [[one], lines, [opened]] = await Promise.all([
      open.execute<{ id: string; name: string }>(
        sql`select ${classes.id} as id, ${classes.name} as name from ${classes} where ${classes.id} = ${what.classId} and ${classesVisibleTo(actor)}`,
      ),
      open.execute<ClassSummaryLine>(sql`
        select s.id as "studentId", s.surname, s.first_name as "firstName",
          count(*) filter (where m.status = 'present')::int as present, count(*) filter (where m.status = 'absent')::int as absent,
          count(*) filter (where m.status = 'late')::int as late, count(*) filter (where m.status = 'excused')::int as excused
        from ${registers} r join ${attendanceMarks} m on m.register_id = r.id join ${students} s on s.id = m.student_id
        join ${classes} on ${classes.id} = r.class_id
        where r.class_id = ${what.classId} and r.taken_at is not null and r.day between ${what.first}::date and ${what.last}::date
          and ${classesVisibleTo(actor)}
        group by s.id order by s.search_name, s.id limit 300`),
      open.execute<{ times: number }>(sql`
        select count(*)::int as times from ${registers} r join ${classes} on ${classes.id} = r.class_id
        where r.class_id = ${what.classId} and r.taken_at is not null
          and r.day between ${what.first}::date and ${what.last}::date and ${classesVisibleTo(actor)}`),
    ]);
    if (!one) throw new AppError('NOT_FOUND', 'There is no such class.');
    return { className: one.name, timesOpened: opened?.times ?? 0, lines: [...lines] };
  });
}

export type ChildToday = {
  studentId: string; status: AttendanceStatus | null; minutesLate: number | null; reason: string | null;
  takenAt: Date | null; takenBy: string | null;
};

/** Today's mark of each of the actor's own children (or of the student themselves). */
export async function listChildrenToday(actor: Actor, day: Day, tx?: Tx): Promise<ChildToday[]> {
  if (actor.kind !== 'person') return [];
  const own = [...actor.guardianOf, ...(actor.studentId ? [actor.studentId] : [])];
  if (own.length === 0) return [];
  const rows = await reading(actor, tx, (open) =>
    open.execute<Omit<ChildToday, 'takenAt'> & { takenAt: string | null }>(sql`
      select m.student_id as "studentId", m.status, m.minutes_late as "minutesLate", m.reason,
        r.taken_at as "takenAt", ${staffName(sql`r.taken_by`)} as "takenBy"
      from ${attendanceMarks} m join ${registers} r on r.id = m.register_id and r.taken_at is not null
      where m.student_id = any (${`{${own.join(',')}}`}::uuid[]) and m.day = ${day}::date limit 50`),
  );
  return rows.map((row) => ({ ...row, takenAt: row.takenAt ? new Date(row.takenAt) : null }));
}
