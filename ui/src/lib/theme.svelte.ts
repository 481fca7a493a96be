import type { Theme as ThemeChoice } from './generated/api';

/** The last choice, kept by the window so that its first frame is in the right colours; Rust keeps the real one. */
const KEY = 'catflap.theme';

function remembered(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

class Theme {
  choice = $state<ThemeChoice>('system');
  #systemDark = $state(false);
  resolved = $derived(this.choice === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.choice);

  /** Before the first paint: names the theme on the root element and follows the system from then on. */
  start(): void {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = query.matches;
    query.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#apply();
    });
    this.choice = remembered();
    this.#apply();
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    localStorage.setItem(KEY, choice);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset.theme = this.resolved;
  }
}

export const theme = new Theme();
