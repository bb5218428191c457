'use client';

import { useState, type FormEvent } from 'react';
import { Field } from '@/components/shared/field';
import { Button } from '@/components/ui/button';
import { countMarks } from '@/lib/attendance/marks/rules';
import type { ActionFailure } from '@/lib/platform/errors';
import { RegisterConflict } from './register-conflict';
import { RegisterRow } from './register-row';
import { RegisterTaken } from './register-taken';
import { MarkIcons } from './status';
import { theirsOf, useRegister, type RegisterProps } from './use-register';

type Props = RegisterProps & { canRecord: boolean; locked: string | null };

/** The register of one class and day: everyone present until somebody says otherwise. */
export function RegisterForm(props: Props) {
  const register = useRegister(props);
  const { failure, marks, saving } = register;
  const shown = [...marks.values()];
  const counts = countMarks(shown.flatMap(({ status }) => (status ? { status } : [])));
  const uncalled = shown.filter((one) => !one.status).length;
  const [reason, setReason] = useState('');
  const disabled = !props.canRecord || props.locked !== null;
  const conflict = failure?.data && !failure.fields ? failure : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void register.save(reason || undefined);
  };
  return (
    <form onSubmit={submit}>
      <noscript>
        <p className="rounded-control border border-line bg-surface p-3">This browser runs no scripts. <a href="?plain=1" className="text-accent underline">Take the register in the plain form</a>.</p>
      </noscript>
      <MarkIcons />
      <RegisterTaken taken={props.taken} queued={register.queued} dirty={register.dirty} undoable={register.undoable} saving={saving} onUndo={register.undo} canUndo={!disabled && !props.needsReason} />
      <p data-summary aria-live="polite" className="sticky top-0 z-10 border-b border-line bg-bg py-2 text-sm font-semibold tabular-nums">
        {counts.present} present · {counts.late} late · {counts.absent} absent{counts.excused > 0 && ` · ${counts.excused} excused`}
        {uncalled > 0 && ` · ${uncalled} not called`}
      </p>
      {conflict && (
        <RegisterConflict
          message={conflict.message} theirs={theirsOf(conflict)} draft={register.draft}
          onKeep={() => register.keepTheirs(theirsOf(conflict))} onReplace={() => register.keepMine(theirsOf(conflict), reason || undefined)}
        />
      )}
      {failure && !conflict && <p role="alert" className="my-3 rounded-control border border-bad p-3 text-bad">{sentence(failure)}</p>}
      <ul>
        {register.register.lines.map((line) => {
          const mark = marks.get(line[0]);
          return mark && (
            <RegisterRow key={line[0]} line={line} mark={mark} disabled={disabled || saving} onTap={() => register.tap(mark)} onChange={(to) => register.change(mark.studentId, to)} />
          );
        })}
      </ul>
      {!disabled && (
        <div data-screen-only className="sticky bottom-14 z-10 -mx-4 grid gap-2 border-t border-line bg-bg px-4 py-3 md:bottom-0">
          {props.needsReason && (
            <Field name="reason" label="Why is an earlier day corrected?" value={reason} onChange={(event) => setReason(event.target.value)} error={failure?.fields?.reason} maxLength={200} />
          )}
          <div className="flex gap-2">
            <Button look="primary" type="submit" disabled={saving} className="grow md:grow-0">
              {saving ? 'Saving…' : register.register.isTaken ? 'Save changes' : 'Save register'}
            </Button>
            {register.dirty && !saving && <Button onClick={register.discard}>Discard</Button>}
          </div>
        </div>
      )}
    </form>
  );
}

function sentence({ code, message, fields }: ActionFailure): string {
  if (code === 'CONFLICT') return message;
  const first = Object.entries(fields ?? {}).find(([name]) => name !== 'reason');
  return first ? first[1] : message;
}
