import { call } from '$lib/backend';
import type { Filter, GroupRow, PeoplePage, PersonRow } from '$lib/generated/api';
import type { Sort } from '$lib/ui';
import { Windowed } from '$lib/windowed.svelte';
import { meantBy } from './meant';

export type SortBy = 'name' | 'state' | 'groups';

/** Who is listed: searched, filtered, sorted; and what Rust says of everybody. */
export class Listing {
  /** The last page of people, for what it says beside its rows. */
  head = $state.raw<PeoplePage | null>(null);
  search = $state('');
  groupSearch = $state('');
  filter = $state.raw<Filter>({ kind: 'all' });
  /** Only who is new or changed since people were last looked at. */
  news = $state(false);
  /** Only members of the group of this name. */
  inGroup = $state<string | null>(null);
  sort = $state.raw<Sort<SortBy>>({ by: 'state', down: false });
  /** How many groups there are, whatever is searched. */
  groupCount = $state<number | null>(null);

  people = new Windowed<PersonRow>(async (offset, limit) => {
    const page = await call('people', {
      search: meantBy(this.search),
      filter: this.filter,
      news: this.news,
      group: this.inGroup,
      sort: this.sort.by,
      descending: this.sort.down,
      offset,
      limit,
    });
    this.head = page;
    return page;
  });
  groups = new Windowed<GroupRow>(async (offset, limit) => {
    const page = await call('groups', { search: this.groupSearch, offset, limit });
    if (this.groupSearch === '') this.groupCount = page.total;
    return page;
  });

  readAt = $derived(this.head?.read_at ?? null);
  narrowed = $derived(this.search !== '' || this.filter.kind !== 'all' || this.news || this.inGroup !== null);
  nobody = $derived(this.readAt !== null && this.head?.counts.all === 0 && !this.narrowed);

  /** Once what is asked now was answered. */
  settled: Promise<unknown> = Promise.resolve();

  /** Asks for people from the top. */
  askPeople(): Promise<void> {
    const asked = this.people.restart();
    this.settled = asked;
    return asked;
  }

  /** The same questions once more; the lists keep their places. */
  async refresh(): Promise<void> {
    await Promise.all([this.people.refresh(), this.groups.refresh()]);
  }

  choose(filter: Filter): void {
    this.filter = filter;
    this.news = false;
  }

  chooseNews(): void {
    this.filter = { kind: 'all' };
    this.news = !this.news;
  }

  sortBy(by: SortBy): void {
    this.sort = { by, down: this.sort.by === by && !this.sort.down };
  }

  clear(): void {
    this.search = '';
    this.groupSearch = '';
    this.filter = { kind: 'all' };
    this.news = false;
    this.inGroup = null;
  }
}
