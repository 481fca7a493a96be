import { untrack } from 'svelte';
import { session } from '$lib/session.svelte';

/** Calls `forget` whenever another profile is open, or none: nothing of one profile is shown in another. */
export function onOtherProfile(forget: () => void): void {
  let seen: string | null = null;
  $effect.root(() => {
    $effect(() => {
      const id = session.profile?.id ?? null;
      if (id === seen) return;
      seen = id;
      untrack(forget);
    });
  });
}
