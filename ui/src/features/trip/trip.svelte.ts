import { asProblem, call, type Problem } from '$lib/backend';
import type {
  Leg,
  OrgGroupRow,
  OrgPersonRow,
  Trip,
  TripAsk,
  TripEvent,
  TripTakenBack,
  TripView,
} from '$lib/generated/api';
import { tidyDomain } from '$lib/format';
import { onOtherProfile } from '$lib/profile.svelte';
import { session } from '$lib/session.svelte';

/** How long what is typed must rest before it is planned with, in milliseconds. */
const REST = 300;

type Choice = 'throwaway' | 'named';

/** A leg as it is shown: to come, under way, or ended. */
export interface LegRow {
  id: string;
  title: string;
  ended: Leg | null;
  /** What was seen while it is waited for, and since when in seconds. */
  now: { seconds: number; saw: string } | null;
}

/** The round trip as the window follows it, in whatever place the window is. */
class Travelling {
  /** The last one of this profile. */
  last = $state.raw<Trip | null>(null);
  /** What an earlier one may have left, in words. */
  left = $state.raw<readonly string[]>([]);

  who = $state<Choice>('throwaway');
  domain = $state('');
  person = $state.raw<OrgPersonRow | null>(null);
  into = $state<Choice>('throwaway');
  group = $state.raw<OrgGroupRow | null>(null);
  deletes = $state(true);
  /** Somebody said that this person may be created, or changed. */
  confirmed = $state(false);

  view = $state.raw<TripView | null>(null);
  /** Why there is no plan at all. */
  unplanned = $state.raw<Problem | null>(null);
  planning = $state(false);
  starting = $state(false);
  cancelling = $state(false);
  job = $state<number | null>(null);
  takingBack = $state(false);
  taken = $state.raw<TripTakenBack | null>(null);
  /** Why the trip that was asked for was not held. */
  refused = $state.raw<Problem | null>(null);
  /** The plan is asked for although there is a result. */
  again = $state(false);

  #expected = $state.raw<readonly (readonly [string, string])[]>([]);
  #ended = $state.raw<readonly Leg[]>([]);
  #at = $state.raw<{ id: string; seconds: number; saw: string } | null>(null);
  #proposed = false;

  /** Okta and ConfigCat are connected, as far as anybody knows. */
  missing = $derived({
    scim: session.connections?.scim.status === 'unset',
    okta: session.connections?.okta.status === 'unset',
  });
  able = $derived(!this.missing.scim && !this.missing.okta);
  plan = $derived(this.view?.plan ?? null);
  /** What stands in the way: the plan's own refusal, or why there is none. */
  problem = $derived(this.refused ?? this.unplanned ?? this.view?.problem ?? null);
  running = $derived(this.job !== null || this.starting);
  page = $derived<'plan' | 'running' | 'done'>(
    this.running ? 'running' : this.last && !this.again ? 'done' : 'plan',
  );
  /** What is shown is what would be written, and it was agreed to. */
  ready = $derived(this.plan !== null && !this.planning && !this.running && this.confirmed);
  /** The trip that goes on, leg by leg. */
  legs = $derived(
    this.#expected.map(([id, title]): LegRow => ({
      id,
      title,
      ended: this.#ended.find((leg) => leg.id === id) ?? null,
      now: this.#at?.id === id ? { seconds: this.#at.seconds, saw: this.#at.saw } : null,
    })),
  );

  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Jobs that failed before the window knew which of them is the trip. */
  #failed = new Map<number, Problem>();

  constructor() {
    session.on('trip', ({ job, event }) => {
      this.job = job;
      this.starting = false;
      this.#hear(event);
    });
    session.on('trip_ended', ({ trip }) => {
      this.last = trip;
      this.again = false;
      this.#end();
    });
    session.on('job_failed', ({ job, problem }) => {
      if (job === this.job) this.#end(problem);
      else if (this.starting) this.#failed.set(job, problem);
    });
    onOtherProfile(() => this.#forget());
  }

  /** Reads the last one, and what may be left. */
  async load(): Promise<void> {
    try {
      const { trip, left } = await call('trip_last', {});
      this.last = trip;
      this.left = left;
    } catch {
      // Without a profile there is nothing to tell; planning says why.
    }
  }

  /** What is asked for, as far as it was chosen. */
  #ask(): TripAsk | null {
    const domain = tidyDomain(this.domain);
    if (this.who === 'throwaway' && domain === '' && this.#proposed) return null;
    if (this.who === 'named' && !this.person) return null;
    if (this.into === 'named' && !this.group) return null;
    return {
      person:
        this.who === 'named' && this.person
          ? { kind: 'named', user: this.person.id }
          : { kind: 'throwaway', domain, confirmed: false },
      group:
        this.into === 'named' && this.group ? { kind: 'named', group: this.group.id } : { kind: 'throwaway' },
      delete_in_configcat: this.deletes,
    };
  }

  /** Works out what would be written; an empty domain is proposed by Rust. */
  async replan(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const ask = this.#ask();
    if (!ask || !this.able) {
      this.planning = false;
      this.view = null;
      return;
    }
    this.planning = true;
    try {
      const view = await call('trip_plan', ask);
      if (turn !== this.#turn) return;
      this.view = view;
      this.unplanned = null;
      if (!this.#proposed && view.ask.person.kind === 'throwaway') this.domain = view.ask.person.domain;
      this.#proposed = true;
      if (!this.running) this.left = view.left;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.view = null;
      this.unplanned = asProblem(error);
    } finally {
      if (turn === this.#turn) this.planning = false;
    }
  }

  /** Something else is asked for: nobody has agreed to that. */
  changed(rest = 0): void {
    clearTimeout(this.#timer);
    this.confirmed = false;
    this.refused = null;
    this.unplanned = null;
    this.#turn++;
    this.planning = this.#ask() !== null;
    if (this.planning) this.#timer = setTimeout(() => void this.replan(), rest);
    else this.view = null;
  }

  typed(): void {
    this.#proposed = true;
    this.changed(REST);
  }

  async start(): Promise<void> {
    const { view, plan } = this;
    if (!this.ready || !view || !plan) return;
    const { person } = view.ask;
    const ask: TripAsk = {
      ...view.ask,
      person: person.kind === 'throwaway' ? { ...person, confirmed: this.confirmed } : person,
    };
    this.starting = true;
    this.refused = null;
    this.taken = null;
    this.#failed.clear();
    this.#expected = plan.legs;
    this.#ended = [];
    this.#at = null;
    try {
      const { job } = await call('trip_start', { ask, run_id: view.run_id });
      const failed = this.#failed.get(job);
      if (failed) this.#end(failed);
      // A quick trip may have ended before its number came back.
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
    if (!(await session.ask('job_cancel', { job: this.job }))) this.cancelling = false;
  }

  async takeBack(): Promise<void> {
    if (this.takingBack) return;
    this.takingBack = true;
    try {
      this.taken = await call('trip_take_back', {});
      await this.load();
      // A name that was taken is free again.
      if (this.page === 'plan') this.changed();
    } catch (error) {
      session.tell(asProblem(error));
    } finally {
      this.takingBack = false;
    }
  }

  #hear(event: TripEvent): void {
    if (event.kind === 'started') this.#at = { id: event.id, seconds: 0, saw: '' };
    else if (event.kind === 'waiting')
      this.#at = { id: event.id, seconds: Math.round(event.waited_ms / 1000), saw: event.saw };
    else {
      this.#ended = [...this.#ended.filter(({ id }) => id !== event.leg.id), event.leg];
      if (this.#at?.id === event.leg.id) this.#at = null;
    }
  }

  #end(refused: Problem | null = null): void {
    this.job = null;
    this.starting = false;
    this.cancelling = false;
    this.refused = refused;
    this.view = null;
    this.confirmed = false;
    void this.load();
  }

  /** Nothing of one profile is shown in another. */
  #forget(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#proposed = false;
    this.last = null;
    this.left = [];
    this.who = this.into = 'throwaway';
    this.domain = '';
    this.person = null;
    this.group = null;
    this.deletes = true;
    this.confirmed = false;
    this.view = null;
    this.unplanned = null;
    this.planning = false;
    this.cancelling = false;
    this.job = null;
    this.taken = null;
    this.refused = null;
    this.again = false;
    this.#expected = [];
    this.#ended = [];
    this.#at = null;
  }
}

export const trip = new Travelling();
