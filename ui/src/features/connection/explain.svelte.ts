import { asProblem, call, type Problem } from '$lib/backend';
import type { Explained } from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import { onOtherProfile } from './profile.svelte';

/** How long the text must rest before it is read, in milliseconds. */
const REST = 250;

/** What was pasted from Okta and what it means. It stays while its sheet is closed. */
class Pasted {
  text = $state('');
  said = $state.raw<Explained | null>(null);
  problem = $state.raw<Problem | null>(null);
  reading = $state(false);

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // What a check found confirms causes and rules them out.
    session.on('check_ended', () => void this.read());
    onOtherProfile(() => this.clear());
  }

  clear(): void {
    this.text = '';
    this.typed();
  }

  typed(): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.problem = null;
    this.reading = this.text.trim() !== '';
    if (this.reading) this.#timer = setTimeout(() => void this.read(), REST);
    else this.said = null;
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.text.trim() === '') return;
    const turn = ++this.#asked;
    this.reading = true;
    try {
      const said = await call('explain', { text: this.text });
      if (turn === this.#asked) this.said = said;
    } catch (error) {
      if (turn === this.#asked) {
        this.said = null;
        this.problem = asProblem(error);
      }
    } finally {
      if (turn === this.#asked) this.reading = false;
    }
  }
}

export const pasted = new Pasted();
