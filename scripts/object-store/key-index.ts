export interface ListQuery {
  prefix: string;
  delimiter: string;
  after: string;
  limit: number;
}

export interface ListPage {
  keys: string[];
  prefixes: string[];
  last: string;
  truncated: boolean;
}

/** The keys of one bucket in the order S3 lists them. Only names are held; all else is read from disk. */
export class KeyIndex {
  private readonly keys: string[];

  constructor(keys: string[]) {
    this.keys = keys.toSorted(compareKeys);
  }

  get size(): number {
    return this.keys.length;
  }

  add(key: string): void {
    const position = this.firstNotBefore(key);
    if (this.keys[position] !== key) this.keys.splice(position, 0, key);
  }

  remove(key: string): void {
    const position = this.firstNotBefore(key);
    if (this.keys[position] === key) this.keys.splice(position, 1);
  }

  /** One page: keys, and the prefixes that stand for the keys folded under them by the delimiter. */
  page({ prefix, delimiter, after, limit }: ListQuery): ListPage {
    const page: ListPage = { keys: [], prefixes: [], last: '', truncated: false };
    let position = this.firstNotBefore(compareKeys(after, prefix) > 0 ? after : prefix);
    for (; position < this.keys.length; position += 1) {
      const key = this.keys[position] ?? '';
      if (!key.startsWith(prefix)) break;
      const folded = foldedUnder(key, prefix, delimiter);
      const entry = folded ?? key;
      if ((after !== '' && compareKeys(entry, after) <= 0) || entry === page.last) continue;
      if (page.keys.length + page.prefixes.length >= limit) {
        page.truncated = limit > 0;
        break;
      }
      (folded === undefined ? page.keys : page.prefixes).push(entry);
      page.last = entry;
    }
    return page;
  }

  private firstNotBefore(key: string): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(this.keys[middle] ?? '', key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Orders keys by their UTF-8 bytes, which differs from the order of strings above U+D7FF. */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}

function byteRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

function foldedUnder(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
