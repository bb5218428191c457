import { describe, expect, it } from 'vitest';
import { createAsking } from './asking';

/** A page that asks a sidecar whose answers come when the test says so. */
function page() {
  const asked: PromiseWithResolvers<void>[] = [];
  const seen: string[] = [];
  const one = { asked, seen, isConnected: true };
  const asking = createAsking({
    ask: () => {
      const question = Promise.withResolvers<void>();
      asked.push(question);
      return question.promise;
    },
    isWanted: () => one.isConnected,
    onAnswer: () => seen.push('live'),
    onSilence: () => seen.push('away'),
  });
  return { ...one, asking, leave: () => (one.isConnected = false) };
}
const silence = new Error('no answer in time');

describe('a page counts as live', () => {
  it('when its follow was answered, not before', async () => {
    const { asked, seen, asking } = page();
    const done = asking();
    expect(seen).toEqual([]);
    asked[0]?.resolve();
    await done;
    expect(seen).toEqual(['live']);
  });

  it('not while there is no answer; it asks again until there is one', async () => {
    const { asked, seen, asking } = page();
    const done = asking();
    asked[0]?.reject(silence);
    await expect.poll(() => asked.length).toBe(2);
    expect(seen).toEqual(['away']);
    asked[1]?.resolve();
    await done;
    expect(seen).toEqual(['away', 'live']);
  });

  it('not by an answer to what it followed before', async () => {
    const { asked, seen, asking } = page();
    const before = asking();
    const now = asking();
    asked[0]?.resolve();
    await before;
    expect(seen).toEqual([]);
    asked[1]?.resolve();
    await now;
    expect(seen).toEqual(['live']);
  });

  it('not when the connection is lost, and then it asks no more', async () => {
    const { asked, seen, asking, leave } = page();
    const done = asking();
    leave();
    asked[0]?.reject(silence);
    await done;
    expect([asked.length, seen]).toEqual([1, []]);
  });
});
