import { asProblem, call, type Problem } from '$lib/backend';
import type { HistoryDifference, HistoryEntry } from '$lib/generated/api';

/** The readings that are kept, newest first, and what changed between two of them. */
export class Timeline {
  /** None before the first answer. */
  entries = $state.raw<readonly HistoryEntry[] | null>(null);
  most = $state(0);
  difference = $state.raw<HistoryDifference | null>(null);
  problem = $state.raw<Problem | null>(null);

  #loaded = 0;
  #asked = 0;

  async load(): Promise<void> {
    const turn = ++this.#loaded;
    try {
      const { entries, most } = await call('history', {});
      if (turn !== this.#loaded) return;
      this.entries = entries;
      this.most = most;
      this.problem = null;
    } catch (error) {
      if (turn === this.#loaded) this.problem = asProblem(error);
    }
  }

  /** Asks what changed between two readings. What was told before stays until the answer is there. */
  async compare(from: number, to: number): Promise<void> {
    const turn = ++this.#asked;
    try {
      const difference = await call('history_between', { from, to });
      if (turn !== this.#asked) return;
      this.difference = difference;
      this.problem = null;
    } catch (error) {
      if (turn !== this.#asked) return;
      this.difference = null;
      this.problem = asProblem(error);
    }
  }
}
