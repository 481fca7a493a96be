import { afterEach, describe, expect, it, vi } from 'vitest';
import { keysNamed, keysShown, moveIn, onKey, shortcut, shortcuts } from './keyboard';

const undo: (() => void)[] = [];
afterEach(() => {
  undo.splice(0).forEach((take) => take());
  document.body.innerHTML = '';
});

function press(
  key: string,
  more: KeyboardEventInit = {},
  target: HTMLElement = document.body,
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.addEventListener('keydown', (heard) => onKey(heard), { once: true });
  target.dispatchEvent(event);
  return event;
}

describe('shortcuts', () => {
  it('run what was registered and keep the key from the page', () => {
    const run = vi.fn();
    undo.push(shortcut('Mod+K', 'Find anything', run));
    expect(press('k', { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('give way to the newest for the same keys, and come back when it goes', () => {
    const place = vi.fn();
    const dialog = vi.fn();
    undo.push(shortcut('Mod+Enter', 'Check now', place));
    const take = shortcut('Mod+Enter', 'Save', dialog);
    press('Enter', { ctrlKey: true });
    expect(dialog).toHaveBeenCalledOnce();
    expect(place).not.toHaveBeenCalled();
    take();
    press('Enter', { ctrlKey: true });
    expect(place).toHaveBeenCalledOnce();
  });

  it('leave plain keys to someone who types', () => {
    const run = vi.fn();
    undo.push(shortcut('/', 'Search', run));
    const input = document.createElement('input');
    document.body.append(input);
    expect(press('/', {}, input).defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  it('leave an undo to the text that is being typed, and to no box or list', () => {
    const run = vi.fn();
    undo.push(shortcut('Mod+Z', 'Undo the last change', run, { notWhileTyping: true }));
    document.body.innerHTML = '<input /><input type="checkbox" /><select></select>';
    const [text, box] = document.querySelectorAll('input');
    expect(press('z', { ctrlKey: true }, text).defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
    press('z', { ctrlKey: true }, box);
    press('z', { ctrlKey: true }, document.querySelector('select') as HTMLElement);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('leave plain keys to an open dialog', () => {
    const run = vi.fn();
    undo.push(shortcut('?', 'Show', run));
    document.body.innerHTML = '<dialog open></dialog>';
    press('?');
    expect(run).not.toHaveBeenCalled();
  });

  it('are listed once each', () => {
    undo.push(
      shortcut('/', 'Search people', () => {}),
      shortcut('/', 'Search groups', () => {}),
    );
    expect(
      shortcuts()
        .filter(({ keys }) => keys === '/')
        .map(({ says }) => says),
    ).toEqual(['Search groups']);
  });

  it('are written as this keyboard names them', () => {
    expect(keysShown('Mod+Enter', false)).toBe('Ctrl + Enter');
    expect(keysShown('Mod+Enter', true)).toBe('⌘ ↩');
    expect(keysShown('ArrowUp', false)).toBe('↑');
  });

  it('are told to a screen reader by the names of ARIA', () => {
    expect(keysNamed('Mod+Enter', false)).toBe('Control+Enter');
    expect(keysNamed('Mod+Enter', true)).toBe('Meta+Enter');
    expect(keysNamed('Ctrl+Alt+A', true)).toBe('Control+Alt+A');
  });
});

describe('moving in a list', () => {
  it('ends at both ends of a list that goes down', () => {
    expect(moveIn(3, 2, 'ArrowDown')).toBe(2);
    expect(moveIn(3, 0, 'ArrowUp')).toBe(0);
    expect(moveIn(3, -1, 'ArrowDown')).toBe(0);
  });

  it('goes round where the list lies across', () => {
    expect(moveIn(3, 2, 'ArrowRight', 'across')).toBe(0);
    expect(moveIn(3, 0, 'ArrowLeft', 'across')).toBe(2);
  });

  it('moves by pages and to the ends', () => {
    expect(moveIn(100, 5, 'PageDown', 'down', 20)).toBe(25);
    expect(moveIn(100, 95, 'PageDown', 'down', 20)).toBe(99);
    expect(moveIn(100, 5, 'PageUp', 'down', 20)).toBe(0);
    expect(moveIn(100, 5, 'End')).toBe(99);
  });

  it('moves nowhere for other keys and in an empty list', () => {
    expect(moveIn(3, 1, 'x')).toBeNull();
    expect(moveIn(0, -1, 'ArrowDown')).toBeNull();
  });
});
