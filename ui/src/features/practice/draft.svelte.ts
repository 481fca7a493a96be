/**
 * A form with `Edit`, `Save` and `Cancel`: what is stored, and what is being typed over it.
 *
 * What is stored may change at any time, for both products work on their own. What was typed stays until it is saved
 * or given up.
 */
export class Draft<T extends object> {
  editing = $state(false);
  value: T;
  #stored: () => T;

  constructor(stored: () => T) {
    this.#stored = stored;
    this.value = $state(structuredClone(stored()));
  }

  edit(): void {
    this.#take();
    this.editing = true;
  }

  /** A form without `Edit` is being edited from its first keystroke on. */
  touch(): void {
    this.editing = true;
  }

  /** Saved or given up: the stored values again. */
  done(): void {
    this.editing = false;
    this.#take();
  }

  /** The stored values may be others now. */
  sync(): void {
    if (!this.editing) this.#take();
  }

  plain(): T {
    return $state.snapshot(this.value) as T;
  }

  #take(): void {
    this.value = structuredClone(this.#stored());
  }
}
