import { Slips } from '@/components/accounts/slips';
import type { AddedStudent } from '@/lib/people/students/newcomers/schema';

type Props = { added: AddedStudent; address: string; schoolName: string };

const link = 'inline-flex min-h-11 items-center text-accent underline';

/** What was done, the slips, and where to go from here. */
export function AddedStudentAnswer({ added, address, schoolName }: Props) {
  return (
    <div className="grid gap-4">
      <div data-screen-only role="status" className="grid gap-2">
        <p className="text-lg font-semibold">{added.name} is in {added.className}.</p>
        {added.notes.map((note) => <p key={note}>{note}</p>)}
      </div>
      <Slips slips={added.slips} address={address} schoolName={schoolName} />
      <div data-screen-only className="flex flex-wrap gap-4">
        <a className={link} href={`/students/${added.studentId}`}>Open the record</a>
        <a className={link} href="/students/new">Add another student</a>
        <a className={link} href="/students">Students</a>
      </div>
    </div>
  );
}
