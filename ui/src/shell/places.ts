import type { LucideIcon } from '@lucide/svelte';
import Activity from '@lucide/svelte/icons/activity';
import History from '@lucide/svelte/icons/history';
import KeyRound from '@lucide/svelte/icons/key-round';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Settings from '@lucide/svelte/icons/settings';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { Place } from '$lib/router.svelte';
import { words } from '$lib/strings';

export interface PlaceLink {
  place: Place;
  label: string;
  icon: LucideIcon;
}

/** The places of an open profile, as the sidebar lists them. */
export const upper: PlaceLink[] = [
  { place: 'setup', label: words.places.setup, icon: ListChecks },
  { place: 'connection', label: words.places.connection, icon: Activity },
  { place: 'people', label: words.places.people, icon: Users },
  { place: 'access', label: words.places.access, icon: KeyRound },
];

export const lower: PlaceLink[] = [
  { place: 'activity', label: words.places.activity, icon: History },
  { place: 'settings', label: words.places.settings, icon: Settings },
];

const found = import.meta.glob<Component>('../features/*/View.svelte', { eager: true, import: 'default' });

/** The screen of each place: features/PLACE/View.svelte. */
export function viewOf(place: Place): Component | undefined {
  return found[`../features/${place}/View.svelte`];
}
