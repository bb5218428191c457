import type { Piece } from './measure';

// Words that survive minifying, by what they give away; the first that fits names the file.
const MARKS: [name: string, words: RegExp][] = [
  ['React DOM', /react-dom|Minified React error.*hydrat|onRecoverableError/],
  ['socket.io client', /engine\.io|socket\.io|polling-xhr|EIO=/],
  ['Next router', /next-router-state-tree|__NEXT_|ACTION_SERVER_PATCH/],
  ['Turbopack runtime', /TURBOPACK.*chunkLists|registerChunk|ChunkLoadError/],
  ['Radix', /radix|data-radix/],
  ['Zod', /invalid_type|ZodError|\$ZodType/],
  ['date-fns', /date-fns|setUTCFullYear.*getTimezoneOffset/],
  ['idb', /IDBObjectStore|IDBTransaction/],
  ['icons', /lucide/],
];

/** What a built script seems to hold, from words that minifying leaves in place. */
export function contentsOf({ text }: Piece): string {
  const found = MARKS.filter(([, words]) => words.test(text)).map(([name]) => name);
  const own = [
    ...new Set(
      [...text.matchAll(/"(register|student|guardian|notice|session|password|sign)[a-zA-Z-]*"/g)].map(
        (match) => match[0],
      ),
    ),
  ];
  return (
    [...found, ...(own.length > 0 ? [`words ${own.slice(0, 4).join(' ')}`] : [])].join(', ') ||
    text.slice(0, 60).replace(/\s+/g, ' ')
  );
}

/** The files that weigh most over all pages, heaviest first. */
export function heaviest(pieces: Piece[], count = 12): Piece[] {
  const byName = new Map(pieces.map((piece) => [new URL(piece.url).pathname, piece]));
  return [...byName.values()].toSorted((a, b) => b.bytes - a.bytes).slice(0, count);
}
