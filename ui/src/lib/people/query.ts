import type { PeopleRequest } from '$lib/generated/api';

/** The first people by name whom a search finds, whatever their state. */
export const byName = (search: string, limit: number): PeopleRequest => ({
  search,
  filter: { kind: 'all' },
  news: false,
  group: null,
  sort: 'name',
  descending: false,
  offset: 0,
  limit,
});
