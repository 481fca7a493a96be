import { asProblem, call, type Problem } from '$lib/backend';
import type { LogLine, OktaLog } from '$lib/generated/api';
import { onOtherProfile } from '$lib/profile.svelte';
import { session } from '$lib/session.svelte';

/** How often the log is read while somebody looks at it, in milliseconds. */
const EVERY = 30_000;
/** So many events are listed at first, and so many more each time. */
const PAGE = 100;

export const FILTERS = ['all', 'failed', 'people', 'groups'] as const;
export type LogFilter = (typeof FILTERS)[number];

const fits: Record<LogFilter, (line: LogLine) => boolean> = {
  all: () => true,
  failed: ({ outcome }) => outcome === 'failed',
  people: ({ person }) => person !== null,
  groups: ({ group }) => group !== null,
};

/** Okta’s log of the application, followed for as long as it is looked at. */
class Following {
  log = $state.raw<OktaLog | null>(null);
  /** Why it can’t be read, the last time it was tried. */
  problem = $state.raw<Problem | null>(null);
  reading = $state(false);
  filter = $state<LogFilter>('all');
  #limit = $state(PAGE);

  able = $derived(session.connections?.okta.status !== 'unset');
  lines = $derived(this.log?.digest.lines ?? []);
  counts = $derived(
    Object.fromEntries(FILTERS.map((filter) => [filter, this.lines.filter(fits[filter]).length])) as Record<
      LogFilter,
      number
    >,
  );
  #fitting = $derived(this.lines.filter(fits[this.filter]));
  shown = $derived(this.#fitting.slice(0, this.#limit));
  /** How many more a press on “more” shows. */
  more = $derived(Math.min(PAGE, this.#fitting.length - this.shown.length));

  #turn = 0;

  constructor() {
    onOtherProfile(() => {
      this.#turn++;
      this.log = null;
      this.problem = null;
      this.reading = false;
      this.filter = 'all';
      this.#limit = PAGE;
    });
  }

  choose(filter: LogFilter): void {
    this.filter = filter;
    this.#limit = PAGE;
  }

  showMore(): void {
    this.#limit += PAGE;
  }

  async read(): Promise<void> {
    // Two at a time would both read on from the same place.
    if (this.reading || !this.able) return;
    const turn = ++this.#turn;
    this.reading = true;
    try {
      const log = await call('okta_log', {});
      if (turn !== this.#turn) return;
      this.log = log;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.reading = false;
    }
  }

  /** Reads it now, and again every so often while it is in sight. The answer stops it. */
  follow(): () => void {
    void this.read();
    const look = () => {
      if (document.visibilityState === 'visible') void this.read();
    };
    const timer = setInterval(look, EVERY);
    const stop = session.on('window_focused', look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }
}

export const following = new Following();
