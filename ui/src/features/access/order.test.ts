import { expect, it } from 'vitest';
import { inSight, moved, ROW, shownAt, whereTo } from './order';

it('moves one item and keeps the order of the others', () => {
  expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
});

it('takes a place once it covers half of the row that stands there', () => {
  expect(whereTo(4, 1, ROW * 0.49)).toBe(1);
  expect(whereTo(4, 1, ROW * 0.51)).toBe(2);
  expect(whereTo(4, 3, -ROW * 0.51)).toBe(2);
  expect(whereTo(4, 3, -1e6)).toBe(0);
  expect(whereTo(4, 0, 1e6)).toBe(3);
});

it('shows each row where the list would have it', () => {
  for (const [from, to] of [
    [0, 3],
    [3, 0],
    [2, 2],
    [1, 4],
  ] as const) {
    const order = moved([0, 1, 2, 3, 4], from, to);
    expect([0, 1, 2, 3, 4].map((at) => shownAt(at, from, to))).toEqual(
      [0, 1, 2, 3, 4].map((at) => order.indexOf(at)),
    );
  }
});

it('draws what is in sight and a few around it', () => {
  expect(inSight(5000, 50, 0, 500, 4)).toEqual([0, 14]);
  expect(inSight(5000, 50, 100_000, 500, 4)).toEqual([1996, 2014]);
  expect(inSight(3, 50, 0, 500, 4)).toEqual([0, 3]);
  expect(inSight(3, 50, 900, 500, 4)).toEqual([2, 3]);
  expect(inSight(0, 50, 0, 500, 4)).toEqual([0, 0]);
});
