import { call } from '../backend';
import type { LogSubject } from '../generated/api';
import { byName } from '../people/query';
import { router } from '../router.svelte';
import { session } from '../session.svelte';

export type SubjectKind = 'person' | 'group';

/** So many of a name are looked through. */
const SEEN = 100;

/** Shows the card of a person or group that Okta’s log names by Okta’s id. What was never read is read first. */
export async function openCard(kind: SubjectKind, subject: LogSubject): Promise<void> {
  const at = kind === 'person' ? await personAt(subject) : await groupAt(subject);
  router.go('people', ...at);
}

async function personAt({ id, login, name }: LogSubject): Promise<string[]> {
  const search = login || name;
  const look = () => call('people', byName(search, SEEN));
  let page = await look();
  if (page.read_at === null && (await readPeople())) page = await look();
  const found =
    page.rows.find(({ okta_id }) => okta_id === id) ??
    page.rows.find(({ user_name, email }) => same(user_name ?? email, login));
  // The card says itself that nobody of this key was read.
  return [found?.key ?? `okta:${id}`];
}

async function groupAt({ id, name }: LogSubject): Promise<string[]> {
  const look = async () => (await call('groups', { search: name, offset: 0, limit: SEEN })).rows;
  let rows = await look();
  if (rows.length === 0 && session.people === null && (await readPeople())) rows = await look();
  return ['groups', rows.find((row) => same(row.name, name))?.key ?? `okta:${id}`];
}

const same = (one: string, other: string): boolean =>
  other !== '' && one.toLowerCase() === other.toLowerCase();

/** Reads people and groups once; whether that came to its end. */
async function readPeople(): Promise<boolean> {
  const ended = new Map<number, boolean>();
  let told: () => void = () => undefined;
  const stops = [
    session.on('pull_ended', ({ job, problem }) => (ended.set(job, problem === null), told())),
    session.on('job_failed', ({ job }) => (ended.set(job, false), told())),
  ];
  try {
    const { job } = await call('pull_start', {});
    while (!ended.has(job)) await new Promise<void>((resolve) => (told = resolve));
    return ended.get(job) ?? false;
  } finally {
    for (const stop of stops) stop();
  }
}
