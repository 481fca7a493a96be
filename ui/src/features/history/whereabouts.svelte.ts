import { SvelteMap } from 'svelte/reactivity';
import { call } from '$lib/backend';
import { byName } from '$lib/people/query';
import { address } from '$lib/router.svelte';

export type Named = 'person' | 'group';

/** Where a name of the history leads to now: to the card of the person or the group, while there is one. */
export class Whereabouts {
  #found = new SvelteMap<string, string | null>();
  #waiting: [Named, string][] = [];
  #asking = false;

  /** The address of the card; none while it is not known, or when there is none. */
  of(kind: Named, name: string): string | null {
    return this.#found.get(`${kind} ${name}`) ?? null;
  }

  /** This name is in sight. */
  need(kind: Named, name: string): void {
    if (this.#found.has(`${kind} ${name}`)) return;
    this.#found.set(`${kind} ${name}`, null);
    this.#waiting.push([kind, name]);
    if (!this.#asking) void this.#ask();
  }

  /** Who is there may have changed. */
  forget(): void {
    this.#waiting = [];
    this.#found.clear();
  }

  // One after another: names are many, and none is urgent.
  async #ask(): Promise<void> {
    this.#asking = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const [kind, name] = next;
      const key = await (kind === 'person' ? personKey(name) : groupKey(name)).catch(() => null);
      if (key === null || !this.#found.has(`${kind} ${name}`)) continue;
      this.#found.set(
        `${kind} ${name}`,
        kind === 'person' ? address('people', key) : address('people', 'groups', key),
      );
    }
    this.#asking = false;
  }
}

async function personKey(name: string): Promise<string | null> {
  const { rows } = await call('people', byName(name, 5));
  // Who is no longer synced is known by the address.
  const found =
    rows.find((row) => row.user_name === name) ??
    rows.find((row) => row.email.toLowerCase() === name.toLowerCase());
  return found?.key ?? null;
}

async function groupKey(name: string): Promise<string | null> {
  const { rows } = await call('groups', { search: name, offset: 0, limit: 50 });
  return rows.find((row) => row.name === name)?.key ?? null;
}
