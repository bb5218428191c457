/** A line that leads somewhere. */
export type Line = [href: string, name: string, fact: string];

/** People of one kind who fit: the first few, how many there are, and where all of them stand. */
export type Found = { title: string; all: string; total: number; rows: Line[] };

/** The places come with the empty question, the people with every other. */
export type SearchAnswer = { places: Line[]; found: Found[] };
