/**
 * Where the window is: the part of its address behind `#/`. Back and forward work as everywhere.
 *
 * `setup/STEP` (`/page` opens the step’s page, `/do` what Catflap can do for it) · `connection/CHECK` (`rehearsal`, `trip`, `token`: its pages) · `people/KEY` · `people/groups/KEY` · `people/history` (`/ID`, `/FROM/TO`) · `people/review` (`/ENTRY`) · `access`, `access/everybody`, `access/ways/KEY`, `access/checklist` · `activity`, `activity/log` · `settings/SECTION`
 */
export type Place =
  'welcome' | 'connect' | 'setup' | 'connection' | 'people' | 'access' | 'activity' | 'settings';

const PLACES: readonly string[] = [
  'welcome',
  'connect',
  'setup',
  'connection',
  'people',
  'access',
  'activity',
  'settings',
] satisfies Place[];

export function readAddress(hash: string): { place: Place | null; parts: string[] } {
  const [first = '', ...rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  return {
    place: PLACES.includes(first) ? (first as Place) : null,
    parts: rest.filter((part) => part !== ''),
  };
}

export function address(place: Place, ...parts: string[]): string {
  return '#/' + [place, ...parts.map(encodeURIComponent)].join('/');
}

class Router {
  #at = $state(readAddress(globalThis.location?.hash ?? ''));

  /** The place; none before the first one is chosen. */
  get place(): Place | null {
    return this.#at.place;
  }

  /** What stands behind the place, as the id of a step or a person. */
  get parts(): string[] {
    return this.#at.parts;
  }

  get part(): string | undefined {
    return this.#at.parts[0];
  }

  start(): () => void {
    const changed = () => (this.#at = readAddress(location.hash));
    window.addEventListener('hashchange', changed);
    changed();
    return () => window.removeEventListener('hashchange', changed);
  }

  go(place: Place, ...parts: string[]): void {
    const to = address(place, ...parts);
    if (location.hash !== to) location.hash = to;
    this.#at = readAddress(to);
  }

  /** Goes there without a step back to here: for the first step or row that a place chooses by itself. */
  replace(place: Place, ...parts: string[]): void {
    const to = address(place, ...parts);
    history.replaceState(history.state, '', to);
    this.#at = readAddress(to);
  }
}

export const router = new Router();
