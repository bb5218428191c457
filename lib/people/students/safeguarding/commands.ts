import { safeguardingNotes } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import type { Context } from '@/lib/platform/perform';
import { listNotes } from './queries';
import type { WriteNoteInput } from './schema';

/** Reads the notes, and writes down that somebody has. */
export async function openSafeguarding(ctx: Context, { studentId }: { studentId: string }, student: { surname: string; firstName: string }) {
  const notes = await listNotes(ctx.tx, studentId);
  ctx.record({ name: 'people.safeguarding-opened', subjectId: studentId, tables: [], scopes: [], detail: {} });
  return { notes, surname: student.surname, firstName: student.firstName };
}

/** Adds a note. What it says stands in the notes alone: the history, which more people read and export, only says that it was written. */
export async function writeNote(ctx: Context, { studentId, kind, body }: WriteNoteInput): Promise<void> {
  await ctx.tx.insert(safeguardingNotes).values({ studentId, kind, body, writtenAt: ctx.now, writtenBy: requirePerson(ctx.actor).id });
  ctx.record({ name: 'people.safeguarding-note-written', subjectId: studentId, tables: [], scopes: [], detail: {} });
}
