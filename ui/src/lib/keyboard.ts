/**
 * The window's shortcuts. Whoever is on screen registers its own and takes it away again; the newest wins, so that a
 * dialog's Ctrl+Enter comes before that of the place under it.
 *
 * Keys are written `Mod+Enter`, `Mod+K`, `/`, `?`; `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export interface Shortcut {
  keys: string;
  /** What it does, as the list of shortcuts says it. */
  says: string;
  run: () => void;
  /** Text that is being typed, and what lies open over the place, keep these keys to themselves. */
  notWhileTyping: boolean;
}

const registered: Shortcut[] = [];

export const onMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Registers a shortcut; the answer takes it away. Fits an `$effect`. */
export function shortcut(
  keys: string,
  says: string,
  run: () => void,
  { notWhileTyping = !keys.startsWith('Mod+') } = {},
): () => void {
  const own: Shortcut = { keys, says, run, notWhileTyping };
  registered.push(own);
  return () => {
    const at = registered.indexOf(own);
    if (at >= 0) registered.splice(at, 1);
  };
}

/** Every shortcut that works now, each once. */
export function shortcuts(): Shortcut[] {
  const newest = new Map<string, Shortcut>();
  for (const each of registered) newest.set(each.keys, each);
  return [...newest.values()];
}

function pressed(event: KeyboardEvent): string {
  const mod = onMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return (mod ? 'Mod+' : '') + (event.altKey ? 'Alt+' : '') + key;
}

/** Whether this key is meant for what has the focus: text, or the choice of a list by its first letter. */
function typing({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  if (target instanceof HTMLSelectElement) return key.length === 1 && !ctrlKey && !metaKey;
  return target.isContentEditable || target instanceof HTMLTextAreaElement;
}

/** Hears every key of the window. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = pressed(event);
  const found = registered.findLast((each) => each.keys.toUpperCase() === keys.toUpperCase());
  if (!found) return;
  if (found.notWhileTyping && (typing(event) || document.querySelector('dialog[open]'))) return;
  event.preventDefault();
  found.run();
}

/** Keys as this computer's keyboard names them. */
export function keysShown(keys: string, mac: boolean = onMac): string {
  const named: Record<string, string> = mac
    ? { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' }
    : { Mod: 'Ctrl' };
  const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
  return keys
    .split('+')
    .map((key) => named[key] ?? arrows[key] ?? key)
    .join(mac ? ' ' : ' + ');
}

/** Keys as `aria-keyshortcuts` names them. */
export function keysNamed(keys: string, mac: boolean = onMac): string {
  return keys.replaceAll(/\b(Mod|Ctrl)\b/g, (key) => (key === 'Mod' && mac ? 'Meta' : 'Control'));
}

/**
 * Where an arrow, Home, End or a page key leads in a list of `length`, from `at` (-1: nowhere yet). `null` when the
 * key moves nothing. Tabs, which lie across, go round; lists, which go down, end.
 */
export function moveIn(
  length: number,
  at: number,
  key: string,
  way: 'down' | 'across' = 'down',
  page = 10,
): number | null {
  if (length === 0) return null;
  const last = length - 1;
  const [back, on] = way === 'down' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  switch (key) {
    case on:
      return at >= last ? (way === 'across' ? 0 : last) : at + 1;
    case back:
      return at <= 0 ? (way === 'across' ? last : 0) : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return way === 'down' ? Math.min(last, Math.max(at, 0) + page) : null;
    case 'PageUp':
      return way === 'down' ? Math.max(0, at - page) : null;
    default:
      return null;
  }
}
