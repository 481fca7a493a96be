import { asProblem, call, type Problem } from '$lib/backend';
import type { HistoryEntry, ReviewAsk, ReviewFormat, ReviewView } from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import { groupNames } from './groups';

/** An access review: whom it is about, how it looks, and its way into a file. */
export class Review {
  /** None before the first answer. */
  view = $state.raw<ReviewView | null>(null);
  problem = $state.raw<Problem | null>(null);
  saving = $state(false);

  /** What there is to choose from. */
  groups = $state.raw<readonly string[]>([]);
  products = $state.raw<readonly string[]>([]);
  readings = $state.raw<readonly HistoryEntry[]>([]);

  #asked = 0;

  /** Reads what there is to choose from. */
  async choices(): Promise<void> {
    await Promise.all([
      session.ask('history', {}).then((history) => (this.readings = history?.entries ?? [])),
      session
        .ask('plan', {})
        .then((plan) => (this.products = plan?.products.map((product) => product.name) ?? [])),
      groupNames().then((names) => (this.groups = names)),
    ]);
  }

  async look(ask: ReviewAsk): Promise<void> {
    const turn = ++this.#asked;
    try {
      const view = await call('review', ask);
      if (turn !== this.#asked) return;
      this.view = view;
      this.problem = null;
    } catch (error) {
      if (turn !== this.#asked) return;
      this.view = null;
      this.problem = asProblem(error);
    }
  }

  /** Where it was saved; none when the question where to was closed, or it could not be. */
  async save(ask: ReviewAsk, format: ReviewFormat): Promise<string | null> {
    if (this.saving) return null;
    this.saving = true;
    const saved = await session.ask('review_save', { ask, format });
    this.saving = false;
    return saved?.path ?? null;
  }
}
