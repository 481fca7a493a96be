/**
 * Where rows stand when only those in sight are drawn. Heights are measured as rows come into sight; until then a row
 * is taken to be as high as the estimate. What was measured belongs to a row's key, so that it lasts when rows come and
 * go around it.
 */
export class Rows {
  /** How much taller than the estimate a row is, by its place. */
  #taller: Map<number, number> | null = null;
  /** Those places from top to bottom, and how much all up to each are taller together. */
  #places: number[] | null = null;
  #sums: number[] = [];

  constructor(
    public readonly count: number,
    public readonly estimate: number,
    private readonly keyOf: (index: number) => string = String,
    private readonly heights = new Map<string, number>(),
  ) {}

  /** The same list with other rows at some places: only those are looked up. */
  changed(places: readonly number[], keyOf: (index: number) => string): Rows {
    const next = new Rows(this.count, this.estimate, keyOf, this.heights);
    const known = new Map(this.#known());
    for (const place of places) {
      const height = this.heights.get(keyOf(place));
      if (height === undefined) known.delete(place);
      else known.set(place, height - this.estimate);
    }
    next.#taller = known;
    return next;
  }

  /** Returns whether anything moved. */
  measure(index: number, height: number): boolean {
    if (height <= 0 || Math.abs(this.height(index) - height) < 0.5) return false;
    this.heights.set(this.keyOf(index), height);
    this.#known().set(index, height - this.estimate);
    this.#places = null;
    return true;
  }

  height(index: number): number {
    return this.heights.get(this.keyOf(index)) ?? this.estimate;
  }

  top(index: number): number {
    const before = this.#before(index);
    return index * this.estimate + (before === 0 ? 0 : (this.#sums[before - 1] ?? 0));
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

  /**
   * First and one past the last row to draw; never more than `most`. No row is lower than the estimate, so that the
   * same number covers the view wherever it stands.
   */
  window(scroll: number, view: number, around = 6, most = 90): [number, number] {
    if (this.count === 0) return [0, 0];
    const drawn = Math.min(this.count, most, Math.ceil(view / this.estimate) + 1 + 2 * around);
    const first = Math.max(0, Math.min(this.at(scroll) - around, this.count - drawn));
    return [first, first + drawn];
  }

  #known(): Map<number, number> {
    if (this.#taller) return this.#taller;
    this.#taller = new Map();
    if (this.heights.size > 0)
      for (let i = 0; i < this.count; i++) {
        const height = this.heights.get(this.keyOf(i));
        if (height !== undefined) this.#taller.set(i, height - this.estimate);
      }
    return this.#taller;
  }

  /** How many rows of another height than the estimate stand above. */
  #before(index: number): number {
    if (!this.#places) {
      const known = this.#known();
      this.#places = [...known.keys()].sort((a, b) => a - b);
      let sum = 0;
      this.#sums = this.#places.map((place) => (sum += known.get(place) ?? 0));
    }
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
