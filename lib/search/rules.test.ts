import { describe, expect, it } from 'vitest';
import { isNear, placesNamed, sayAll, stepTo } from './rules';
import type { Line } from './schema';

const places: Line[] = [
  ['/settings/school', 'The school', 'Name, address, week'],
  ['/students', 'Students', ''],
  ['/students/new', 'Add a student', ''],
  ['/settings/classes', 'Classes', 'The arms of each session, teachers'],
  ['/settings/mail', 'Mail', 'How letters leave; send a test'],
];
const named = (q: string) => placesNamed(places, q).map(([href]) => href);

describe('the places of the palette', () => {
  it('are all there before anything is typed', () => {
    expect(named(' ')).toHaveLength(places.length);
  });

  it('fit when every word begins a word, in any order and with accents', () => {
    expect(named('stu')).toEqual(['/students', '/students/new']);
    expect(named('student ádd')).toEqual(['/students/new']);
    expect(named('tudent')).toEqual([]);
  });

  it('stand first when they are named so, after that when they only speak of it', () => {
    expect(named('s')).toEqual(['/settings/school', '/students', '/students/new', '/settings/classes', '/settings/mail']);
    expect(named('teachers')).toEqual(['/settings/classes']);
  });
});

describe('what was found', () => {
  it('offers all of a kind only when some are left out', () => {
    const group = { title: 'Students', all: '/students?q=a', rows: [places[0] as Line] };
    expect(sayAll({ ...group, total: 1204 })).toBe('All 1,204 students');
    expect(sayAll({ ...group, total: 1 })).toBeNull();
  });

  it('may stand while the same word grows, never for another word', () => {
    expect(isNear('tund', 'tun')).toBe(true);
    expect(isNear('tu', 'tun')).toBe(true);
    expect(isNear('bello', 'tun')).toBe(false);
    expect(isNear('', 'tun')).toBe(false);
  });
});

describe('the keys', () => {
  it('go round in the list, and to its ends', () => {
    expect(stepTo('ArrowDown', 2, 3)).toBe(0);
    expect(stepTo('ArrowUp', 0, 3)).toBe(2);
    expect(stepTo('Home', 2, 3)).toBe(0);
    expect(stepTo('End', 0, 3)).toBe(2);
    expect(stepTo('a', 0, 3)).toBeNull();
  });
});
