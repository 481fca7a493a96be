import { session } from '$lib/session.svelte';

/** The most groups that are answered at once. */
const PAGE = 500;

/** The name of every group, each once. */
export async function groupNames(): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const page = await session.ask('groups', { search: '', offset: names.length, limit: PAGE });
    if (!page || page.rows.length === 0) break;
    names.push(...page.rows.map((row) => row.name));
    if (names.length >= page.total) break;
  }
  return [...new Set(names)];
}
