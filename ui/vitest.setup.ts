import '@testing-library/jest-dom/vitest';
import { afterEach } from 'vitest';
import { setBackend } from './src/lib/backend';

// A test that talks to the backend says so itself; nothing is answered by accident.
afterEach(() => {
  setBackend({
    call: (name) => Promise.reject(new Error(`no backend in this test answers “${name}”`)),
    listen: () => Promise.resolve(() => undefined),
  });
});
