import { asProblem, call, type Problem } from '$lib/backend';
import type { Entry, Rehearsal, RehearsalEvent, RehearsalPlan, Row, TakenBack } from '$lib/generated/api';
import { tidyDomain } from '$lib/format';
import { onOtherProfile } from '$lib/profile.svelte';
import { session } from '$lib/session.svelte';
import { toasts } from '$lib/ui';
import { text } from './words';

/** How long the domain must rest before it is planned with, in milliseconds. */
const REST = 300;

/** The rehearsal as the window follows it, in whatever place the window is. */
class Rehearsing {
  /** The last one of this profile. */
  last = $state.raw<Rehearsal | null>(null);
  /** What an earlier one may have left. */
  left = $state.raw<readonly Entry[]>([]);
  plan = $state.raw<RehearsalPlan | null>(null);
  domain = $state('');
  /** Somebody said that people may be created at the domain of the plan. */
  confirmed = $state(false);
  planning = $state(false);
  starting = $state(false);
  cancelling = $state(false);
  job = $state<number | null>(null);
  /** What the run that goes on has answered so far. */
  rows = $state.raw<readonly Row[]>([]);
  answered = $derived(this.rows.filter(({ verdict }) => verdict !== 'skip').length);
  asking = $state<string | null>(null);
  /** How long the rate limit makes it wait, in seconds. */
  waiting = $state<number | null>(null);
  takingBack = $state(false);
  taken = $state.raw<TakenBack | null>(null);
  /** Why there is no plan. */
  unplanned = $state.raw<Problem | null>(null);
  /** Why the rehearsal that was asked for was not held. */
  refused = $state.raw<Problem | null>(null);
  /** The plan is asked for although there is a result. */
  again = $state(false);

  running = $derived(this.job !== null || this.starting);
  page = $derived<'plan' | 'running' | 'done'>(
    this.running ? 'running' : this.last && !this.again ? 'done' : 'plan',
  );
  /** Whether what is shown is what would be written. */
  ready = $derived(
    this.plan !== null &&
      this.plan.writes.length > 0 &&
      !this.planning &&
      this.confirmed &&
      this.plan.domain === tidyDomain(this.domain),
  );

  #profile: string | null = null;
  /** Jobs that failed before the window knew which of them is the rehearsal. */
  #failed = new Map<number, Problem>();
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    session.on('rehearsal', ({ job, event }) => {
      this.job = job;
      this.starting = false;
      this.#hear(event);
    });
    session.on('rehearsal_ended', ({ rehearsal }) => {
      this.last = rehearsal;
      this.again = false;
      this.#end();
    });
    session.on('job_failed', ({ job, problem }) => {
      if (job === this.job) this.#end(problem);
      else if (this.starting) this.#failed.set(job, problem);
    });
    onOtherProfile(() => this.#forgetOther());
  }

  /** Reads the last one, and what may be left. */
  async load(): Promise<void> {
    this.#forgetOther();
    try {
      const { rehearsal, left } = await call('rehearsal_last', {});
      this.last = rehearsal;
      this.left = left;
    } catch {
      // Without a connection there is nothing to tell; planning says why.
    }
  }

  /** Works out what would be written; an empty domain is proposed by Rust. */
  async replan(domain: string): Promise<void> {
    clearTimeout(this.#timer);
    this.#forgetOther();
    const turn = ++this.#asked;
    this.planning = true;
    try {
      const plan = await call('rehearsal_plan', { domain });
      if (turn !== this.#asked) return;
      this.plan = plan;
      this.unplanned = null;
      if (domain === '') this.domain = plan.domain;
      if (!this.running) this.left = plan.left;
    } catch (error) {
      if (turn !== this.#asked) return;
      this.plan = null;
      this.unplanned = asProblem(error);
    } finally {
      if (turn === this.#asked) this.planning = false;
    }
  }

  /** Another domain: nobody has confirmed that one. */
  typed(): void {
    clearTimeout(this.#timer);
    this.confirmed = false;
    this.refused = null;
    this.#asked++;
    const domain = tidyDomain(this.domain);
    if (domain === '') {
      this.planning = false;
      this.plan = this.plan && { ...this.plan, domain: '', writes: [] };
      return;
    }
    this.planning = true;
    this.#timer = setTimeout(() => void this.replan(domain), REST);
  }

  async start(): Promise<void> {
    if (!this.ready || !this.plan || this.running) return;
    const { domain, run_id } = this.plan;
    this.starting = true;
    this.refused = null;
    this.taken = null;
    this.#failed.clear();
    this.rows = [];
    this.asking = null;
    try {
      const { job } = await call('rehearsal_start', { domain, run_id, confirmed: this.confirmed });
      const failed = this.#failed.get(job);
      if (failed) this.#end(failed);
      // A quick run may have ended before its number came back.
      else if (this.starting) this.job = job;
    } catch (error) {
      this.refused = asProblem(error);
    } finally {
      this.starting = false;
    }
  }

  async cancel(): Promise<void> {
    if (this.job === null) return;
    this.cancelling = true;
    await session.ask('job_cancel', { job: this.job });
  }

  async takeBack(): Promise<void> {
    if (this.takingBack) return;
    this.takingBack = true;
    try {
      this.taken = await call('rehearsal_take_back', {});
      await this.load();
    } catch (error) {
      session.tell(asProblem(error));
    } finally {
      this.takingBack = false;
    }
  }

  async copyForSupport(): Promise<void> {
    const report = await session.ask('rehearsal_support', {});
    if (report && (await session.ask('text_copy', { text: report.text })))
      toasts.note(text.rehearsal.supportCopied);
  }

  /** What the row that is asked now is called, as far as the plan says. */
  title(id: string): string | null {
    return this.plan?.writes.find(({ row }) => row === id)?.title ?? null;
  }

  #end(refused: Problem | null = null): void {
    this.job = null;
    this.starting = false;
    this.cancelling = false;
    this.refused = refused;
    this.asking = null;
    this.waiting = null;
    this.plan = null;
    this.confirmed = false;
    void this.load();
  }

  #hear(event: RehearsalEvent): void {
    if (event.kind === 'started') {
      this.asking = event.id;
      this.waiting = null;
    } else if (event.kind === 'waiting') {
      this.asking = event.id;
      this.waiting = event.seconds;
    } else {
      this.rows = [...this.rows.filter(({ id }) => id !== event.row.id), event.row];
      if (this.asking === event.row.id) this.asking = null;
      this.waiting = null;
    }
  }

  /** Nothing of one profile is shown in another. */
  #forgetOther(): void {
    const profile = session.profile?.id ?? null;
    if (profile === this.#profile) return;
    this.#profile = profile;
    clearTimeout(this.#timer);
    this.#asked++;
    this.last = null;
    this.left = [];
    this.plan = null;
    this.domain = '';
    this.confirmed = false;
    this.planning = false;
    this.rows = [];
    this.taken = null;
    this.unplanned = null;
    this.refused = null;
    this.again = false;
    this.job = null;
    this.asking = null;
    this.waiting = null;
    this.cancelling = false;
  }
}

export const rehearsing = new Rehearsing();
