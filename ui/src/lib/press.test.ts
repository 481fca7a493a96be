import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdsPresses } from './press';

const clicked = vi.fn();
let node: HTMLElement;
let button: HTMLButtonElement;
let other: HTMLElement;
let stop: () => void;

beforeEach(() => {
  clicked.mockClear();
  node = document.createElement('article');
  node.innerHTML = '<p></p><button><span>Next step</span></button>';
  document.body.append(node);
  [other, button] = [...node.children] as [HTMLElement, HTMLButtonElement];
  button.addEventListener('click', clicked);
  stop = holdsPresses(node);
});

afterEach(() => {
  stop();
  node.remove();
});

function tell(on: Element, type: string, clientX = 100, clientY = 100) {
  on.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientX, clientY }));
}

it('clicks a button that moved away from under the pointer', () => {
  tell(button.firstElementChild!, 'pointerdown');
  tell(other, 'pointerup');
  expect(clicked).toHaveBeenCalledTimes(1);
  tell(other, 'pointerup');
  expect(clicked).toHaveBeenCalledTimes(1);
});

it('leaves a press that ends on its button to the browser', () => {
  tell(button, 'pointerdown');
  tell(button.firstElementChild!, 'pointerup');
  expect(clicked).not.toHaveBeenCalled();
});

it('clicks nothing for a pointer that was drawn away, nor a button that is gone or off', () => {
  tell(button, 'pointerdown');
  tell(other, 'pointerup', 100, 140);
  button.disabled = true;
  tell(button, 'pointerdown');
  tell(other, 'pointerup');
  button.disabled = false;
  tell(button, 'pointerdown');
  button.remove();
  tell(other, 'pointerup');
  expect(clicked).not.toHaveBeenCalled();
});
