/** Every row of the matrix is so high, in pixels: where a row stands is computed, not measured. */
export const ROW = 52;

/** The list with one of its items elsewhere. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const out = items.slice();
  const [item] = out.splice(from, 1);
  if (item !== undefined) out.splice(to, 0, item);
  return out;
}

/** Where a row stands that was pulled by `dy` pixels: it takes a place once it covers half of who is there. */
export function whereTo(count: number, from: number, dy: number): number {
  return Math.max(0, Math.min(count - 1, from + Math.round(dy / ROW)));
}

/** The place at which whoever stands at `at` is shown while the one at `from` is over the place `to`. */
export function shownAt(at: number, from: number, to: number): number {
  if (at === from) return to;
  if (at > from && at <= to) return at - 1;
  if (at < from && at >= to) return at + 1;
  return at;
}

/** First and one past the last to draw of what lies along a line, of equal `size`; a few around what is in sight. */
export function inSight(
  count: number,
  size: number,
  scroll: number,
  view: number,
  around: number,
): [number, number] {
  const first = Math.max(0, Math.min(count - 1, Math.floor(scroll / size) - around));
  const last = Math.min(count, Math.ceil((scroll + view) / size) + around);
  return [first, Math.max(first, last)];
}
