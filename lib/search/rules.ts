import { searchable, wordsOf } from '@/lib/people/rules';
import type { Found, Line } from './schema';

/** "All 1,204 students", where not all of them are shown. */
export function sayAll({ title, total, rows }: Found): string | null {
  return total > rows.length ? `All ${total.toLocaleString('en-NG')} ${title.toLowerCase()}` : null;
}

/** The places in which every typed word begins a word; those named so before those that only speak of it. */
export function placesNamed(places: Line[], q: string): Line[] {
  const typed = wordsOf(q);
  const fits = (text: string) => {
    const words = searchable(text).split(' ');
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  };
  const named = places.filter(([, name]) => fits(name));
  return [...named, ...places.filter((place) => !named.includes(place) && fits(`${place[1]} ${place[2]}`))];
}

/** Whether what was found for one question may stand until the next one is answered: the same words, a letter more or less. */
export function isNear(asked: string, answered: string): boolean {
  return asked !== '' && (asked.startsWith(answered) || answered.startsWith(asked));
}

/** Where a key leads in a list that has no ends; null for keys that are not about it. */
export function stepTo(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowDown') return (at + 1) % count;
  return key === 'ArrowUp' ? (at - 1 + count) % count : null;
}
