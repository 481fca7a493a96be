import type { LinkState, State } from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import type { ShownState, Tone } from '$lib/ui';
import { text } from './words';

/** The shape of each state. */
export const shapes: Record<State, ShownState> = {
  failed: 'failing',
  ghost: 'failing',
  missing: 'failing',
  duplicate: 'warn',
  differs: 'warn',
  domain_unverified: 'warn',
  no_permission: 'warn',
  waiting: 'open',
  not_managed: 'note',
  unknown: 'note',
  inactive: 'note',
  in_sync: 'proven',
};

const tones: Partial<Record<ShownState, Tone>> = { failing: 'bad', warn: 'warn', proven: 'ok' };

export const toneOf = (state: State): Tone => tones[shapes[state]] ?? 'plain';

/** The shape of each link of a chain. */
export const linkMarks = { there: 'ok', broken: 'bad', unseen: 'unseen' } as const satisfies Record<
  LinkState,
  string
>;

/** What to call a state: some are another thing for a group than for a person. */
export const stateWords = (state: State, of: 'person' | 'group'): string =>
  (of === 'group' ? text.groupStates[state] : undefined) ?? session.stateWords(state);
