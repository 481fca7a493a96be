import { SvelteMap } from 'svelte/reactivity';
import { asProblem, call, type Problem } from '$lib/backend';
import type {
  ChangeLine,
  ChangeList,
  ChangePlan,
  ListEvent,
  ListReport,
  OrgGroupRow,
} from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import { SCHEME, stepOfList, taskOf, whyNot, wishesOf, type PushWay } from './tasks';

/** A change list as the window follows it, in whatever place the window is: chosen, shown, carried out, told. */
class Changing {
  /** The step that it belongs to. */
  step = $state('');
  task = $derived(taskOf(this.step));

  // What is chosen.
  label = $state('');
  entityId = $state('');
  acsUrl = $state('');
  groups = new SvelteMap<string, OrgGroupRow>();
  way = $state<PushWay>('beside');
  scheme = $state(SCHEME);
  pushToo = $state(false);
  mend = $state<'retry' | 'relink'>('retry');

  planning = $state(false);
  plan = $state.raw<ChangePlan | null>(null);
  /** The list that is or was carried out, with its lines as they are now. */
  list = $state.raw<ChangeList | null>(null);
  report = $state.raw<ListReport | null>(null);
  job = $state<number | null>(null);
  starting = $state(false);
  cancelling = $state(false);
  /** Why there is no plan, or why the list was not carried out. */
  problem = $state.raw<Problem | null>(null);
  /** Lists that were left half done. */
  open = $state.raw<readonly ChangeList[]>([]);
  givingUp = $state<string | null>(null);

  running = $derived(this.job !== null || this.starting);
  page = $derived<'choose' | 'preview' | 'running' | 'done'>(
    this.running ? 'running' : this.report ? 'done' : this.plan ? 'preview' : 'choose',
  );
  lines = $derived<readonly ChangeLine[]>(
    (this.page === 'preview' ? this.plan?.list : this.list)?.lines ?? [],
  );
  /** How many lines are to be done. */
  toDo = $derived(this.lines.filter(({ state }) => state === 'planned').length);
  blocked = $derived(this.lines.filter(({ state }) => state === 'blocked').length);
  /** The pre-flight says that it must not be done like this. */
  stopped = $derived(this.plan?.preflight?.concerns.some(({ gravity }) => gravity === 'stop') ?? false);
  mayStart = $derived(this.page === 'preview' && this.toDo > 0 && this.blocked === 0 && !this.stopped);
  /** Scopes by which a credential may do this. */
  needs = $derived(
    (this.task === 'push' && this.way === 'beside') || (this.task === 'assign' && this.pushToo)
      ? ['okta.apps.manage', 'okta.groups.manage']
      : ['okta.apps.manage'],
  );
  /** Everything that is needed was chosen. */
  complete = $derived.by(() => {
    if (this.task === 'app')
      return [this.label, this.entityId, this.acsUrl].every((text) => text.trim() !== '');
    return this.task === 'to_app' || this.groups.size > 0;
  });

  #profile: string | null = null;
  #turn = 0;

  constructor() {
    session.on('change', ({ job, event }) => {
      if (job !== this.job && !this.starting) return;
      this.job = job;
      this.starting = false;
      this.#hear(event);
    });
    session.on('change_ended', ({ job, report }) => {
      if (job !== this.job && !this.starting) return;
      this.report = report;
      this.list = report.list;
      this.#ended();
    });
    session.on('job_failed', ({ job, problem }) => {
      if (job !== this.job && !this.starting) return;
      this.problem = problem;
      this.#ended();
    });
  }

  /** Begins with a step: nothing is chosen yet. A list that is being carried out goes on. */
  begin(step: string): void {
    this.#forgetOther();
    if (this.running) return;
    this.#turn++;
    this.step = step;
    this.label = this.entityId = this.acsUrl = '';
    this.groups.clear();
    this.way = 'beside';
    this.scheme = SCHEME;
    this.pushToo = false;
    this.mend = 'retry';
    this.planning = false;
    this.plan = null;
    this.list = null;
    this.report = null;
    this.problem = null;
  }

  /** Comes to a step: what was chosen, shown or carried out for it before is there again. */
  enter(step: string): void {
    this.#forgetOther();
    if (this.step !== step) this.begin(step);
  }

  /** Reads which lists were left half done. */
  async load(): Promise<void> {
    this.#forgetOther();
    const profile = this.#profile;
    try {
      const { lists } = await call('change_open', {});
      if (profile === this.#profile) this.open = lists;
    } catch {
      // Without a profile there are none; a journal that can't be read is told when a list is begun.
    }
  }

  choose(group: OrgGroupRow, on: boolean): void {
    if (on) this.groups.set(group.id, group);
    else this.groups.delete(group.id);
  }

  /** Another way: groups that can’t go it are no longer chosen. */
  goWay(way: PushWay): void {
    this.way = way;
    for (const group of [...this.groups.values()]) {
      if (this.task && whyNot(this.task, way, group) !== null) this.groups.delete(group.id);
    }
  }

  /** Works out the list. `keep` runs first: what was typed is kept. */
  async show(keep?: () => Promise<void>): Promise<void> {
    if (!this.task || !this.complete || this.planning || this.running) return;
    const turn = ++this.#turn;
    this.planning = true;
    this.problem = null;
    try {
      await keep?.();
      const plan = await call('change_plan', { wishes: wishesOf(this.task, this.#choice()) });
      if (turn === this.#turn) this.plan = plan;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.planning = false;
    }
  }

  /** Back from the list to the choice. */
  rethink(): void {
    if (this.running) return;
    this.plan = null;
    this.problem = null;
  }

  async start(): Promise<void> {
    if (!this.mayStart || !this.plan) return;
    const { list } = this.plan;
    await this.#run(list, () => call('change_start', { id: list.id }));
  }

  /** Goes on with a list that was left half done. */
  async goOn(list: ChangeList): Promise<void> {
    if (this.running) return;
    if (this.report?.list.id !== list.id) this.begin(stepOfList(list));
    await this.#run(list, () => call('change_go_on', { id: list.id }));
  }

  async giveUp(id: string): Promise<void> {
    if (this.givingUp !== null) return;
    this.givingUp = id;
    const left = await session.ask('change_give_up', { id });
    if (left) this.open = left.lists;
    if (left && this.report?.list.id === id && !this.running) this.begin(this.step);
    this.givingUp = null;
  }

  async cancel(): Promise<void> {
    if (this.job === null || this.cancelling) return;
    this.cancelling = true;
    await session.ask('job_cancel', { job: this.job });
  }

  async #run(list: ChangeList, begin: () => Promise<{ job: number }>): Promise<void> {
    this.problem = null;
    const before = this.report;
    this.report = null;
    this.list = list;
    this.starting = true;
    try {
      const { job } = await begin();
      // A quick list may have ended before its number came back.
      if (this.starting) this.job = job;
    } catch (error) {
      this.report = before;
      this.problem = asProblem(error);
    } finally {
      this.starting = false;
    }
  }

  #choice() {
    const { label, entityId, acsUrl, way, scheme, pushToo, mend } = this;
    return { label, entityId, acsUrl, way, scheme, pushToo, mend, groups: [...this.groups.values()] };
  }

  #hear(event: ListEvent): void {
    if (!this.list) return;
    const lines = this.list.lines.map((line): ChangeLine => {
      if (event.kind === 'started')
        return line.number === event.number ? { ...line, state: 'doing', trouble: null } : line;
      return line.number === event.line.number ? event.line : line;
    });
    this.list = { ...this.list, lines };
  }

  #ended(): void {
    this.job = null;
    this.starting = false;
    this.cancelling = false;
    this.plan = null;
    void this.load();
  }

  /** Nothing of one profile is shown in another. */
  #forgetOther(): void {
    const profile = session.profile?.id ?? null;
    if (profile === this.#profile) return;
    this.#profile = profile;
    this.job = null;
    this.starting = false;
    this.cancelling = false;
    this.open = [];
    this.begin('');
  }
}

export const changing = new Changing();
