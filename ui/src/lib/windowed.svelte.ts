import { asProblem, type Problem } from './backend';

/** A place in a long list. Its row is there once it came into sight. */
export interface Slot<Row> {
  at: number;
  row: Row | null;
}

interface Page<Row> {
  total: number;
  rows: Row[];
}

/**
 * A list of any length of which only the pages in sight are asked for. An answer to a question that is no longer
 * asked is dropped.
 */
export class Windowed<Row> {
  slots = $state.raw<readonly Slot<Row>[]>([]);
  /** How many rows there are; none before the first answer. */
  total = $state<number | null>(null);
  problem = $state.raw<Problem | null>(null);

  #ask: (offset: number, limit: number) => Promise<Page<Row>>;
  #size: number;
  #asked: number[] = [];
  #recent: number[] = [0];
  #round = 0;

  constructor(ask: (offset: number, limit: number) => Promise<Page<Row>>, size = 100) {
    this.#ask = ask;
    this.#size = size;
  }

  /** Another question: from the top. */
  restart(): Promise<void> {
    this.#recent = [0];
    return this.#begin([0]);
  }

  /** The same question once more: what is in sight is replaced at one blow, so that nothing flickers. */
  refresh(): Promise<void> {
    return this.#begin([0, ...this.#recent.filter((page) => page !== 0)]);
  }

  /** This row came into sight. */
  need(at: number): void {
    const page = Math.floor(at / this.#size);
    if (this.#asked.includes(page)) return;
    this.#asked.push(page);
    this.#recent = [page, ...this.#recent.filter((other) => other !== page)].slice(0, 3);
    void this.#more(page, this.#round);
  }

  async #more(page: number, round: number): Promise<void> {
    try {
      const answer = await this.#ask(page * this.#size, this.#size);
      if (round !== this.#round) return;
      // The list changed under way: every place in it may be another one.
      if (answer.total !== this.total) return void this.refresh();
      const slots = this.slots.slice();
      this.#put(slots, page, answer.rows);
      this.slots = slots;
    } catch (error) {
      if (round !== this.#round) return;
      this.#asked = this.#asked.filter((other) => other !== page);
      this.problem = asProblem(error);
    }
  }

  async #begin(pages: number[]): Promise<void> {
    const round = ++this.#round;
    this.#asked = [...pages];
    try {
      const answers = await Promise.all(pages.map((page) => this.#ask(page * this.#size, this.#size)));
      if (round !== this.#round) return;
      const total = answers[0]?.total ?? 0;
      const slots: Slot<Row>[] = Array.from({ length: total }, (_, at) => ({ at, row: null }));
      pages.forEach((page, i) => this.#put(slots, page, answers[i]?.rows ?? []));
      this.slots = slots;
      this.total = total;
      this.problem = null;
    } catch (error) {
      if (round === this.#round) this.problem = asProblem(error);
    }
  }

  #put(slots: Slot<Row>[], page: number, rows: readonly Row[]): void {
    rows.forEach((row, i) => {
      const at = page * this.#size + i;
      if (at < slots.length) slots[at] = { at, row };
    });
  }
}
