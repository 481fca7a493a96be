/**
 * Where rows stand when only those in sight are drawn. Heights are measured as rows come into sight; until then a row
 * is taken to be as high as the estimate. What was measured belongs to a row's key, so that it lasts when rows come and
 * go around it.
 */
export class Rows {
  #tops: Float64Array | null = null;

  constructor(
    public readonly count: number,
    public readonly estimate: number,
    private readonly keyOf: (index: number) => string = String,
    private readonly heights = new Map<string, number>(),
  ) {}

  /** Returns whether anything moved. */
  measure(index: number, height: number): boolean {
    if (height <= 0 || Math.abs(this.height(index) - height) < 0.5) return false;
    this.heights.set(this.keyOf(index), height);
    this.#tops = null;
    return true;
  }

  height(index: number): number {
    return this.heights.get(this.keyOf(index)) ?? this.estimate;
  }

  top(index: number): number {
    if (this.heights.size === 0) return index * this.estimate;
    if (!this.#tops) {
      this.#tops = new Float64Array(this.count + 1);
      for (let i = 0; i < this.count; i++) this.#tops[i + 1] = (this.#tops[i] ?? 0) + this.height(i);
    }
    return this.#tops[index] ?? 0;
  }

  get total(): number {
    return this.top(this.count);
  }

  /** The row at a distance from the top. */
  at(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** First and one past the last row to draw; never more than `most`. */
  window(scroll: number, view: number, around = 6, most = 90): [number, number] {
    if (this.count === 0) return [0, 0];
    const first = Math.max(0, this.at(scroll) - around);
    const last = Math.min(this.count, this.at(scroll + view) + 1 + around);
    return [first, Math.min(last, first + most)];
  }
}
