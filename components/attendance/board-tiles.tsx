'use client';

import { EmptyState } from '@/components/shared/empty-state';
import { sayCount } from '@/components/shared/words';
import type { BoardTile } from '@/lib/attendance/queries';
import { countUncalled } from '@/lib/attendance/marks/rules';

/** `takenAt` as it is shown: "08:04". */
type Tile = Omit<BoardTile, 'takenAt'> & { takenAt: string | null };

type Props = { tiles: Tile[]; day: string; isOverdue: boolean };

/** One tile per class, in school order and never moving by itself. */
export function BoardTiles({ tiles, day, isOverdue }: Props) {
  if (tiles.length === 0) return <EmptyState text="Every class has its register. Nothing is missing." />;
  return (
    <ul className="grid content-start gap-2 sm:grid-cols-2 xl:grid-cols-3">
      {tiles.map((tile) => (
        <li key={tile.classId} data-class={tile.className}>
          <a
            href={`/classes/${tile.classId}/attendance/${day}`}
            className={`grid h-full gap-1 rounded-card border p-3 text-text no-underline hover:bg-surface-2 ${tile.takenAt ? 'border-line bg-surface' : isOverdue ? 'border-warn' : 'border-dashed border-control'}`}
          >
            <span className="flex items-baseline justify-between gap-2">
              <span className="font-semibold whitespace-nowrap">{tile.className}</span>
              <span className="truncate text-sm text-muted">{tile.teacher ?? 'no class teacher'}</span>
            </span>
            {tile.takenAt ? <Taken tile={tile} /> : (
              <span className={isOverdue ? 'text-sm font-semibold text-warn' : 'text-sm text-muted'}>
                {isOverdue ? 'overdue – not taken' : 'not taken yet'} · {sayCount(tile.students, 'student')}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Taken({ tile }: { tile: Tile }) {
  const all = tile.present + tile.late + tile.absent + tile.excused;
  const inSchool = tile.present + tile.late;
  const uncalled = countUncalled(tile);
  return (
    <>
      <span className="text-sm tabular-nums">
        taken {tile.takenAt} · {inSchool} / {all}
        {tile.late > 0 && ` · ${tile.late} late`}
        {uncalled > 0 && ` · ${uncalled} not called`}
      </span>
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="h-1 w-full" aria-hidden="true">
        <rect width="100" height="2" className="fill-line" />
        <rect width={all === 0 ? 0 : (inSchool / all) * 100} height="2" className="fill-ok" />
      </svg>
    </>
  );
}
