import type { Route } from 'next';
import { Live } from '@/components/live/live-provider';
import { EmptyState } from '@/components/shared/empty-state';
import { sayCount } from '@/components/shared/words';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import Link from 'next/link';
import { listTiles, type BoardTile } from '@/lib/attendance/queries';
import { countUncalled } from '@/lib/attendance/marks/rules';
import type { Person } from '@/lib/platform/actor';
import { schoolTime, type Day } from '@/lib/platform/dates';
import { getSchool } from '@/lib/school/queries';

/** The teacher's classes with their registers; the own class first. */
export async function TeacherToday({ actor, day }: { actor: Person; day: Day }) {
  const [tiles, school] = await Promise.all([listTiles(actor, day), getSchool()]);
  const mine = tiles.filter((tile) => actor.teaches.has(tile.classId));
  const own = mine.filter((tile) => actor.formClasses.has(tile.classId));
  const others = mine.filter((tile) => !actor.formClasses.has(tile.classId));
  if (mine.length === 0) return <EmptyState text="You have no classes yet. The office assigns them to you." />;
  return (
    <section aria-labelledby="registers" className="grid gap-3">
      <Live topics={mine.map((tile) => `registers:class:${tile.classId}`).slice(0, 35)} />
      <h2 id="registers" className="text-lg font-semibold">Registers</h2>
      {own.map((tile) => <ClassCard key={tile.classId} tile={tile} day={day} timeZone={school.timeZone} isOwn />)}
      <div className="grid gap-3 sm:grid-cols-2">
        {others.map((tile) => <ClassCard key={tile.classId} tile={tile} day={day} timeZone={school.timeZone} isOwn={false} />)}
      </div>
    </section>
  );
}

type CardProps = { tile: BoardTile; day: Day; timeZone: string; isOwn: boolean };

function ClassCard({ tile, day, timeZone, isOwn }: CardProps) {
  const uncalled = countUncalled(tile);
  const state = tile.takenAt
    ? `Taken ${schoolTime(tile.takenAt, timeZone)} · ${tile.present + tile.late} of ${tile.students} in school${uncalled > 0 ? ` · ${uncalled} not called` : ''}`
    : `Not taken yet · ${sayCount(tile.students, 'student')}`;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <div>
        <h3 className="font-semibold">{tile.className}{isOwn && <span className="font-normal text-muted"> · your class</span>}</h3>
        <p className="text-muted">{state}</p>
      </div>
      <Link prefetch={false} className={buttonStyle(isOwn && !tile.takenAt ? 'primary' : 'quiet')} href={`/classes/${tile.classId}/attendance/${day}` as Route}>
        {tile.takenAt ? 'Open register' : 'Take register'}
      </Link>
    </Card>
  );
}
