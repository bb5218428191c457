'use client';

import { useEffect, useState } from 'react';
import { useHold } from '@/components/live/live-provider';
import { newOperationId } from '@/components/shared/operation-id';
import { submitRegister, undoRegister } from '@/lib/attendance/actions';
import type { RegisterLine } from '@/lib/attendance/queries';
import { countMarks, nextStatus, type Mark } from '@/lib/attendance/rules';
import type { ActionFailure } from '@/lib/platform/errors';
import { dropQueued, listQueued, passing, putQueued, queueKey, QUEUE_CHANGED, type QueuedRegister } from './queue-store';
import { useDraft } from './use-draft';

export type RegisterProps = {
  actorId: string; classId: string; className: string; day: string; version: number; lines: RegisterLine[];
  taken: { at: string; by: string; isMine: boolean } | null;
  needsReason: boolean;
};

export type ConflictData = {
  version: number; takenBy: string | null; lines: RegisterLine[];
  differences?: { studentId: string; theirs: Mark['status']; mine: Mark['status'] }[];
};

const fromLines = (lines: RegisterLine[]): Mark[] =>
  lines.map(([studentId, , , , status, minutesLate, reason]) => ({ studentId, status: status ?? 'present', minutesLate, reason }));

/** The marks on the screen, what the school has, and the way between them. */
export function useRegister(props: RegisterProps) {
  const { classId, day } = props;
  const [base, setBase] = useState({ version: props.version, lines: props.lines });
  const [marks, setMarks] = useState(() => fromLines(props.lines));
  const [dirty, setDirty] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [undoable, setUndoable] = useState<number | null>(null);
  const [queued, setQueued] = useState<QueuedRegister | null>(null);

  const show = ({ version, lines }: Pick<RegisterProps, 'version' | 'lines'>) => {
    setBase({ version, lines });
    setMarks(fromLines(lines));
    setDirty(false);
  };

  useHold(dirty || saving);
  // What waits on this device is what the teacher meant, also after the page was loaded anew.
  if (queued && !dirty && marks !== queued.input.marks) setMarks(queued.input.marks);

  // News from the school replaces what is shown, but never what somebody is in the middle of typing, unless it says the
  // same. A page drawn before the last save is no news: after the answer, the fresh page may still be on its way.
  const news = props.version > base.version && !saving && !queued ? fromLines(props.lines) : null;
  if (news && (!dirty || isSame(news, marks))) show(props);

  useDraft(props, dirty ? { version: base.version, marks } : null, (draft) => {
    const typed = new Map(draft.marks.map((mark) => [mark.studentId, mark]));
    setMarks(fromLines(props.lines).map((mark) => typed.get(mark.studentId) ?? mark));
    setBase({ version: draft.version, lines: props.lines });
    setDirty(true);
  });

  useEffect(() => {
    const look = async () => {
      const mine = await listQueued().catch(() => []);
      setQueued(mine.find((one) => one.key === queueKey({ classId, day }) && one.actorId === props.actorId) ?? null);
    };
    void look();
    window.addEventListener(QUEUE_CHANGED, look);
    return () => window.removeEventListener(QUEUE_CHANGED, look);
  }, [classId, day, props.actorId]);

  const change = (studentId: string, to: Partial<Mark>) => {
    setDirty(true);
    setUndoable(null);
    setMarks(marks.map((mark) => (mark.studentId === studentId ? { ...mark, ...to } : mark)));
  };

  async function save(version = base.version, reason?: string) {
    const input = { classId, day, version, marks: marks.map(clean), ...(reason ? { reason } : {}) };
    const operationId = newOperationId();
    setSaving(true);
    setFailure(null);
    try {
      const result = await submitRegister({ ...input, operationId });
      if (result.ok) {
        if (queued) await dropQueued(queued);
        setBase({ version: result.data.version, lines: base.lines });
        setUndoable(result.data.version);
        setDirty(false);
      } else if (passing.has(result.code)) {
        await queue(input, operationId);
      } else {
        setFailure(result);
      }
    } catch {
      // No answer: it may or may not have arrived. The same operation id is sent again until there is one.
      await queue(input, operationId);
    } finally {
      setSaving(false);
    }
  }

  async function queue(input: QueuedRegister['input'], operationId: string) {
    const counts = countMarks(input.marks);
    const entry = {
      key: queueKey(input), actorId: props.actorId, operationId, className: props.className, input, savedAt: Date.now(),
      summary: `${counts.absent} absent, ${counts.late} late`,
    };
    await putQueued(entry);
    setQueued(entry);
    setDirty(false);
  }

  async function undo() {
    const version = undoable ?? base.version;
    setSaving(true);
    try {
      const result = await undoRegister({ classId, day, version, operationId: newOperationId() });
      setUndoable(null);
      setFailure(result.ok ? null : result);
    } catch {
      setFailure({ ok: false, code: 'UNAVAILABLE', message: 'There is no network, so nothing was undone. Try again in a moment.' });
    } finally {
      setSaving(false);
    }
  }

  /** Takes over the other person's register in place of what is on the screen. */
  const keepTheirs = (theirs: ConflictData) => {
    if (queued) void dropQueued(queued);
    setQueued(null);
    show(theirs);
    setFailure(null);
  };
  /** Gives up what was typed here and goes back to what the school has. */
  const discard = () => {
    show(props);
    setFailure(null);
  };
  const tap = (mark: Mark) => change(mark.studentId, { status: nextStatus(mark.status), minutesLate: null, reason: null });

  return {
    lines: base.lines, version: base.version, marks, counts: countMarks(marks), dirty, saving, failure, undoable, queued,
    tap, change, save, undo, keepTheirs, discard,
  };
}

const isSame = (a: Mark[], b: Mark[]) => JSON.stringify(a) === JSON.stringify(b);

function clean(mark: Mark) {
  return {
    studentId: mark.studentId,
    status: mark.status,
    ...(mark.status === 'late' && mark.minutesLate ? { minutesLate: mark.minutesLate } : {}),
    ...(mark.reason ? { reason: mark.reason } : {}),
  };
}
