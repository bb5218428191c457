import type { Metadata } from 'next';
import { z } from 'zod';
import { AbsenteeList } from '@/components/attendance/absentee-list';
import { BoardTiles } from '@/components/attendance/board-tiles';
import { DayLinks } from '@/components/attendance/day-links';
import { LevelTabs } from '@/components/classes/level-tabs';
import { Live } from '@/components/live/live-provider';
import { PageHeader } from '@/components/shared/page-header';
import { PrintButton } from '@/components/shared/print-button';
import * as may from '@/lib/attendance/policy';
import { getBoard, listBoardLevels } from '@/lib/attendance/queries';
import { day } from '@/lib/attendance/schema';
import { levelShown } from '@/lib/classes/rules';
import { clock } from '@/lib/platform/clock';
import { sayDay, schoolTime } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool, today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Registers' };

const query = z.object({
  day: day.optional().catch(undefined), level: z.uuid().optional().catch(undefined), show: z.enum(['all', 'not-taken']).catch('all').default('all'),
});

export default async function BoardPage({ searchParams }: PageProps<'/attendance'>) {
  const actor = await requirePermission(may.viewBoard);
  const asked = query.parse(await searchParams);
  const [school, now] = await Promise.all([getSchool(), today()]);
  const date = asked.day ?? now;
  const levels = await listBoardLevels(actor, date);
  const level = levelShown(levels, asked.level);
  const board = await getBoard(actor, date, level?.id);
  const say = (at: Date | null) => at && schoolTime(at, school.timeZone);
  const tiles = board.tiles.map((tile) => ({ ...tile, takenAt: say(tile.takenAt) }));
  const away = board.away.map((one) => ({ ...one, toldAt: say(one.toldAt) }));
  const isOverdue = date < now || (date === now && schoolTime(clock.now(), school.timeZone) >= school.registerDueAt.slice(0, 5));
  const notTaken = tiles.filter((tile) => !tile.takenAt);
  const shown = asked.show === 'not-taken' ? notTaken : tiles;
  const href = (one: string, show = asked.show, of = level?.id) =>
    `/attendance?${new URLSearchParams({ day: one, ...(of && { level: of }), ...(show !== 'all' && { show }) })}`;
  const tab = 'inline-flex min-h-11 items-center border-b-2 border-transparent px-2 text-text no-underline aria-[current=page]:border-accent aria-[current=page]:font-semibold';
  return (
    <>
      <Live topics={['registers:school', 'notifications:school']} />
      <PageHeader title="Registers" act={<PrintButton label="Print" />} facts={<DayLinks day={date} today={now} weekDays={school.weekDays} label={sayDay(date)} href={(one) => href(one)} />} />
      {level && <LevelTabs levels={levels.map((one) => ({ id: one.id, label: `${one.name} · ${one.taken} of ${one.classes}` }))} shown={level.id} href={(id) => href(date, asked.show, id)} />}
      <nav aria-label="Which classes" data-screen-only className="mb-3 flex gap-3 border-b border-line">
        <a className={tab} href={href(date, 'all')} aria-current={asked.show === 'all' ? 'page' : undefined}>All {tiles.length}</a>
        <a className={tab} href={href(date, 'not-taken')} aria-current={asked.show === 'not-taken' ? 'page' : undefined}>Not taken {notTaken.length}</a>
      </nav>
      <div className="grid gap-6 lg:grid-cols-[1fr_320px]">
        <BoardTiles tiles={shown} day={date} isOverdue={isOverdue} />
        <AbsenteeList away={away} total={board.tiles.reduce((sum, tile) => sum + tile.absent + tile.excused, 0)} />
      </div>
    </>
  );
}
