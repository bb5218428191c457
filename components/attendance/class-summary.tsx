'use client';

import type { ClassSummaryLine } from '@/lib/attendance/queries';
import { attendanceRate, sayRate } from '@/lib/attendance/marks/rules';

/** One line per student; it prints as it is. */
export function ClassSummary({ lines }: { lines: ClassSummaryLine[] }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">
        <thead className="bg-surface-2">
          <tr>
            <th scope="col" className="p-2">Student</th>
            {['Present', 'Late', 'Absent', 'Excused', 'In school'].map((head) => <th key={head} scope="col" className="p-2 text-right">{head}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.studentId} className="border-b border-line print:break-inside-avoid">
              <th scope="row" className="p-2 font-normal">
                <a className="inline-block min-h-6 text-text" href={`/students/${line.studentId}/attendance`}><span className="font-semibold">{line.surname}</span> {line.firstName}</a>
              </th>
              {[line.present, line.late, line.absent, line.excused, sayRate(attendanceRate(line))].map((value, index) => <td key={index} className="p-2 text-right">{value}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
