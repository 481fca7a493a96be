import { tick } from 'svelte';
import { moveIn } from '$lib/keyboard';

interface Around {
  grid: () => HTMLElement | undefined;
  /** The names of the rows, in the order in which they are shown. */
  names: () => readonly string[];
  columns: () => number;
  /** Brings a row and a column into sight, so that they are drawn. */
  reveal: (at: number, column: number) => void;
  /** Rows of a page key. */
  page: () => number;
}

/**
 * Which control of the matrix the keyboard is at: a row by its name, and a column. It is the only stop of Tab, is drawn
 * wherever the matrix is scrolled to, and keeps the focus when its row goes elsewhere.
 */
export class Cursor {
  name = $state<string | null>(null);
  column = $state(0);

  #around: Around;
  /** Where its row stood when it was last focused. */
  #at = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** The place of its row; that of the first when its own is not shown. */
  get at(): number {
    return Math.max(0, this.#around.names().indexOf(this.name ?? ''));
  }

  onfocusin(event: FocusEvent): void {
    const control = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    const row = control?.closest<HTMLElement>('[data-group]');
    if (!control || !row) return;
    this.name = row.dataset['group'] ?? null;
    this.column = Number(control.dataset['column']);
    this.#at = this.at;
  }

  /** Arrows go from control to control, drop-down lists included: with Alt, an arrow is the list’s own. */
  onkeydown(event: KeyboardEvent): void {
    const from = event.target;
    if (!(from instanceof HTMLElement) || from.dataset['column'] === undefined) return;
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const count = this.#around.names().length;
    const last = this.#around.columns() - 1;
    let [at, column] = [this.at, this.column];
    if (event.key === 'ArrowLeft') column = Math.max(0, column - 1);
    else if (event.key === 'ArrowRight') column = Math.min(last, column + 1);
    else if (event.key === 'Home' || event.key === 'End') {
      column = event.key === 'Home' ? 0 : last;
      if (event.ctrlKey) at = event.key === 'Home' ? 0 : count - 1;
    } else at = moveIn(count, at, event.key, 'down', this.#around.page()) ?? -1;
    if (at < 0 || (event.ctrlKey && !['Home', 'End'].includes(event.key))) return;
    event.preventDefault();
    if (at !== this.at || column !== this.column) void this.go(at, column);
  }

  /** The focus goes there; where the row has no such control, to the one before. */
  async go(at: number, column: number): Promise<void> {
    const name = this.#around.names()[at];
    if (name === undefined) return;
    this.name = name;
    this.#around.reveal(at, column);
    await tick();
    const row = [...(this.#around.grid()?.querySelectorAll<HTMLElement>('[data-group]') ?? [])].find(
      (each) => each.dataset['group'] === name,
    );
    for (let back = column; back >= 0; back -= 1) {
      const control = row?.querySelector<HTMLElement>(`[data-column="${back}"]`);
      if (control) return control.focus({ preventScroll: true });
    }
  }

  /** Call before the rows change: a row that goes away, or elsewhere, hands the focus on once they have. */
  hold(): void {
    const grid = this.#around.grid();
    const focused = document.activeElement;
    if (!grid?.contains(focused) || this.name === null) return;
    const [name, at, column] = [this.name, this.#at, this.column];
    void tick().then(() => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const names = this.#around.names();
      const now = names.indexOf(name);
      if (names.length > 0) void this.go(now >= 0 ? now : Math.min(at, names.length - 1), column);
    });
  }
}
