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

  /** What would follow from the place that a lifted group is over; none while it is where it was. */
  preview = $state.raw<AccessView | null>(null);

  #tail: Promise<void> = Promise.resolve();
  #wanted: PlanGroup[] | null = null;
  #looking = false;

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
    const seen = this.preview?.plan.groups ?? [];
    const foreseen = groups.length === seen.length && groups.every(({ name }, at) => name === seen[at]?.name);
    this.view = {
      ...((foreseen && this.preview) || before),
      plan: { groups },
      people,
      can_undo: true,
    };
    return this.#then(() => call('plan_save', { plan: { groups }, what }));
  }

  /** Looks at another order, without keeping it; nothing ends the look. One question at a time: the last one counts. */
  look(groups: PlanGroup[] | null): void {
    this.#wanted = groups;
    if (groups === null) this.preview = null;
    else if (!this.#looking) void this.#look();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    let groups: PlanGroup[] | null = null;
    while (this.#wanted !== groups) {
      groups = this.#wanted;
      if (groups === null) break;
      try {
        const view = await call('plan_preview', { plan: { groups } });
        if (this.#wanted === groups) this.preview = view;
      } catch {
        // What stands there stays; saving tells what is wrong.
      }
    }
    this.#looking = false;
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
