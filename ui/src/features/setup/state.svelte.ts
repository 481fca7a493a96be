import { SvelteMap } from 'svelte/reactivity';
import { asProblem, call, type Problem } from '$lib/backend';
import type {
  Connections,
  GuideValue,
  GuideView,
  Page,
  Stage,
  Step,
  StepState,
  ValueKind,
} from '$lib/generated/api';
import { session } from '$lib/session.svelte';

/** Not a step: the last page, once every step is proven or ticked. */
export const END = 'end';

/** A step with its place in the guide. */
export interface Placed {
  step: Step;
  stage: Stage;
  /** From 1, within its stage. */
  at: number;
}

const OPEN: Omit<StepState, 'id'> = { status: 'open', ticked_at: null, proof: null };
/** Changes come in bursts; one look at their end is enough. */
const SETTLES_MS = 600;

/** The walk through the guide: its words, how the steps stand, and the looks that prove them. */
export class Setup {
  guide = $state.raw<GuideView | null>(null);
  problem = $state.raw<Problem | null>(null);
  looking = $state(false);
  lookProblem = $state.raw<Problem | null>(null);
  ticking = $state<string | null>(null);
  tickProblem = $state.raw<Problem | null>(null);
  opening = $state(false);
  openProblem = $state.raw<Problem | null>(null);
  /** The step whose page the browser has. */
  openedFor = $state<string | null>(null);
  /** Stages that were folded or unfolded by hand. */
  folds = new SvelteMap<string, boolean>();

  steps = $derived<Placed[]>(
    (this.guide?.stages ?? []).flatMap((stage) =>
      stage.steps.map((step, index) => ({ step, stage, at: index + 1 })),
    ),
  );
  #states = $derived<Partial<Record<string, StepState>>>(
    Object.fromEntries((session.progress?.steps ?? []).map((state) => [state.id, state])),
  );
  #values = $derived<Partial<Record<ValueKind, GuideValue>>>(
    Object.fromEntries((this.guide?.values ?? []).map((value) => [value.value, value])),
  );

  #connections: string | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  state(id: string): StepState {
    return this.#states[id] ?? { id, ...OPEN };
  }

  value(kind: ValueKind): GuideValue | undefined {
    return this.#values[kind];
  }

  done(id: string): boolean {
    const { status } = this.state(id);
    return status === 'proven' || status === 'ticked';
  }

  /** Every step is proven or ticked. */
  get complete(): boolean {
    return this.steps.length > 0 && this.steps.every(({ step }) => this.done(step.id));
  }

  /** Where a walk goes on: the first failing or open step, else the end. */
  get next(): string {
    const waits = session.progress?.next ?? this.steps.find(({ step }) => !this.done(step.id))?.step.id;
    return waits ?? END;
  }

  /** Without `by`, the step itself. */
  beside(id: string, by: -1 | 0 | 1): Placed | undefined {
    const from = id === END ? this.steps.length : this.steps.findIndex(({ step }) => step.id === id);
    return from < 0 ? undefined : this.steps[from + by];
  }

  /** A stage shows its steps when one of them is looked at, comes next or fails; unless someone folded it otherwise. */
  unfolded(stage: Stage, selected: string): boolean {
    const chosen = this.folds.get(stage.id);
    if (chosen !== undefined) return chosen;
    const next = this.next;
    return stage.steps.some(
      ({ id }) => id === selected || id === next || this.state(id).status === 'failing',
    );
  }

  async load(): Promise<void> {
    try {
      const [guide, progress] = await Promise.all([
        call('guide', {}),
        session.progress ?? call('guide_progress', {}),
      ]);
      this.guide = guide;
      session.progress ??= progress;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** The values of the profile may be others now; the words stay. */
  async #loadValues(): Promise<void> {
    const guide = await call('guide', {}).catch(() => null);
    if (guide) this.guide = guide;
  }

  /** Asks every connection how the steps stand. A look that is asked for during another one follows it. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.looking) {
      this.#again = true;
      return;
    }
    this.looking = true;
    try {
      const [progress] = await Promise.all([call('guide_verify', {}), this.#loadValues()]);
      session.progress = progress;
      this.lookProblem = null;
    } catch (error) {
      this.lookProblem = asProblem(error);
    } finally {
      this.looking = false;
      if (this.#again) {
        this.#again = false;
        this.lookSoon();
      }
    }
  }

  lookSoon = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), SETTLES_MS);
  };

  /** Each look tells how the connections answered. Only another address, secret or application is worth another look. */
  connectionsNow(connections: Connections): void {
    const now = JSON.stringify(
      [connections.scim, connections.okta, connections.configcat].map((each) => [
        each.status === 'unset',
        each.address,
        each.account,
        each.secret?.set_at,
        each.okta_app?.id,
      ]),
    );
    const before = this.#connections;
    this.#connections = now;
    if (before !== null && before !== now) this.lookSoon();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#again = false;
  }

  async tick(step: string, ticked: boolean): Promise<void> {
    this.ticking = step;
    this.tickProblem = null;
    try {
      session.progress = await call('guide_tick', { step, ticked });
    } catch (error) {
      this.tickProblem = asProblem(error);
    } finally {
      this.ticking = null;
    }
  }

  /** Opens the page of a step. The answer is the page, where a practice panel shows it. */
  async open(step: Step): Promise<Page | null> {
    if (!step.page || this.opening) return null;
    this.opening = true;
    this.openProblem = null;
    try {
      const opened = await call('guide_open', { page: step.page.page });
      if (opened.kind === 'panel') return opened.page;
      this.openedFor = step.id;
    } catch (error) {
      this.openProblem = asProblem(error);
    } finally {
      this.opening = false;
    }
    return null;
  }
}
