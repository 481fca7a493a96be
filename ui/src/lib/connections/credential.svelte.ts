import { asProblem, call, type Problem } from '$lib/backend';
import type { ConnectionView, CredentialView } from '$lib/generated/api';
import { session } from '$lib/session.svelte';

/** What the Okta credential is and may do. Asked once for each credential; Okta’s limits are shared by the whole org. */
class Credential {
  view = $state.raw<CredentialView | null>(null);
  problem = $state.raw<Problem | null>(null);
  looking = $state(false);
  /** Ids of the guide’s steps by their numbers. */
  steps = $state.raw<Partial<Record<string, string>>>({});
  #of = '';
  #turn = 0;

  /** Asks, unless this credential was asked already. */
  async look(connection: ConnectionView, again = false): Promise<void> {
    const { address, account, secret, okta_app } = connection;
    const of = JSON.stringify([session.profile?.id, address, account, secret?.set_at, okta_app?.id]);
    if (of === this.#of && !again) return;
    if (of !== this.#of) this.view = null;
    this.#of = of;
    const turn = ++this.#turn;
    this.looking = true;
    this.problem = null;
    try {
      const [view, guide] = await Promise.all([call('okta_credential', {}), call('guide', {})]);
      if (turn !== this.#turn) return;
      this.view = view;
      this.steps = Object.fromEntries(
        guide.stages.flatMap(({ steps }) => steps.map(({ number, id }) => [number, id])),
      );
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = asProblem(error);
      // The next look asks again.
      this.#of = '';
    } finally {
      if (turn === this.#turn) this.looking = false;
    }
  }
}

export const credential = new Credential();
