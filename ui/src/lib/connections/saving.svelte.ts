import { asProblem, type Problem } from '$lib/backend';

/** A form on its way to Rust: it is sent once at a time, and a problem leaves what was typed where it stands. */
export class Saving {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  async run(save: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await save();
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  }
}
