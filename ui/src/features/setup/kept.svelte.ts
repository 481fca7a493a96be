import { Practice } from '../practice/state.svelte';
import { Setup } from './state.svelte';

interface Kept {
  profile: string;
  setup: Setup;
  practice: Practice;
}

let kept: Kept | null = null;

/** What this place knew when it was left: whoever comes back from another place finds their typing again. */
export function keptFor(profile: string): Kept {
  if (kept?.profile !== profile) {
    // What a component makes goes still when the component goes; these two outlive the place that asked for them.
    $effect.root(() => {
      const setup = new Setup();
      const practice = new Practice();
      practice.acted = setup.lookSoon;
      kept = { profile, setup, practice };
    });
  }
  return kept as Kept;
}

/** For tests: as at the start of the window. */
export function forget(): void {
  kept = null;
}
