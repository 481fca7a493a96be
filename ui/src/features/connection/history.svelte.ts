import { formatMoments } from '$lib/format';
import { asProblem, call, type Problem } from '$lib/backend';
import type { Change, PastCheck } from '$lib/generated/api';
import { onOtherProfile } from '$lib/profile.svelte';
import { session } from '$lib/session.svelte';

/** Earlier runs of the connection tester, and what changed between two of them. */
class Past {
  runs = $state.raw<readonly PastCheck[]>([]);
  problem = $state.raw<Problem | null>(null);
  /** The numbers of the two runs that are compared. */
  earlier = $state<number | null>(null);
  later = $state<number | null>(null);
  /** What changed between the chosen two; none while they are not compared. */
  changes = $state.raw<readonly Change[] | null>(null);
  /** What changed since the run before the last one. */
  since = $state.raw<{ at: string; changes: readonly Change[] } | null>(null);

  #profile: string | null = null;
  #asked = 0;
  #loaded = 0;

  constructor() {
    session.on('check_ended', () => void this.load());
    onOtherProfile(() => this.#forgetOther());
  }

  /** Reads the runs; the last and the one before are chosen, and compared. */
  async load(): Promise<void> {
    const turn = ++this.#loaded;
    this.#forgetOther();
    try {
      const { runs } = await call('check_history', {});
      if (turn !== this.#loaded) return;
      this.problem = null;
      this.runs = runs;
      const [last, before] = runs;
      this.later = last?.id ?? null;
      this.earlier = before?.id ?? null;
      await this.compare();
      if (turn !== this.#loaded) return;
      this.since = before && this.changes ? { at: before.at, changes: this.changes } : null;
    } catch (error) {
      if (turn === this.#loaded) this.problem = asProblem(error);
    }
  }

  /** When a run was: with its time, and with seconds where another ran in the same minute. */
  when(at: string): string {
    const moments = [...new Set([at, ...this.runs.map((run) => run.at)])];
    return formatMoments(moments)[0] ?? '';
  }

  /** Compares the chosen two, in the order in which they ran. */
  async compare(): Promise<void> {
    const turn = ++this.#asked;
    this.changes = null;
    const { earlier, later } = this;
    if (earlier === null || later === null || earlier === later) return;
    try {
      const { changes } = await call('check_compare', {
        old: Math.min(earlier, later),
        new: Math.max(earlier, later),
      });
      if (turn !== this.#asked) return;
      this.problem = null;
      this.changes = changes;
    } catch (error) {
      if (turn === this.#asked) this.problem = asProblem(error);
    }
  }

  #forgetOther(): void {
    const profile = session.profile?.id ?? null;
    if (profile === this.#profile) return;
    this.#profile = profile;
    this.#asked++;
    this.runs = [];
    this.since = null;
    this.changes = null;
    this.earlier = null;
    this.later = null;
    this.problem = null;
  }
}

export const past = new Past();
