/** The list with one of its items elsewhere. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const out = items.slice();
  const [item] = out.splice(from, 1);
  if (item !== undefined) out.splice(to, 0, item);
  return out;
}

/** Where a row stands that was pulled by `dy` pixels: it takes a place once it covers half of who is there. */
export function whereTo(heights: readonly number[], from: number, dy: number): number {
  let to = from;
  let gone = 0;
  const step = dy < 0 ? -1 : 1;
  for (let next = from + step; next >= 0 && next < heights.length; next += step) {
    const height = heights[next] ?? 0;
    if (Math.abs(dy) < gone + height / 2) break;
    gone += height;
    to = next;
  }
  return to;
}

/** How far each row is shifted while the one at `from` is over the place `to`. */
export function shifts(heights: readonly number[], from: number, to: number): number[] {
  const own = heights[from] ?? 0;
  let way = 0;
  const out = heights.map((height, at) => {
    if (at > from && at <= to) {
      way += height;
      return -own;
    }
    if (at < from && at >= to) {
      way -= height;
      return own;
    }
    return 0;
  });
  out[from] = way;
  return out;
}
