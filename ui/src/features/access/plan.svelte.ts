import { asProblem, call, type Problem } from '$lib/backend';
import type { AccessView, PlanGroup, Product } from '$lib/generated/api';
import { session } from '$lib/session.svelte';

/**
 * The plan. Each change shows at once and is saved at once, one after the other; what follows from it comes with the
 * answer to the last.
 */
export class PlanState {
  view = $state.raw<AccessView | null>(null);
  /** Why there is no plan to show. */
  problem = $state.raw<Problem | null>(null);
  /** Changes on their way. */
  pending = $state(0);

  #tail: Promise<void> = Promise.resolve();

  async read(): Promise<void> {
    try {
      const view = await call('plan', {});
      // What is on its way is newer.
      if (this.pending === 0) this.view = view;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  change(groups: PlanGroup[], what: string): Promise<void> {
    const before = this.view;
    if (!before) return Promise.resolve();
    const people = groups.map((group) => {
      const at = before.plan.groups.findIndex((other) => other.name === group.name);
      return before.people[at] ?? null;
    });
    this.view = { ...before, plan: { groups }, people, can_undo: true };
    return this.#then(() => call('plan_save', { plan: { groups }, what }));
  }

  undo(): Promise<void> {
    return this.#then(() => call('plan_undo', {}));
  }

  saveProducts(products: Product[]): Promise<void> {
    return this.#then(() => call('products_save', { products }));
  }

  #then(ask: () => Promise<AccessView>): Promise<void> {
    this.pending += 1;
    this.#tail = this.#tail.then(async () => {
      try {
        const view = await ask();
        this.pending -= 1;
        if (this.pending === 0) this.view = view;
      } catch (error) {
        this.pending -= 1;
        session.tell(asProblem(error));
        // What was shown is not what is kept.
        if (this.pending === 0) await this.read();
      }
    });
    return this.#tail;
  }
}
