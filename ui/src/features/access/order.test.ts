import { expect, it } from 'vitest';
import { moved, shifts, whereTo } from './order';

const heights = [40, 40, 60, 40];

it('moves one item and keeps the order of the others', () => {
  expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
});

it('takes a place once it covers half of the row that stands there', () => {
  expect(whereTo(heights, 1, 29)).toBe(1);
  expect(whereTo(heights, 1, 31)).toBe(2);
  expect(whereTo(heights, 3, -31)).toBe(2);
  expect(whereTo(heights, 3, -1000)).toBe(0);
  expect(whereTo(heights, 0, 1000)).toBe(3);
});

it('makes room of exactly the height that is moved', () => {
  expect(shifts(heights, 0, 2)).toEqual([100, -40, -40, 0]);
  expect(shifts(heights, 2, 0)).toEqual([60, 60, -80, 0]);
  expect(shifts(heights, 1, 1)).toEqual([0, 0, 0, 0]);
});
