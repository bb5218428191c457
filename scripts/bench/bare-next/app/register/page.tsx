import { Rows, type Row } from './rows';

const rows: Row[] = Array.from({ length: 40 }, (_, index) => [
  `0190f3d2-7a51-7c3e-9f00-0000000000${String(index).padStart(2, '0')}`,
  `Surname${index}`,
  `First${index}`,
  `THS-STU-${String(index).padStart(3, '0')}`,
  index % 9 === 0 ? 'absent' : 'present',
]);

/** Forty rows from a constant: what our register costs above this is ours. */
export default function RegisterPage() {
  return <Rows rows={rows} />;
}
