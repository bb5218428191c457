import { expect, it } from 'vitest';
import { createLanes } from './lanes';

it('runs two at once, the others in order, and goes on after one that failed', async () => {
  const lanes = createLanes(2);
  const begun: number[] = [];
  const end: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((number) =>
    lanes(async () => {
      begun.push(number);
      await new Promise<void>((resolve, reject) => (end[number] = number === 0 ? () => reject(new Error('no')) : resolve));
    }),
  );
  expect(begun).toEqual([]);
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  end[0]?.();
  await expect(all[0]).rejects.toThrow('no');
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  end[1]?.();
  end[2]?.();
  await Promise.all([all[1], all[2]]);
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  end[3]?.();
  await all[3];
});
