import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant } from '../columns';

/** A person who may sign in. What they may do follows from roles and relations, never from this row. */
export const users = pgTable(
  'users',
  {
    id: id(),
    username: text('username').notNull(),
    email: text('email'),
    /** E.164, e.g. +2348031234567. */
    phone: text('phone'),
    displayName: text('display_name').notNull(),
    status: text('status', { enum: ['pending', 'active', 'suspended', 'disabled'] }).notNull().default('pending'),
    /** bcrypt of a password its owner chose. */
    passwordHash: text('password_hash'),
    /** Keyed hash of a random first password; while it is set, everything but "choose a password" is refused. */
    oneTimeHash: bytes('one_time_hash'),
    /** Raised whenever roles, status or relations change; writers hold the row so a change waits for them. */
    authorityVersion: integer('authority_version').notNull().default(1),
    /** Raised by an unlock: delays after earlier wrong passwords are counted under the number before. */
    unlocks: integer('unlocks').notNull().default(0),
    createdAt: createdAt(),
    /** In the recycle bin since. */
    disabledAt: instant('disabled_at'),
    /** Taken out of the recycle bin for good: the name stays, nothing one could sign in with or write to does. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    uniqueIndex('users_username').on(sql`upper(${t.username})`),
    uniqueIndex('users_email').on(sql`lower(${t.email})`),
    uniqueIndex('users_phone').on(t.phone),
    // The office remembers the middle of a number.
    index('users_phone_search').using('gin', sql`${t.phone} gin_trgm_ops`),
    // The recycle bin, the newest first.
    index('users_bin').on(sql`disabled_at desc`, t.id).where(sql`status = 'disabled' and deleted_at is null`),
    check('users_status', sql`${t.status} in ('pending','active','suspended','disabled')`),
  ],
);

export const userRoles = pgTable(
  'user_roles',
  {
    userId: uuid('user_id').notNull().references(() => users.id),
    role: text('role', { enum: ['super-admin', 'admin', 'teacher', 'student', 'parent'] }).notNull(),
    grantedAt: instant('granted_at').notNull().defaultNow(),
    grantedBy: uuid('granted_by').references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.role] }),
    // Who has a role: the few among thousands, e.g. the super admins that a list leaves out.
    index('user_roles_role').on(t.role, t.userId),
    index('user_roles_granted_by').on(t.grantedBy).where(sql`granted_by is not null`),
    check('user_roles_role', sql`${t.role} in ('super-admin','admin','teacher','student','parent')`),
  ],
);

/** A right that is one person's and follows from no role. */
export const userGrants = pgTable(
  'user_grants',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    /** safeguarding: may read and write custody and safeguarding notes. */
    name: text('name', { enum: ['safeguarding'] }).notNull(),
    grantedAt: instant('granted_at').notNull(),
    grantedBy: uuid('granted_by').notNull().references(() => users.id),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('user_grants_live').on(t.userId, t.name).where(sql`ended_at is null`),
    check('user_grants_name', sql`${t.name} in ('safeguarding')`),
  ],
);

/** One signed-in device. The cookie holds a random token; only its hash is kept. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    tokenHash: bytes('token_hash').notNull(),
    userId: uuid('user_id').notNull().references(() => users.id),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    idleSeconds: integer('idle_seconds').notNull(),
    expiresAt: instant('expires_at').notNull(),
    device: text('device').notNull().default(''),
    /** SHA-256 of the cookie that names the browser; a browser its owner used before is spared the account's delays. */
    deviceHash: bytes('device_hash'),
    address: text('address').notNull().default(''),
    endedAt: instant('ended_at'),
    endedReason: text('ended_reason'),
  },
  (t) => [
    uniqueIndex('sessions_token_hash').on(t.tokenHash),
    index('sessions_user').on(t.userId).where(sql`ended_at is null`),
    // Whoever removes an account asks for its ended sign-ins as well.
    index('sessions_of').on(t.userId),
  ],
);

/** A one-use, 60-second pass from a signed-in page to the live sidecar. */
export const socketTickets = pgTable('socket_tickets', {
  ticketHash: bytes('ticket_hash').primaryKey(),
  sessionId: uuid('session_id').notNull().references(() => sessions.id),
  expiresAt: instant('expires_at').notNull(),
});

/** A phone that shows codes. Secrets are sealed under AUTH_SECRET; the first code that its owner types makes one count. */
export const secondFactors = pgTable('second_factors', {
  userId: uuid('user_id').primaryKey().references(() => users.id),
  sealedSecret: bytes('sealed_secret'),
  setAt: instant('set_at'),
  /** A phone that is being set up, first or in place of the present one; good for 15 minutes. */
  pendingSecret: bytes('pending_secret'),
  pendingSince: instant('pending_since'),
  /** The newest 30-second step whose code was used: no code is good twice. */
  lastStep: integer('last_step').notNull().default(0),
});

/** For a lost phone: random, shown once, kept as a keyed hash, each good for one sign-in. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    codeHash: bytes('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [uniqueIndex('recovery_codes_code').on(t.userId, t.codeHash)],
);

/** Between the password and the code: no session yet, and gone after five minutes or five wrong codes. */
export const pendingSignIns = pgTable('pending_sign_ins', {
  tokenHash: bytes('token_hash').primaryKey(),
  userId: uuid('user_id').notNull().references(() => users.id),
  expiresAt: instant('expires_at').notNull(),
  wrongCodes: integer('wrong_codes').notNull().default(0),
});

/** One super admin asks that somebody becomes one, or is one no more; another confirms it within a day. */
export const superAdminRequests = pgTable(
  'super_admin_requests',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id),
    change: text('change', { enum: ['grant', 'revoke', 'reset-factor'] }).notNull(),
    askedBy: uuid('asked_by').notNull().references(() => users.id),
    askedAt: instant('asked_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: uuid('confirmed_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('super_admin_requests_open').on(t.userId).where(sql`confirmed_at is null and withdrawn_at is null`),
    check('super_admin_requests_change', sql`${t.change} in ('grant','revoke','reset-factor')`),
    // The database, too, knows that it takes two, and that nobody confirms what is about them.
    check('super_admin_requests_two', sql`${t.confirmedBy} is null or (${t.confirmedBy} <> ${t.askedBy} and ${t.confirmedBy} <> ${t.userId})`),
  ],
);

/**
 * A link sent by e-mail; who opens it has shown that the owner's mail is theirs to read. The token is the id with a
 * MAC under AUTH_SECRET: the worker makes it again when the letter leaves, and no table ever holds it.
 */
export const accountLinks = pgTable(
  'account_links',
  {
    id: id(),
    purpose: text('purpose', { enum: ['reset', 'invitation'] }).notNull(),
    userId: uuid('user_id').notNull().references(() => users.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    /** Replaced by a newer link, or taken back by the office. */
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    index('account_links_open').on(t.userId, t.purpose).where(sql`used_at is null and withdrawn_at is null`),
    index('account_links_expiry').on(t.expiresAt),
    check('account_links_purpose', sql`${t.purpose} in ('reset','invitation')`),
  ],
);
