import { PrintButton } from '@/components/shared/print-button';
import { Slip } from './slip';

type Props = { slips: { name: string; username: string; password: string }[]; address: string; schoolName: string };

/** The first passwords of a family, each on a page of its own when printed. */
export function Slips({ slips, address, schoolName }: Props) {
  if (slips.length === 1 && slips[0]) return <Slip slip={slips[0]} address={address} schoolName={schoolName} />;
  return (
    <div className="grid gap-4">
      <div data-screen-only><PrintButton label="Print all slips" /></div>
      {slips.map((slip) => (
        <div key={slip.username} className="print:break-after-page">
          <Slip slip={slip} address={address} schoolName={schoolName} isOneOfSeveral />
        </div>
      ))}
    </div>
  );
}
