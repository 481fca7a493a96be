import { asProblem, call, type Problem } from '$lib/backend';
import type { RotationStage, RotationView } from '$lib/generated/api';
import { onOtherProfile } from '$lib/profile.svelte';

/** How often Okta’s log is read while something is awaited of Okta, in milliseconds. */
const EVERY = 10_000;
const AWAITED: readonly RotationStage[] = ['into_okta', 'await_okta', 'retry'];

/** The drill for a new SCIM token. What is typed into it is not kept here: only the page has it. */
class Rotating {
  view = $state.raw<RotationView | null>(null);
  /** Why the last question was not answered. */
  problem = $state.raw<Problem | null>(null);
  busy = $state<'look' | 'begin' | 'token' | 'end' | null>(null);
  /** When it was last asked how it stands. */
  lookedAt = $state<string | null>(null);

  stage = $derived<RotationStage>(this.view?.rotation.stage ?? 'before');
  awaiting = $derived(AWAITED.includes(this.stage));

  #turn = 0;

  constructor() {
    onOtherProfile(() => {
      this.#turn++;
      this.view = null;
      this.problem = null;
      this.busy = null;
      this.lookedAt = null;
    });
  }

  look = (): Promise<void> => this.#ask('look', () => call('rotation', {}));
  begin = (): Promise<void> => this.#ask('begin', () => call('rotation_begin', {}));
  end = (): Promise<void> => this.#ask('end', () => call('rotation_end', {}));

  /** Proves a token; whether it was. */
  async prove(token: string): Promise<boolean> {
    await this.#ask('token', () => call('rotation_token', { token }));
    return this.view?.rotation.may_leave_page ?? false;
  }

  /** Looks again every so often for as long as the page is in sight and something is awaited. The answer stops it. */
  follow(): () => void {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && this.awaiting && this.busy === null) void this.look();
    }, EVERY);
    return () => clearInterval(timer);
  }

  async #ask(what: NonNullable<Rotating['busy']>, send: () => Promise<RotationView>): Promise<void> {
    const turn = ++this.#turn;
    this.busy = what;
    try {
      const view = await send();
      if (turn !== this.#turn) return;
      this.view = view;
      this.problem = null;
      this.lookedAt = new Date().toISOString();
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.busy = null;
    }
  }
}

export const rotating = new Rotating();
