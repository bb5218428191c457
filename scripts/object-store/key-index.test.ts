import { expect, it } from 'vitest';
import { compareKeys, KeyIndex, type ListQuery } from '@/scripts/object-store/key-index';

const all: ListQuery = { prefix: '', delimiter: '', after: '', limit: 1000 };

function pages(index: KeyIndex, query: Partial<ListQuery>): string[][] {
  const found: string[][] = [];
  let after = '';
  for (;;) {
    const page = index.page({ ...all, ...query, after });
    found.push([...page.keys, ...page.prefixes]);
    if (!page.truncated) return found;
    after = page.last;
  }
}

it('orders keys as their UTF-8 bytes are ordered', () => {
  const keys = ['', 'a', 'a/', 'aa', 'à', 'ọ', '\ud7ff', '\ue000', '\uffa0', '📚', '📚a', '\u{10ffff}'];
  const byBytes = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(keys.toReversed().sort(compareKeys)).toEqual(byBytes);
});

it('adding twice keeps one, removing what is not there changes nothing', () => {
  const index = new KeyIndex(['b']);
  index.add('a');
  index.add('a');
  index.remove('c');
  expect(index.page(all).keys).toEqual(['a', 'b']);
  index.remove('a');
  expect(index.size).toBe(1);
});

it('pages through keys and folded prefixes, each once, and says when there is no more', () => {
  const index = new KeyIndex(['p/a', 'p/b/1', 'p/b/2', 'p/c', 'p/d/1', 'q']);
  const query = { prefix: 'p/', delimiter: '/' };
  expect(pages(index, { ...query, limit: 1 })).toEqual([['p/a'], ['p/b/'], ['p/c'], ['p/d/']]);
  expect(pages(index, { ...query, limit: 4 })).toEqual([['p/a', 'p/c', 'p/b/', 'p/d/']]);
});

it('no keys asked for, none given, and the listing is complete', () => {
  expect(new KeyIndex(['a']).page({ ...all, limit: 0 })).toMatchObject({ keys: [], truncated: false });
});
