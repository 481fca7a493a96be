import { asProblem, call, type Problem } from '$lib/backend';
import type { Explained, FieldPage } from '$lib/generated/api';
import { openPage } from '$lib/okta/pages';
import { onOtherProfile } from '$lib/profile.svelte';
import { session } from '$lib/session.svelte';
import { checks } from './state.svelte';

/** How long the text must rest before it is read, in milliseconds. */
const REST = 250;
/** How long a check speaks for how things are now, in milliseconds. */
const FRESH = 5 * 60_000;

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
    if (this.reading) this.#timer = setTimeout(() => void this.#readAndCheck(), REST);
    else this.said = null;
  }

  /** What the text tells of is confirmed or ruled out by a check; an old one does not know how things are now. */
  async #readAndCheck(): Promise<void> {
    await this.read();
    const { said } = this;
    if (!said || (!said.explanation.known && said.explanation.others.length === 0)) return;
    const status = session.connections?.scim.status ?? 'unset';
    // What was checked before the connection was changed says nothing either.
    const fresh =
      status !== 'unknown' && said.checked_at !== null && Date.now() - Date.parse(said.checked_at) < FRESH;
    if (status !== 'unset' && !fresh) await checks.start();
  }

  /** Opens the page with the field to change: in the browser, or at the step of the guide whose panel shows it. */
  open({ page, step }: FieldPage): Promise<void> {
    return openPage(page, step);
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
