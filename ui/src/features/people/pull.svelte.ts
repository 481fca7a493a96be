import { asProblem, call, type Problem } from '$lib/backend';
import type { ProfileView, PullProgress } from '$lib/generated/api';
import { session } from '$lib/session.svelte';

/**
 * The reading of people and groups. It goes on when the place is left, so what is known of it stands here and not in
 * the place.
 */
class Pull {
  job = $state<number | null>(null);
  starting = $state(false);
  cancelling = $state(false);
  progress = $state.raw<PullProgress | null>(null);
  problem = $state.raw<Problem | null>(null);
  cancelled = $state(false);
  reading = $derived(this.starting || this.job !== null);
  /** Practice changed since the last reading. */
  stale = false;

  #view: ProfileView | null = null;
  #ended = new Set<number>();
  #failed = new Map<number, Problem>();

  constructor() {
    session.on('pull', ({ job, progress }) => {
      if (this.#ended.has(job) || this.#failed.has(job)) return;
      this.job = job;
      this.progress = progress;
    });
    session.on('pull_ended', ({ job, problem, cancelled }) => {
      this.#ended.add(job);
      if (this.job !== null && this.job !== job) return;
      this.#end(problem, cancelled);
    });
    // Any job may fail so; whether it is this one is known by its number only.
    session.on('job_failed', ({ job, problem }) => {
      this.#failed.set(job, problem);
      if (this.job === job) this.#end(problem);
    });
    session.on('practice_changed', () => (this.stale = true));
  }

  /** What was known of another profile is forgotten: of its jobs nothing more is heard. */
  belongTo(view: ProfileView | null): void {
    if (this.#view === view) return;
    this.#view = view;
    this.job = null;
    this.starting = false;
    this.cancelling = false;
    this.progress = null;
    this.problem = null;
    this.cancelled = false;
    this.stale = false;
    this.#ended.clear();
    this.#failed.clear();
  }

  #end(problem: Problem | null, cancelled = false): void {
    this.job = null;
    this.progress = null;
    this.cancelling = false;
    this.problem = problem;
    this.cancelled = cancelled;
  }

  async start(): Promise<void> {
    if (this.reading) return;
    const view = this.#view;
    this.starting = true;
    this.problem = null;
    this.cancelled = false;
    this.progress = null;
    this.stale = false;
    try {
      const { job } = await call('pull_start', {});
      // A short job may have told its end before it told its number.
      if (view !== this.#view) return;
      const failed = this.#failed.get(job);
      if (failed) this.#end(failed);
      else if (!this.#ended.has(job)) this.job = job;
    } catch (error) {
      if (view === this.#view) this.problem = asProblem(error);
    } finally {
      if (view === this.#view) this.starting = false;
    }
  }

  async cancel(): Promise<void> {
    if (this.job === null || this.cancelling) return;
    this.cancelling = true;
    const done = await session.ask('job_cancel', { job: this.job });
    if (!done) this.cancelling = false;
  }

  dismiss(): void {
    this.problem = null;
    this.cancelled = false;
  }
}

export const pull = new Pull();
