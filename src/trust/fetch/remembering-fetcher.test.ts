import { expect, test } from 'vitest';
import { FetchRefused } from './guarded-fetch.js';
import { rememberingFetcher } from './remembering-fetcher.js';

let time = 0;
let asked: string[] = [];
const outside = {
  get: async (url: string): Promise<Uint8Array> => {
    asked.push(url);
    if (url === 'refusé') throw new FetchRefused(url);
    return Buffer.alloc(40);
  },
  post: async (url: string): Promise<Uint8Array> => {
    asked.push(url);
    return Buffer.alloc(1);
  },
};
const fetcher = (): ReturnType<typeof rememberingFetcher> => {
  asked = [];
  return rememberingFetcher(outside, { forMs: 1000, mostOctets: 100, now: () => time });
};

test('an answer serves until its time is over, and several who ask at once wait for the same', async () => {
  const { get } = fetcher();
  await Promise.all([get('a'), get('a'), get('a')]);
  await get('a');
  expect(asked).toEqual(['a']);
  time += 1001;
  await get('a');
  expect(asked).toEqual(['a', 'a']);
});

test('the oldest gives way when there is no more room', async () => {
  const { get } = fetcher();
  for (const url of ['a', 'b', 'c', 'b', 'c', 'a']) await get(url);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

test('refusals and questions with a nonce are never kept', async () => {
  const { get, post } = fetcher();
  await expect(get('refusé')).rejects.toThrow(FetchRefused);
  await expect(get('refusé')).rejects.toThrow(FetchRefused);
  await post('ocsp', 'application/ocsp-request', Buffer.alloc(1));
  await post('ocsp', 'application/ocsp-request', Buffer.alloc(1));
  expect(asked).toEqual(['refusé', 'refusé', 'ocsp', 'ocsp']);
});
