import type { Metadata } from 'next';
import { z } from 'zod';
import { ClassesByLevel } from '@/components/classes/classes-by-level';
import { LevelTabs } from '@/components/classes/level-tabs';
import { NewClasses } from '@/components/classes/new-classes';
import { ChoiceFilter } from '@/components/shared/choice-filter';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { sayCount } from '@/components/shared/words';
import { Button, buttonStyle } from '@/components/ui/button';
import { listSessions } from '@/lib/calendar/queries';
import { runningSession } from '@/lib/calendar/rules';
import * as may from '@/lib/classes/policy';
import { listClasses, listLevels, listLevelSizes } from '@/lib/classes/queries';
import { levelShown } from '@/lib/classes/rules';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Classes of a session' };

const id = z.uuid().optional().catch(undefined);
const query = z.object({ session: id, level: id });

export default async function ClassSettingsPage({ searchParams }: PageProps<'/settings/classes'>) {
  const actor = await requirePermission(may.manage);
  const { session, level: asked } = query.parse(await searchParams);
  const [sessions, levels, day] = await Promise.all([listSessions(), listLevels(), today()]);
  const shown = sessions.find((one) => one.id === session) ?? runningSession(sessions, day);
  const sizes = shown ? await listLevelSizes(actor, shown.id) : [];
  const level = levelShown(sizes, asked);
  const classes = shown ? await listClasses(actor, { academicSessionId: shown.id, level: level?.id }) : [];
  const total = sizes.reduce((sum, one) => sum + one.classes, 0);
  const before = shown && sessions.find((one) => one.startsOn < shown.startsOn);
  return (
    <>
      <PageHeader title="Classes" facts={shown && `${sayCount(total, 'class', 'classes')} in ${shown.name}`} back={{ href: '/settings', label: 'Settings' }} />
      {!shown && <EmptyState text="A class belongs to a session, and there is none yet." act={<a className={buttonStyle('primary')} href="/settings/calendar">Create a session</a>} />}
      {shown && (
        <div className="grid grid-cols-1 gap-4">
          {sessions.length > 1 && (
            <form method="get" data-screen-only className="flex flex-wrap items-end gap-2">
              <ChoiceFilter label="Session" name="session" value={shown.id} options={sessions.map((one) => [one.id, one.name])} />
              <Button type="submit">Show</Button>
            </form>
          )}
          {classes.length === 0 && <EmptyState text={`No classes in ${shown.name} yet. Write them below, or copy those of an earlier session.`} />}
          {level && <LevelTabs levels={sizes.map((one) => ({ id: one.id, label: `${one.name} · ${one.classes}` }))} shown={level.id} href={(to) => `/settings/classes?${new URLSearchParams({ session: shown.id, level: to })}`} />}
          <ClassesByLevel levels={levels} classes={classes} />
          <NewClasses session={shown} before={before ?? null} levels={levels.map((level) => level.name)} isFirst={classes.length === 0} />
        </div>
      )}
    </>
  );
}
