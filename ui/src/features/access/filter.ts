import type { PlanGroup } from '$lib/generated/api';
import { givesAnything } from './edits';

export type GroupFilter = 'all' | 'gives' | 'nothing' | 'unsynced';

/** Which groups each filter has, by what they give and how many people are in them; none where they are not synced. */
export const FILTERS: readonly {
  id: GroupFilter;
  has: (group: PlanGroup, people: number | null) => boolean;
}[] = [
  { id: 'all', has: () => true },
  { id: 'gives', has: givesAnything },
  { id: 'nothing', has: (group) => !givesAnything(group) },
  { id: 'unsynced', has: (_, people) => people === null },
];

/** Places of the groups that a search and a filter leave; none where they leave all. */
export function filtered(
  groups: readonly PlanGroup[],
  people: (name: string) => number | null,
  search: string,
  filter: GroupFilter,
): number[] | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter === 'all') return null;
  const has = FILTERS.find(({ id }) => id === filter)?.has ?? (() => true);
  const out: number[] = [];
  groups.forEach((group, at) => {
    const name = group.name.toLowerCase();
    if (words.every((word) => name.includes(word)) && has(group, people(group.name))) out.push(at);
  });
  return out;
}
