import { expect, test } from 'vitest';
import { eachAlone } from './each-alone.js';

test('what fails holds up nothing behind it, and is told at the end', async () => {
  const done: number[] = [];
  const all = eachAlone([1, 2, 3, 4], async (number) => {
    if (number % 2 === 0) throw new Error(`${number} fails`);
    done.push(number);
  });
  await expect(all).rejects.toThrow('2 fails');
  expect(done).toEqual([1, 3]);
  await eachAlone([], async () => Promise.reject(new Error('nothing to do')));
});
