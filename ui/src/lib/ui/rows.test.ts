import { describe, expect, it } from 'vitest';
import { Rows } from './rows';

describe('rows of a long table', () => {
  it('keeps what was measured when rows come in between', () => {
    const heights = new Map<string, number>();
    const keys = ['a', 'b', 'c'];
    new Rows(3, 50, (i) => keys[i] ?? '', heights).measure(1, 80);
    const longer = ['a', 'new', 'b', 'c'];
    const rows = new Rows(4, 50, (i) => longer[i] ?? '', heights);
    expect([rows.top(2), rows.top(3)]).toEqual([100, 180]);
  });

  it('looks up again only what changed', () => {
    const heights = new Map([
      ['b', 80],
      ['d', 90],
    ]);
    const keys = ['a', 'b', 'c'];
    const rows = new Rows(3, 50, (i) => keys[i] ?? '', heights);
    expect(rows.total).toBe(180);
    const other = ['d', 'x', 'c'];
    const asked: number[] = [];
    const next = rows.changed([0, 1], (i) => {
      asked.push(i);
      return other[i] ?? '';
    });
    expect([next.top(1), next.top(2), next.total]).toEqual([90, 140, 190]);
    expect(asked).toEqual([0, 1]);
    expect(rows.total).toBe(180);
  });

  it('draws less than a hundred rows however long the list is', () => {
    const rows = new Rows(100_000, 20);
    for (const scroll of [0, 1234, 999_999, 1_999_000]) {
      const [first, end] = rows.window(scroll, 5000);
      expect(end - first).toBeLessThan(100);
      expect(first).toBeLessThanOrEqual(Math.floor(scroll / 20));
    }
  });

  it('covers the whole view', () => {
    const rows = new Rows(1000, 52);
    const [first, end] = rows.window(5000, 600);
    expect(rows.top(first)).toBeLessThanOrEqual(5000);
    expect(rows.top(end)).toBeGreaterThanOrEqual(5600);
  });

  it('draws as many rows wherever it stands, so that those that leave are given to those that come', () => {
    const rows = new Rows(1000, 52);
    for (let i = 0; i < 1000; i += 3) rows.measure(i, 69);
    const drawn = [0, 40, 5000, 31_111, rows.total - 600].map((scroll) => {
      const [first, end] = rows.window(scroll, 600);
      expect(rows.top(first)).toBeLessThanOrEqual(scroll);
      expect(rows.top(end)).toBeGreaterThanOrEqual(scroll + 600);
      return end - first;
    });
    expect(new Set(drawn).size).toBe(1);
  });

  it('moves those below when a row is taller than thought', () => {
    const rows = new Rows(10, 50);
    expect(rows.measure(2, 80)).toBe(true);
    expect(rows.top(2)).toBe(100);
    expect(rows.top(3)).toBe(180);
    expect(rows.total).toBe(530);
    expect(rows.at(179)).toBe(2);
    expect(rows.at(180)).toBe(3);
  });

  it('reports no movement for the height it knew', () => {
    expect(new Rows(3, 50).measure(1, 50.2)).toBe(false);
  });

  it('draws nothing of an empty list', () => {
    expect(new Rows(0, 50).window(0, 600)).toEqual([0, 0]);
  });
});
