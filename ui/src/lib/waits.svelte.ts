import type { Event } from './generated/api';
import { session } from './session.svelte';
import { words } from './strings';

interface Wait {
  job: number | null;
  why: string;
  /** In milliseconds since 1970. */
  until: number;
}

/** How often a countdown is drawn anew, in milliseconds. */
const TICK = 250;

/** What makes a job wait, or a look at the connections, counted down until it goes on. */
class Waits {
  #all = $state.raw<readonly Wait[]>([]);
  #now = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    session.on('waiting', (told) => this.#hear(told));
    for (const end of [
      'check_ended',
      'pull_ended',
      'rehearsal_ended',
      'trip_ended',
      'change_ended',
      'job_failed',
    ] as const)
      session.on(end, ({ job }) => this.#keep((wait) => wait.job !== job));
    // The answer to a look.
    session.on('progress', () => this.#keep((wait) => wait.job !== null));
  }

  /** “Waiting 12 s: ConfigCat asks for fewer requests (429).”; none while the job does not wait. */
  of(job: number | null): string | null {
    const wait = this.#all.find((each) => each.job === job);
    if (!wait) return null;
    return words.waiting(Math.max(1, Math.ceil((wait.until - this.#now) / 1000)), wait.why);
  }

  #hear({ job, why, until }: Extract<Event, { kind: 'waiting' }>): void {
    const wait = { job, why, until: Date.parse(until) };
    const known = this.#all.find((each) => each.job === job);
    // Several requests of a job wait at the same time: the last of them counts.
    if (known && known.until >= wait.until) return;
    this.#all = [...this.#all.filter((each) => each.job !== job), wait];
    this.#tick();
    this.#timer ??= setInterval(() => this.#tick(), TICK);
  }

  #tick(): void {
    this.#now = Date.now();
    this.#keep(({ until }) => until > this.#now);
  }

  #keep(still: (wait: Wait) => boolean): void {
    if (!this.#all.every(still)) this.#all = this.#all.filter(still);
    if (this.#all.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

export const waits = new Waits();
