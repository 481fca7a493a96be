import { ROW, shownAt, whereTo } from './order';
import { text } from './words';

interface Lift {
  by: 'pointer' | 'key' | 'settling';
  name: string;
  from: number;
  to: number;
  /** How far the pointer pulled, in pixels. */
  dy: number;
}

interface Around {
  /** The groups' names, in their order. */
  names: () => readonly string[];
  /** What scrolls the list, and how much of its top the heading covers. */
  scroller: () => HTMLElement | undefined;
  heading: number;
  /** Brings a place into sight. */
  reveal: (at: number) => void;
  move: (from: number, to: number) => void;
  /** The focus goes to the handle of the row at a place. */
  refocus: (at: number) => void;
  /** Said to a screen reader. */
  say: (sentence: string) => void;
}

const SETTLE_MS = 120;
/** So near the edge, the list scrolls while a row is pulled: the nearer, the faster, and fastest beyond it. */
const EDGE = 44;
/** At the edge itself, and at the most, in pixels a second. */
const FAST = 900;
const FASTEST = 6000;
/** A frame that came late scrolls no farther than this long a time would. */
const LATE_MS = 100;
/** So far a row can be pulled out of its list. */
const BEYOND = 6;
/** So many places a page key goes. */
const PAGE = 10;

/**
 * Moves rows by pointer and by keyboard. While a row is lifted, rows are only shown elsewhere; the list itself changes
 * when it is dropped.
 */
export class Reorder {
  lift = $state.raw<Lift | null>(null);

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

  /** The place at which the row of a place is shown. */
  place(at: number): number {
    return this.lift ? shownAt(at, this.lift.from, this.lift.to) : at;
  }

  /** How far from the top of the list the row of a place is shown. */
  top(at: number): number {
    if (this.lift?.by === 'pointer' && at === this.lift.from) return at * ROW + this.lift.dy;
    return this.place(at) * ROW;
  }

  begin(by: 'pointer' | 'key', from: number): void {
    const { names, say } = this.#around;
    const name = names()[from];
    if (name === undefined) return;
    this.lift = { by, name, from, to: from, dy: 0 };
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
    const page = event.key === 'PageUp' ? -PAGE : event.key === 'PageDown' ? PAGE : 0;
    if (event.altKey && step !== 0) {
      this.cancel();
      const to = at + step;
      if (to < 0 || to >= names.length) this.#around.say(text.over(names[at] ?? '', at + 1, names.length));
      else this.put(names[at] ?? '', at, to);
    } else if ((event.key === ' ' || event.key === 'Enter') && !event.ctrlKey && !event.metaKey) {
      if (this.lift) this.#drop();
      else this.begin('key', at);
    } else if (this.lift && event.key === 'Escape') {
      this.cancel();
    } else if (this.lift && by === 'key' && step + page !== 0) {
      this.#over(this.lift.to + step + page);
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
    const scroller = this.#around.scroller();
    const top = () => scroller?.scrollTop ?? 0;
    const start = event.clientY + top();
    let y = event.clientY;
    let begun = false;
    // A button that is pressed does not take the focus everywhere.
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);

    const pull = () => {
      if (this.lift?.by !== 'pointer') return;
      const { from } = this.lift;
      const last = this.#around.names().length - 1;
      const dy = Math.max(-from * ROW - BEYOND, Math.min((last - from) * ROW + BEYOND, y + top() - start));
      this.lift = { ...this.lift, dy };
      this.#over(whereTo(last + 1, from, dy));
    };
    let before = 0;
    const scroll = (now: number) => {
      this.#scrolling = undefined;
      if (!scroller || this.lift?.by !== 'pointer') return;
      const box = scroller.getBoundingClientRect();
      const above = box.top + this.#around.heading + EDGE - y;
      const below = y - (box.bottom - EDGE);
      const into = Math.max(above, below, 0);
      const took = Math.min(LATE_MS, before === 0 ? 16 : now - before);
      before = into === 0 ? 0 : now;
      if (into === 0) return;
      const by = Math.ceil((Math.min(FASTEST, (into / EDGE) ** 2 * FAST) * took) / 1000);
      const stood = scroller.scrollTop;
      scroller.scrollTop += above > below ? -by : by;
      if (scroller.scrollTop === stood) return;
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

  /** A row is put at another place, and says so. */
  put(name: string, from: number, to: number): void {
    const { names, move, say, refocus } = this.#around;
    this.lift = null;
    // The list may have become another one meanwhile.
    if (from === to || names()[from] !== name) return;
    say(text.dropped(name, to + 1, names().length));
    move(from, to);
    refocus(to);
  }

  #over(to: number): void {
    if (!this.lift) return;
    const { name, by } = this.lift;
    const count = this.#around.names().length;
    const bounded = Math.max(0, Math.min(count - 1, to));
    if (bounded !== this.lift.to) this.#around.say(text.over(name, bounded + 1, count));
    this.lift = { ...this.lift, to: bounded };
    if (by === 'key') this.#around.reveal(bounded);
  }

  #drop(): void {
    if (!this.lift || this.lift.by === 'settling') return;
    const { name, from, to, by } = this.lift;
    if (by === 'key') return this.put(name, from, to);
    this.lift = { ...this.lift, by: 'settling' };
    this.#settling = setTimeout(() => this.put(name, from, to), SETTLE_MS);
  }
}
