import type { Verdict } from '$lib/generated/api';

/** What a state icon can show. */
export type ShownState = 'proven' | 'ticked' | 'failing' | 'open' | 'warn' | 'note' | 'skipped' | 'running';

/** A tone of colour; never the only bearer of a meaning. */
export type Tone = 'plain' | 'ok' | 'bad' | 'warn' | 'hand' | 'accent';

/** The verdict of a check, in the shape that stands for it. */
export function verdictState(verdict: Verdict): ShownState {
  const shapes = { pass: 'proven', note: 'note', warn: 'warn', fail: 'failing', skip: 'skipped' } as const;
  return shapes[verdict];
}
