import { identifiersOf, type Built } from './built';
import { builtAs, TABLE, type Row } from './table';

/** What is built and not in the table, and what the table says is built and is not; each with what to do. */
export function incomplete(built: Built, rows: Row[]): string[] {
  const exists = new Set(identifiersOf(built));
  const named = new Set(rows.flatMap(builtAs));
  return [
    ...[...exists]
      .filter((one) => !named.has(one))
      .map(
        (one) =>
          `${one} is not in ${TABLE}: put it into built_as of the row that says who may, or add a row, then a fixture in tests/permissions`,
      ),
    ...[...named]
      .filter((one) => !exists.has(one))
      .map((one) => `${TABLE} names ${one}, which is not built: correct or remove it`),
    ...rows.flatMap((row) => {
      const rest = row.built_as.replace(/route:[A-Z]+ \S+|(?:action|page|room):\S+/g, '').trim();
      return rest
        ? [
            `${TABLE}, row ${row.id}: built_as says "${rest}", which is not action:, page:, room: or "route:METHOD /path"`,
          ]
        : [];
    }),
  ];
}
