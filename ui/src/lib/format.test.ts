import { expect, it } from 'vitest';
import {
  formatAgo,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatMoments,
  formatWhen,
  plural,
} from './format';

const now = new Date(2026, 4, 12, 14, 2, 11);
const at = (...parts: [number, number, number, number?, number?, number?]) => new Date(...parts);

it('writes a duration in the unit that fits', () => {
  expect(formatDuration(44.4)).toBe('44 ms');
  expect(formatDuration(1_400)).toBe('1.4 s');
  expect(formatDuration(125_000)).toBe('2 min 5 s');
});

it('names today and yesterday, and then the date', () => {
  expect(formatWhen(at(2026, 4, 12, 9, 5), now)).toBe('today 09:05');
  expect(formatWhen(at(2026, 4, 11, 23, 59), now)).toBe('yesterday 23:59');
  expect(formatWhen(at(2026, 4, 2), now)).toBe('2 May');
  expect(formatWhen(at(2024, 4, 2), now)).toBe('2 May 2024');
  expect(formatDate(at(2026, 4, 12), now)).toBe('12 May');
});

it('names a moment of any day with its time', () => {
  expect(formatMoment(at(2026, 4, 12, 9, 5, 7), now)).toBe('today 09:05');
  expect(formatMoment(at(2026, 4, 12, 9, 5, 7), now, true)).toBe('today 09:05:07');
  expect(formatMoment(at(2026, 4, 2, 9, 5), now)).toBe('2 May, 09:05');
  expect(formatMoment(at(2024, 4, 2, 9, 5, 7), now, true)).toBe('2 May 2024, 09:05:07');
});

it('tells moments of one minute apart by their seconds', () => {
  const day = at(2026, 4, 2, 9, 5, 7).toISOString();
  const [one, other] = [at(2026, 4, 12, 9, 5, 7).toISOString(), at(2026, 4, 12, 9, 5, 41).toISOString()];
  expect(formatMoments([other, one, day], now)).toEqual(['today 09:05:41', 'today 09:05:07', '2 May, 09:05']);
});

it('heads the days of a list', () => {
  expect(formatDay(at(2026, 4, 12), now)).toBe('Today');
  expect(formatDay(at(2026, 4, 11), now)).toBe('Yesterday');
  expect(formatDay(at(2026, 4, 4), now)).toBe('Monday 4 May');
});

it('says how long ago something was', () => {
  expect(formatAgo(at(2026, 4, 12, 14, 2, 10), now)).toBe('just now');
  expect(formatAgo(at(2026, 4, 12, 14, 1, 31), now)).toBe('40 s ago');
  expect(formatAgo(at(2026, 4, 12, 13, 50, 0), now)).toBe('12 min ago');
  expect(formatAgo(at(2026, 4, 12, 11, 0, 0), now)).toBe('3 h ago');
});

it('counts one and many', () => {
  expect(plural(1, 'person', 'people')).toBe('1 person');
  expect(plural(10_000, 'person', 'people')).toBe('10,000 people');
});
