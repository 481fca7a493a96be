import type { Page } from '../generated/api';
import { router } from '../router.svelte';
import { session } from '../session.svelte';

/** Opens a page of Okta or ConfigCat: in the browser, or in practice at the step of the guide whose panel shows it. */
export async function openPage(page: Page, step: string): Promise<void> {
  const opened = await session.ask('guide_open', { page });
  if (opened?.kind === 'panel') router.go('setup', step, 'page');
}
