import { asProblem, call, type Problem } from '$lib/backend';
import { copyText } from '$lib/clipboard';
import type { CheckEvent, Finding, Level, Listed, Report } from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import { words } from '$lib/strings';
import { exchangeText, toasts, verdictState, type ShownState } from '$lib/ui';

/** One line of the list: a check before, while or after it is asked. */
export interface Row {
  id: string;
  level: Level;
  title: string;
  state: ShownState;
  finding: Finding | null;
}

export interface Group {
  level: Level;
  rows: Row[];
}

/** The connection tester as the window follows it, in whatever place the window is. */
class Checks {
  #listed = $state.raw<Listed[]>([]);
  /** What the run that goes on has found so far, by id; none between runs. */
  #found = $state.raw<Record<string, Finding> | null>(null);
  #asking = $state.raw<readonly string[]>([]);
  problem = $state.raw<Problem | null>(null);
  starting = $state(false);

  running = $derived(this.starting || session.checking !== null);
  report = $derived<Report | null>(this.running ? null : session.report);

  rows = $derived.by((): Row[] => {
    const kept = session.report?.findings ?? [];
    const found: Record<string, Finding> =
      this.#found ?? Object.fromEntries(kept.map((each) => [each.id, each]));
    const known = new Set(this.#listed.map(({ id }) => id));
    const rows = this.#listed.map(({ id, level, title }): Row => {
      const finding = found[id] ?? null;
      return {
        id,
        level,
        title: finding?.title ?? title,
        state: finding
          ? verdictState(finding.verdict)
          : this.running && this.#asking.includes(id)
            ? 'running'
            : 'open',
        finding,
      };
    });
    // A finding of a check that this list does not have is still a finding.
    for (const finding of Object.values(found)) {
      if (known.has(finding.id)) continue;
      rows.push({
        id: finding.id,
        level: finding.level,
        title: finding.title,
        state: verdictState(finding.verdict),
        finding,
      });
    }
    return rows;
  });

  groups = $derived.by((): Group[] => {
    const levels = [...new Set(this.rows.map(({ level }) => level))];
    return levels.map((level) => ({ level, rows: this.rows.filter((row) => row.level === level) }));
  });

  answered = $derived(this.rows.filter(({ finding }) => finding !== null).length);

  /** The finding that deserves a look first. */
  worst = $derived(
    (['fail', 'warn'] as const)
      .map((verdict) => this.rows.find(({ finding }) => finding?.verdict === verdict))
      .find((row) => row !== undefined) ?? null,
  );

  constructor() {
    session.on('check', ({ event }) => this.#hear(event));
    session.on('check_ended', () => {
      this.#found = null;
      this.#asking = [];
      this.starting = false;
    });
    session.on('job_failed', ({ job, problem }) => {
      if (job !== session.checking && !this.starting) return;
      this.problem = problem;
      this.#found = null;
      this.#asking = [];
      this.starting = false;
      session.checking = null;
    });
  }

  /** Reads which checks there are. They are drawn before they are asked. */
  async list(): Promise<void> {
    try {
      this.#listed = (await call('check_list', {})).checks;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  async start(): Promise<void> {
    if (this.running) return;
    this.starting = true;
    this.problem = null;
    this.#found = {};
    this.#asking = [];
    try {
      const { job } = await call('check_start', {});
      // A quick run may have ended before its number came back.
      if (this.starting) session.checking = job;
    } catch (error) {
      this.problem = asProblem(error);
      this.#found = null;
    } finally {
      this.starting = false;
    }
  }

  async cancel(): Promise<void> {
    if (session.checking !== null) await session.ask('job_cancel', { job: session.checking });
  }

  async copyForSupport(): Promise<void> {
    const report = await session.ask('check_support', {});
    if (report && (await session.ask('text_copy', { text: report.text })))
      toasts.note(words.check.supportCopied);
  }

  async copyExchanges(finding: Finding): Promise<void> {
    try {
      await copyText(finding.exchanges.map(exchangeText).join('\n'));
      toasts.note(words.check.exchangesCopied);
    } catch (error) {
      session.tell(asProblem(error));
    }
  }

  #hear(event: CheckEvent): void {
    // The run may have been started elsewhere, as after connecting.
    if (event.kind === 'started') {
      this.#found ??= {};
      this.#asking = [...this.#asking, event.id];
    } else {
      this.#found = { ...this.#found, [event.finding.id]: event.finding };
      this.#asking = this.#asking.filter((id) => id !== event.finding.id);
    }
  }
}

export const checks = new Checks();
