import '@testing-library/jest-dom/vitest';
import { afterEach } from 'vitest';
import { setBackend } from './src/lib/backend';

// happy-dom knows `:checked` of boxes only, and Svelte asks a drop-down list for it.
HTMLSelectElement.prototype.querySelector = function (this: HTMLSelectElement, asked: string) {
  return asked === ':checked'
    ? (this.options[this.selectedIndex] ?? null)
    : Element.prototype.querySelector.call(this, asked);
} as typeof HTMLSelectElement.prototype.querySelector;

// A test that talks to the backend says so itself; nothing is answered by accident.
afterEach(() => {
  setBackend({
    call: (name) => Promise.reject(new Error(`no backend in this test answers “${name}”`)),
    listen: () => Promise.resolve(() => undefined),
  });
});
