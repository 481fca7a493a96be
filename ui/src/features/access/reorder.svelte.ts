import { tick } from 'svelte';
import { shifts, whereTo } from './order';
import { text } from './words';

interface Lift {
  by: 'pointer' | 'key' | 'settling';
  name: string;
  from: number;
  to: number;
  /** How far the pointer pulled. */
  dy: number;
  heights: number[];
}

interface Around {
  /** The groups' names, in their order. */
  names: () => readonly string[];
  /** Their rows, in the same order. */
  rows: () => HTMLElement[];
  move: (from: number, to: number) => void;
  /** Said to a screen reader. */
  say: (sentence: string) => void;
}

const SETTLE_MS = 120;
/** So near the edge, the place scrolls while a row is pulled. */
const EDGE = 40;
const SCROLL_STEP = 8;
/** So far a row can be pulled out of its list. */
const BEYOND = 6;

/**
 * Moves rows by pointer and by keyboard. While a row is lifted, rows are only shifted on screen; the list itself changes
 * when it is dropped.
 */
export class Reorder {
  lift = $state.raw<Lift | null>(null);
  shift = $derived(this.lift ? shifts(this.lift.heights, this.lift.from, this.lift.to) : []);
  /** Where the lifted row would come to stand, from the top of the list. */
  ghostTop = $derived.by(() => {
    if (!this.lift) return 0;
    const { heights, from } = this.lift;
    const above = heights.slice(0, from).reduce((sum, height) => sum + height, 0);
    return above + (this.shift[from] ?? 0);
  });

  #around: Around;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #scrolling: number | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  stop(): void {
    clearTimeout(this.#settling);
    if (this.#scrolling !== undefined) cancelAnimationFrame(this.#scrolling);
  }

  transform(at: number): string | undefined {
    if (!this.lift) return undefined;
    if (at === this.lift.from && this.lift.by === 'pointer') return `translateY(${this.lift.dy}px)`;
    return `translateY(${this.shift[at] ?? 0}px)`;
  }

  begin(by: 'pointer' | 'key', from: number): void {
    const { names, rows, say } = this.#around;
    const name = names()[from];
    if (name === undefined) return;
    const heights = rows().map((row) => row.getBoundingClientRect().height);
    this.lift = { by, name, from, to: from, dy: 0, heights };
    say(text.lifted(name, from + 1, names().length));
  }

  cancel(): void {
    if (!this.lift || this.lift.by === 'settling') return;
    this.#around.say(text.putBack(this.lift.name, this.lift.from + 1));
    this.lift = null;
  }

  /** A key on the handle of the row at a place. */
  onkey(event: KeyboardEvent, at: number): void {
    const names = this.#around.names();
    const by = this.lift?.by;
    if (by === 'settling') return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.altKey && step !== 0) {
      this.cancel();
      const to = at + step;
      if (to < 0 || to >= names.length) this.#around.say(text.over(names[at] ?? '', at + 1, names.length));
      else this.#put(names[at] ?? '', at, to);
    } else if ((event.key === ' ' || event.key === 'Enter') && !event.ctrlKey && !event.metaKey) {
      if (this.lift) this.#drop();
      else this.begin('key', at);
    } else if (this.lift && event.key === 'Escape') {
      this.cancel();
    } else if (this.lift && by === 'key' && step !== 0) {
      this.#over(this.lift.to + step);
    } else if (by === 'key' && (event.key === 'Home' || event.key === 'End')) {
      this.#over(event.key === 'Home' ? 0 : names.length - 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The pointer went down on the handle of the row at a place. */
  onpointer(event: PointerEvent, at: number): void {
    if (event.button !== 0 || this.lift) return;
    const handle = event.currentTarget as HTMLElement;
    const scroller = handle.closest('main');
    const top = () => scroller?.scrollTop ?? 0;
    const start = event.clientY + top();
    let y = event.clientY;
    let begun = false;
    // A button that is pressed does not take the focus everywhere.
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);

    const pull = () => {
      if (this.lift?.by !== 'pointer') return;
      const { heights, from } = this.lift;
      const sum = (some: number[]) => some.reduce((all, height) => all + height, 0);
      const [above, below] = [sum(heights.slice(0, from)), sum(heights.slice(from + 1))];
      const dy = Math.max(-above - BEYOND, Math.min(below + BEYOND, y + top() - start));
      this.lift = { ...this.lift, dy };
      this.#over(whereTo(heights, from, dy));
    };
    const scroll = () => {
      this.#scrolling = undefined;
      if (!scroller || this.lift?.by !== 'pointer') return;
      const box = scroller.getBoundingClientRect();
      const by = y < box.top + EDGE ? -SCROLL_STEP : y > box.bottom - EDGE ? SCROLL_STEP : 0;
      if (by === 0) return;
      scroller.scrollTop += by;
      pull();
      this.#scrolling = requestAnimationFrame(scroll);
    };
    const move = (moved: PointerEvent) => {
      y = moved.clientY;
      // Lifted once at most: Escape puts it back while the button is still down.
      if (!begun && Math.abs(y + top() - start) > 3) {
        begun = true;
        this.begin('pointer', at);
      }
      pull();
      this.#scrolling ??= requestAnimationFrame(scroll);
    };
    const end = (ended: PointerEvent) => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
      if (this.lift?.by !== 'pointer') return;
      if (ended.type === 'pointerup') this.#drop();
      else this.cancel();
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  }

  #over(to: number): void {
    if (!this.lift) return;
    const { from, name, by } = this.lift;
    const count = this.#around.names().length;
    const bounded = Math.max(0, Math.min(count - 1, to));
    if (bounded !== this.lift.to) this.#around.say(text.over(name, bounded + 1, count));
    this.lift = { ...this.lift, to: bounded };
    if (by === 'key') void tick().then(() => this.#around.rows()[from]?.scrollIntoView({ block: 'nearest' }));
  }

  #drop(): void {
    if (!this.lift || this.lift.by === 'settling') return;
    const { name, from, to, by } = this.lift;
    if (by === 'key') return this.#put(name, from, to);
    this.lift = { ...this.lift, by: 'settling' };
    this.#settling = setTimeout(() => this.#put(name, from, to), SETTLE_MS);
  }

  #put(name: string, from: number, to: number): void {
    const { names, rows, move, say } = this.#around;
    this.lift = null;
    // The list may have become another one meanwhile.
    if (from === to || names()[from] !== name) return;
    say(text.dropped(name, to + 1, names().length));
    move(from, to);
    // The row was taken out and put in again: its handle lost the focus on the way.
    void tick().then(() => {
      rows()[to]?.querySelector<HTMLElement>('[data-handle]')?.focus();
      rows()[to]?.scrollIntoView({ block: 'nearest' });
    });
  }
}
