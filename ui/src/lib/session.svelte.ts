/**
 * What the whole window knows: start-up, the open profile, its connections, how far the guide is, and every event from
 * Rust, handed on to whoever listens.
 */
import { asProblem, call, listen, type CommandName, type Problem, type Reply, type Request } from './backend';
import type {
  Boot,
  Connections,
  Event,
  ProfileRow,
  ProfileView,
  Progress,
  Report,
  Settings,
  State,
} from './generated/api';
import { byName } from './people/query';
import { router } from './router.svelte';
import { theme } from './theme.svelte';
import { toasts } from './ui/toasts.svelte';

type Kind = Event['kind'];
type Heard<K extends Kind> = Extract<Event, { kind: K }>;

class Session {
  boot = $state.raw<Boot | null>(null);
  /** Why there is no start-up. */
  problem = $state.raw<Problem | null>(null);
  view = $state.raw<ProfileView | null>(null);
  connections = $state.raw<Connections | null>(null);
  progress = $state.raw<Progress | null>(null);
  /** The last report of the connection tester. */
  report = $state.raw<Report | null>(null);
  /** The job of the connection tester that runs now. */
  checking = $state<number | null>(null);
  /** How many people there are; none before they were read. */
  people = $state<number | null>(null);

  profile = $derived<ProfileRow | null>(this.view?.profile ?? null);
  practice = $derived(this.profile?.kind === 'practice');

  #stateWords = $derived(new Map(this.boot?.states.map(({ state, label }) => [state, label])));

  #ears = new Set<(event: Event) => void>();

  /** Starts the window. The answer stops it listening. */
  async start(): Promise<() => void> {
    const stop = await listen((event) => this.#hear(event));
    await this.retry();
    return stop;
  }

  async retry(): Promise<void> {
    try {
      this.#booted(await call('boot', {}));
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** Calls `heard` for each event of a kind; the answer stops it. Fits an `$effect`. */
  on<K extends Kind>(kind: K, heard: (event: Heard<K>) => void): () => void {
    const ear = (event: Event) => {
      if (event.kind === kind) heard(event as Heard<K>);
    };
    this.#ears.add(ear);
    return () => this.#ears.delete(ear);
  }

  /** Asks Rust; a problem is shown at the window's foot, and the answer is then nothing. */
  async ask<Name extends CommandName>(name: Name, request: Request<Name>): Promise<Reply<Name> | undefined> {
    try {
      return await call(name, request);
    } catch (error) {
      this.tell(asProblem(error));
      return undefined;
    }
  }

  /** Shows a problem at the window's foot. */
  tell(problem: Problem): void {
    toasts.problem(problem);
  }

  /** What to call a state of a person. */
  stateWords(state: State): string {
    return this.#stateWords.get(state) ?? '';
  }

  /** Opens a profile and goes to its guide. */
  async open(id: string): Promise<void> {
    const view = await this.ask('profile_open', { id });
    if (view) await this.enter(view);
  }

  async practise(): Promise<void> {
    const view = await this.ask('practice_open', {});
    if (view) await this.enter(view);
  }

  async restartPractice(): Promise<void> {
    const view = await this.ask('practice_restart', {});
    if (view) await this.enter(view);
  }

  /** Closes the open profile: the first screen again. */
  async leave(): Promise<void> {
    const boot = await this.ask('profile_close', {});
    if (boot) this.#booted(boot, true);
  }

  async rename(id: string, name: string): Promise<void> {
    const boot = await call('profile_rename', { id, name });
    this.#booted(boot);
  }

  async remove(id: string): Promise<void> {
    const boot = await call('profile_delete', { id });
    this.#booted(boot, true);
  }

  /** The profile that was just opened becomes the window's. */
  async enter(view: ProfileView, then: 'setup' | 'stay' = 'setup'): Promise<void> {
    this.#show(view);
    if (then === 'setup') router.go('setup');
    // The list of profiles may have grown.
    const boot = await this.ask('boot', {});
    if (boot) this.boot = boot;
  }

  async saveSettings(settings: Settings): Promise<void> {
    const saved = await call('settings_save', settings);
    if (this.boot) this.boot = { ...this.boot, settings: saved };
    theme.choose(saved.theme);
  }

  /** Reads again what the sidebar shows. */
  async refresh(): Promise<void> {
    if (!this.view) return;
    const [progress, last, people] = await Promise.all([
      this.ask('guide_progress', {}),
      this.ask('check_last', {}),
      this.ask('people', byName('', 1)),
    ]);
    if (progress) this.progress = progress;
    if (last) this.report = last.report;
    if (people) this.people = people.read_at === null ? null : people.total;
  }

  #booted(boot: Boot, home = false): void {
    this.boot = boot;
    this.problem = null;
    theme.choose(boot.settings.theme);
    if (boot.open) {
      this.#show(boot.open);
      if (home || router.place === null || router.place === 'welcome') router.replace('setup');
    } else {
      this.view = null;
      this.#forget();
      if (router.place !== 'connect' || home) router.replace('welcome');
    }
  }

  #show(view: ProfileView): void {
    const other = view.profile.id !== this.view?.profile.id;
    this.view = view;
    if (other) this.#forget();
    this.connections = view.connections;
    void this.refresh();
  }

  #forget(): void {
    this.connections = null;
    this.progress = null;
    this.report = null;
    this.checking = null;
    this.people = null;
  }

  #hear(event: Event): void {
    switch (event.kind) {
      case 'progress':
        this.progress = event.progress;
        break;
      case 'connections':
        this.connections = event.connections;
        break;
      case 'check':
        this.checking = event.job;
        break;
      case 'check_ended':
        this.report = event.report;
        this.checking = null;
        break;
      case 'pull_ended':
        void this.refresh();
        break;
      default:
        break;
    }
    for (const ear of this.#ears) ear(event);
    // Only now: whoever shows the check asks whether it was this job that failed.
    if (event.kind === 'job_failed' && event.job === this.checking) this.checking = null;
  }
}

export const session = new Session();
