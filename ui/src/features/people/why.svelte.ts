import { asProblem, call, type Problem } from '$lib/backend';
import type { WhyAnswer } from '$lib/generated/api';
import { meantBy } from './meant';

/** How long a text must rest before it is looked for in Okta’s directory, in milliseconds: what is pasted is asked once. */
const REST = 450;
/** Shorter texts mean nobody. */
const SHORTEST = 2;

/** Why somebody who is not in the list gets in, or not. */
export class Why {
  /** What the answer is about. */
  text = $state('');
  answer = $state.raw<WhyAnswer | null>(null);
  problem = $state.raw<Problem | null>(null);
  asking = $state(false);

  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks once nothing more was typed for a moment. */
  soon(text: string): void {
    this.forget();
    const meant = meantBy(text);
    if (meant.length < SHORTEST) return;
    this.text = meant;
    this.asking = true;
    this.#timer = setTimeout(() => void this.ask(text), REST);
  }

  async ask(text: string): Promise<void> {
    this.forget();
    const meant = meantBy(text);
    if (meant.length < SHORTEST) return;
    const turn = this.#turn;
    this.text = meant;
    this.asking = true;
    try {
      const answer = await call('why', { text: this.text });
      if (turn === this.#turn) this.answer = answer;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.asking = false;
    }
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.text = '';
    this.answer = null;
    this.problem = null;
    this.asking = false;
  }
}
