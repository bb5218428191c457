'use client';

import { useEffect, useState } from 'react';
import { useHold } from '@/components/live/live-provider';
import { submitRegister, undoRegister } from '@/lib/attendance/actions';
import type { RegisterLine } from '@/lib/attendance/queries';
import { countMarks, nextStatus, sayJoined, type Mark } from '@/lib/attendance/marks/rules';
import type { ActionFailure, ErrorCode } from '@/lib/platform/errors';
import {
  beginDraft, draftOf, marked, mineOver, relisted, saved, shownMarks, theirsOver, type Draft, type Register, type Shown,
} from './marking';
import { dropQueued, listQueued, putQueued, queueKey, QUEUE_CHANGED, type QueuedRegister } from './queue-store';
import { useDraft } from './use-draft';
import { notKept, passing, sending, undoUnknown, type Sent } from './waiting';

export type RegisterProps = {
  actorId: string; classId: string; className: string; day: string; version: number; lines: RegisterLine[];
  taken: { at: string; by: string; isMine: boolean } | null;
  needsReason: boolean;
};

type State = { register: Register; draft: Draft | null; queued: QueuedRegister | null };

const ofSchool = ({ version, lines, taken }: RegisterProps): Register => ({ version, lines, isTaken: taken !== null });

/** Something was marked that is neither at the school nor waiting on this device. */
const isDirty = ({ draft, queued }: State) => draft !== null && draft !== queued?.draft;

/** The marks on the screen, what the school has, and the way between them. */
export function useRegister(props: RegisterProps) {
  const { classId, day } = props;
  const [state, setState] = useState<State>({ register: ofSchool(props), draft: null, queued: null });
  const [seen, setSeen] = useState(props.lines);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [undoable, setUndoable] = useState<number | null>(null);
  const [unsaved, setUnsaved] = useState<Sent | null>(null);
  const [unundone, setUnundone] = useState<(Sent & { version: number }) | null>(null);
  const { register, draft, queued } = state;
  const dirty = isDirty(state);
  const marks = shownMarks(register, draft);

  // Marks need no hold: a fresh page keeps them, and the draft brings them back if the page is lost.
  useHold(saving);
  // A page drawn before the last save is no news: after the answer, the fresh page may still be on its way.
  if (props.lines !== seen && props.version >= register.version && !saving) {
    setSeen(props.lines);
    setState(withNews(state, ofSchool(props)));
    // What the page shows now is the answer that was lost.
    if (unundone && props.version > unundone.version) {
      setUnundone(null);
      setFailure(null);
    }
  }

  useDraft(props, dirty ? draft : null, (kept) => setState((old) => ({ ...old, draft: kept })));

  useEffect(() => {
    const look = async () => {
      const mine = await listQueued().catch(() => []);
      const found = mine.find((one) => one.key === queueKey({ classId, day }) && one.actorId === props.actorId);
      setState((old) => withQueued(old, found ? { ...found, draft: found.draft ?? draftOf(found.input) } : null));
    };
    void look();
    window.addEventListener(QUEUE_CHANGED, look);
    return () => window.removeEventListener(QUEUE_CHANGED, look);
  }, [classId, day, props.actorId]);

  // Whoever still has to be called is where to go on.
  useEffect(() => {
    if (failure) document.querySelector<HTMLElement>('button:has(.mark-none)')?.focus();
  }, [failure]);

  const change = (studentId: string, to: Partial<Mark>) => {
    setUndoable(null);
    setUnundone(null);
    if (!failure?.data || failure.fields) setFailure(null);
    setState((old) => {
      const was = shownMarks(old.register, old.draft).get(studentId);
      if (!was) return old;
      return { ...old, draft: marked(old.register, old.draft, { ...was, status: was.status ?? 'present', ...to }) };
    });
  };

  async function save(reason?: string, from = state) {
    const shown = shownMarks(from.register, from.draft);
    const uncalled = from.register.lines.filter(([id]) => !shown.get(id)?.status);
    if (uncalled.length > 0) return setFailure({ ok: false, code: 'INVALID', message: sayJoined(uncalled) });
    const sent = from.draft ?? beginDraft(from.register);
    const all = [...shown.values()].flatMap(clean);
    const input = { classId, day, version: sent.version, marks: all, ...(reason ? { reason } : {}) };
    const operation = sending(unsaved, input);
    setSaving(true);
    setFailure(null);
    setUnsaved(null);
    setUnundone(null);
    // No answer: it may or may not have arrived. The same operation id is sent again until there is one.
    const result = await submitRegister({ ...input, operationId: operation.operationId }).catch(() => null);
    if (result?.ok) {
      if (from.queued) await dropQueued(from.queued).catch(() => undefined);
      setState({ register: saved(from.register, sent, result.data.version), draft: null, queued: null });
      setUndoable(result.data.version);
    } else if (!result || passing.has(result.code)) {
      await queue(input, operation, { sent, code: result?.code });
    } else {
      setFailure(result);
      // The list has changed: it is shown as it is now, with the marks made so far.
      if (result.data && result.fields) setState((old) => ({ ...old, register: theirsOf(result), draft: sent }));
    }
    setSaving(false);
  }

  async function queue(input: QueuedRegister['input'], operation: Sent, { sent, code }: { sent: Draft; code?: ErrorCode }) {
    const counts = countMarks(input.marks);
    const entry = {
      key: queueKey(input), actorId: props.actorId, operationId: operation.operationId, className: props.className, input,
      savedAt: Date.now(), draft: sent, summary: `${counts.absent} absent, ${counts.late} late`, code,
    };
    try {
      await putQueued(entry);
      setState((old) => ({ ...old, draft: sent, queued: entry }));
    } catch {
      setUnsaved(operation);
      setState((old) => ({ ...old, draft: sent }));
      setFailure(notKept(code));
    }
  }

  async function undo() {
    const version = unundone?.version ?? undoable ?? register.version;
    const operation = { ...sending(unundone, { classId, day, version }), version };
    setSaving(true);
    const result = await undoRegister({ classId, day, version, operationId: operation.operationId }).catch(() => undoUnknown);
    const isOpen = !result.ok && passing.has(result.code);
    setUnundone(isOpen ? operation : null);
    if (!isOpen) setUndoable(null);
    setFailure(result.ok ? null : result);
    setSaving(false);
  }

  /** Takes over the other person's register in place of what is on the screen. */
  const keepTheirs = (theirs: Register) => {
    if (queued) void dropQueued(queued);
    setState({ register: theirs, draft: theirsOver(theirs, draft), queued: null });
    setFailure(null);
  };
  /** Keeps what was marked here, on top of the other person's register, and saves it. */
  const keepMine = (theirs: Register, reason?: string) => {
    const merged = { ...state, register: theirs, draft: mineOver(theirs, draft) };
    setState(merged);
    void save(reason, merged);
  };
  /** Gives up what was typed here and goes back to what the school has. */
  const discard = () => {
    const newest = props.version > register.version ? ofSchool(props) : register;
    setState({ ...state, register: newest, draft: queued?.draft ?? null });
    setFailure(null);
  };
  const tap = (mark: Shown) =>
    change(mark.studentId, { status: nextStatus(mark.status), minutesLate: null, reason: null });

  return {
    register, draft, marks, dirty, saving, failure, undoable, queued,
    tap, change, save, undo, keepTheirs, keepMine, discard,
  };
}

/** The action's own CONFLICT answers carry exactly this; see lib/attendance/commands.ts. */
export const theirsOf = (failure: ActionFailure) => failure.data as Register;

/**
 * What the school says now replaces what is shown, but of what somebody is in the middle of marking only the list and
 * its names, unless both say the same.
 */
function withNews(old: State, fresh: Register): State {
  const listed = relisted(old.register, fresh.lines);
  const said = (on: Register, draft: Draft | null) => JSON.stringify([...shownMarks(on, draft)]);
  const isSame = () => said(fresh, null) === said(listed, old.draft);
  const isSettled = old.draft === null || (fresh.version > old.register.version && !old.queued && isSame());
  return isSettled ? { ...old, register: fresh, draft: null } : { ...old, register: listed };
}

/** What waits on this device is what the teacher meant, also after the page was loaded anew; once sent, it stands. */
function withQueued(old: State, queued: QueuedRegister | null): State {
  if (isDirty(old)) return { ...old, queued };
  if (queued) return { ...old, queued, draft: queued.draft ?? null };
  if (!old.draft) return old;
  return { register: saved(old.register, old.draft, old.draft.version + 1), draft: null, queued };
}

function clean({ studentId, status, minutesLate, reason }: Shown) {
  if (!status) return [];
  const minutes = status === 'late' && minutesLate ? { minutesLate } : {};
  return [{ studentId, status, ...minutes, ...(reason ? { reason } : {}) }];
}
