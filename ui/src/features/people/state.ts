import type { State } from '$lib/generated/api';
import type { ShownState, Tone } from '$lib/ui';

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
