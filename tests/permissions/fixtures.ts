import { actionFixtures, rowActionFixtures } from './action-fixtures';
import type { Fixture } from './fixture';
import { importFixtures } from './import-fixtures';
import { pageFixtures, routeFixtures, rowPageFixtures } from './page-fixtures';
import { peopleFixtures } from './people-fixtures';
import { roomFixtures } from './room-fixtures';
import { settingsFixtures } from './settings-fixtures';

/** How to ask for each thing that is built. A row that needs another way of asking comes first: "A27 action:…". */
export function allFixtures(rooms: string[]): ReadonlyMap<string, Fixture> {
  return new Map([
    ...actionFixtures,
    ...rowActionFixtures,
    ...pageFixtures,
    ...rowPageFixtures,
    ...routeFixtures,
    ...importFixtures,
    ...peopleFixtures,
    ...settingsFixtures,
    ...roomFixtures(rooms),
  ]);
}
