import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from '../columns';
import { users } from './accounts';

/** Lower case, no accents, surname first: what search compares and lists sort by. */
const searchName = () => text('search_name').notNull();

export const students = pgTable(
  'students',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    admissionNumber: text('admission_number').notNull(),
    surname: text('surname').notNull(),
    firstName: text('first_name').notNull(),
    otherNames: text('other_names').notNull().default(''),
    searchName: searchName(),
    gender: text('gender', { enum: ['female', 'male'] }).notNull(),
    dateOfBirth: date('date_of_birth').notNull(),
    stateOfOrigin: text('state_of_origin').notNull().default(''),
    lga: text('lga').notNull().default(''),
    address: text('address').notNull().default(''),
    previousSchool: text('previous_school').notNull().default(''),
    /** Kept by a trigger on the medical notes: teachers of the class see that there is something to ask about, not what. */
    hasAllergies: boolean('has_allergies').notNull().default(false),
    /** Kept by a trigger on enrolments: in a class now. Who is not has left, or was never placed. */
    isEnrolled: boolean('is_enrolled').notNull().default(false),
    /** The house of the school that the child belongs to, e.g. for sports. */
    house: text('house').notNull().default(''),
    /** Whom to call when no guardian answers. */
    emergencyName: text('emergency_name').notNull().default(''),
    emergencyPhone: text('emergency_phone').notNull().default(''),
    /** Where a search looks: the name and the admission number, which is matched as it is printed. */
    searchText: text('search_text').generatedAlwaysAs(sql`search_name || ' ' || lower(admission_number)`),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('students_user').on(t.userId),
    uniqueIndex('students_admission_number').on(t.admissionNumber),
    index('students_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
    index('students_order').on(t.searchName, t.id),
    index('students_left').on(t.searchName, t.id).where(sql`not is_enrolled`),
    index('students_identity').on(t.searchName, t.dateOfBirth),
    check('students_gender', sql`${t.gender} in ('female','male')`),
  ],
);

/** Apart from the student row so that a list can never carry it by accident. */
export const studentMedical = pgTable('student_medical', {
  studentId: uuid('student_id').primaryKey().references(() => students.id),
  bloodGroup: text('blood_group').notNull().default(''),
  genotype: text('genotype').notNull().default(''),
  allergies: text('allergies').notNull().default(''),
  notes: text('notes').notNull().default(''),
});

/** Custody and safeguarding: written once, never changed, read only by holders of the grant. */
export const safeguardingNotes = pgTable(
  'safeguarding_notes',
  {
    id: id(),
    studentId: uuid('student_id').notNull().references(() => students.id),
    kind: text('kind', { enum: ['custody', 'safeguarding'] }).notNull(),
    body: text('body').notNull(),
    writtenAt: instant('written_at').notNull(),
    writtenBy: uuid('written_by').notNull().references(() => users.id),
  },
  (t) => [
    index('safeguarding_notes_student').on(t.studentId, t.writtenAt),
    check('safeguarding_notes_kind', sql`${t.kind} in ('custody', 'safeguarding')`),
  ],
);

export const guardians = pgTable(
  'guardians',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    surname: text('surname').notNull(),
    firstName: text('first_name').notNull(),
    searchName: searchName(),
    occupation: text('occupation').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('guardians_user').on(t.userId),
    index('guardians_search').using('gin', sql`${t.searchName} gin_trgm_ops`),
    index('guardians_order').on(t.searchName, t.id),
  ],
);

/** A guardian sees a child only through a verified link that has not ended. */
export const guardianLinks = pgTable(
  'guardian_links',
  {
    id: id(),
    guardianId: uuid('guardian_id').notNull().references(() => guardians.id),
    studentId: uuid('student_id').notNull().references(() => students.id),
    relationship: text('relationship').notNull(),
    /** Who is called first: 1 before 2. */
    priority: integer('priority').notNull().default(1),
    mayPickUp: boolean('may_pick_up').notNull().default(true),
    verifiedAt: instant('verified_at'),
    verifiedBy: uuid('verified_by').references(() => users.id),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => users.id),
    /** The link stands on paper and shows nothing, e.g. while a court decides; verifying it again lifts this. */
    restrictedAt: instant('restricted_at'),
    restrictedBy: uuid('restricted_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('guardian_links_live').on(t.guardianId, t.studentId).where(sql`ended_at is null`),
    index('guardian_links_student').on(t.studentId),
    // Of a guardian's page, which shows ended links too.
    index('guardian_links_guardian').on(t.guardianId),
    check('guardian_links_restricted', sql`${t.restrictedAt} is null or ${t.verifiedAt} is null`),
    check('guardian_links_priority', sql`${t.priority} between 1 and 9`),
    index('guardian_links_verified_by').on(t.verifiedBy).where(sql`verified_by is not null`),
    index('guardian_links_ended_by').on(t.endedBy).where(sql`ended_by is not null`),
  ],
);

/** What a family asks the office to change. `student_id` is null for the guardian's own contact. */
export const changeRequests = pgTable(
  'change_requests',
  {
    id: id(),
    requestedBy: uuid('requested_by').notNull().references(() => users.id),
    studentId: uuid('student_id').references(() => students.id),
    field: text('field').notNull(),
    /** What stood there when it was asked for. */
    before: text('before').notNull(),
    after: text('after').notNull(),
    state: text('state', { enum: ['open', 'approved', 'declined', 'withdrawn'] }).notNull().default('open'),
    /** Why the office declined. */
    reason: text('reason').notNull().default(''),
    createdAt: createdAt(),
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('change_requests_one_open').on(sql`coalesce(student_id, requested_by)`, t.field).where(sql`state = 'open'`),
    index('change_requests_open').on(t.createdAt).where(sql`state = 'open'`),
    index('change_requests_mine').on(t.requestedBy, t.createdAt),
    check('change_requests_state', sql`${t.state} in ('open', 'approved', 'declined', 'withdrawn')`),
  ],
);

export const staff = pgTable(
  'staff',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    title: text('title').notNull().default(''),
    surname: text('surname').notNull(),
    firstName: text('first_name').notNull(),
    searchName: searchName(),
    gender: text('gender', { enum: ['female', 'male'] }).notNull(),
    createdAt: createdAt(),
    leftOn: date('left_on'),
  },
  (t) => [
    uniqueIndex('staff_user').on(t.userId),
    index('staff_search').using('gin', sql`${t.searchName} gin_trgm_ops`),
    index('staff_order').on(t.searchName, t.id).where(sql`left_on is null`),
  ],
);
