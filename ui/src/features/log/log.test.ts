import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { LogLine, OktaLog as Log, PersonRow } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, profileView, real, sidebarAnswers } from '$lib/testdata';
import OktaLog from './OktaLog.svelte';

const ada = { id: '00u1', name: 'Ada Lovelace', login: 'ada@whisker.co' };
const bob = { id: '00u2', name: 'Bob', login: 'bob@whisker.co' };
const developers = { id: '00g1', name: 'Developers', login: '' };
const reason = 'Error while trying to push: Unauthorized.';

function line(id: string, more: Partial<LogLine> = {}): LogLine {
  return {
    id,
    at: new Date().toISOString(),
    event_type: 'application.provision.user.push',
    what: 'Ada Lovelace was pushed.',
    outcome: 'done',
    person: ada,
    group: null,
    in_short: '',
    reason: null,
    okta_says: '',
    ...more,
  };
}

const failed = line('e1', {
  what: 'Ada Lovelace could not be pushed.',
  outcome: 'failed',
  in_short: 'Unauthorized',
  reason,
});

function log(
  lines: LogLine[] = [
    line('e3', { person: null, group: developers, what: 'Developers was pushed.' }),
    failed,
  ],
): Log {
  return {
    digest: {
      headline: '1 person or group failed and has not come through since.',
      failures: [
        {
          title: '2 people: Unauthorized',
          in_short: 'Unauthorized',
          reason,
          people: [ada, bob],
          groups: [],
          open: [ada],
          since: '2026-05-12T12:02:00Z',
          last: '2026-05-12T12:09:00Z',
          lines: ['e1'],
        },
      ],
      lines,
    },
    meanings: [
      {
        reason,
        title: 'The token is not accepted',
        means: 'Okta sends an old token.',
        change: 'Paste it into `Authorization`.',
      },
    ],
    since: '2026-05-05T12:00:00Z',
    read_at: '2026-05-12T12:10:00Z',
  };
}

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  await tick();
});
afterEach(() => void vi.useRealTimers());

async function start(more: Answers = {}, status: 'live' | 'unset' = 'live'): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real, { okta: connection({ which: 'okta', status }) }) }),
    okta_log: () => log(),
    ...more,
  });
  stop = await session.start();
  router.go('activity', 'log');
  render(OktaLog);
  await tick();
  return fake;
}

it('says a failure of many once and first, what it means, what to change, and who came through', async () => {
  await start();
  const failures = await screen.findByRole('region', { name: 'What failed' });
  expect(failures).toHaveTextContent('2 people: Unauthorized');
  expect(failures).toHaveTextContent('1 of 2 not through yet');
  expect(failures).toHaveTextContent('The token is not accepted. Okta sends an old token.');
  expect(failures).toHaveTextContent('Paste it into Authorization.');
  const [first, second] = within(failures).getAllByRole('listitem');
  expect(within(first as HTMLElement).getByRole('img')).toHaveAccessibleName('Not through yet');
  expect(second).toHaveTextContent('Bob');
  expect(within(second as HTMLElement).getByRole('img')).toHaveAccessibleName('Came through since');
});

it('filters the events: failures only, people, groups', async () => {
  await start();
  const events = await screen.findByRole('region', { name: 'All events' });
  const shown = () =>
    within(events)
      .getAllByRole('listitem')
      .map((each) => each.dataset.event);
  expect(shown()).toEqual(['e3', 'e1']);
  await userEvent.click(screen.getByRole('button', { name: /^Failures only/ }));
  expect(shown()).toEqual(['e1']);
  await userEvent.click(screen.getByRole('button', { name: /^Groups/ }));
  expect(shown()).toEqual(['e3']);
});

it('shows a long log a hundred at a time', async () => {
  await start({ okta_log: () => log(Array.from({ length: 250 }, (_, i) => line(`l${i}`))) });
  const events = await screen.findByRole('region', { name: 'All events' });
  const shown = () => events.querySelectorAll('[data-event]').length;
  expect(shown()).toBe(100);
  await userEvent.click(screen.getByRole('button', { name: 'Show 100 more' }));
  await userEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
  expect(shown()).toBe(250);
});

it('leads from a name to the card of whoever has this id in Okta', async () => {
  const rows = [
    { key: 'scim:7', okta_id: 'other', email: 'ada@whisker.co' },
    { key: 'scim:8', okta_id: ada.id, email: 'ada.l@whisker.co' },
  ] as PersonRow[];
  const fake = await start({ people: () => ({ ...sidebarAnswers.people(), total: 2, rows }) });
  const failures = await screen.findByRole('region', { name: 'What failed' });
  await userEvent.click(within(failures).getByRole('button', { name: 'Show Ada Lovelace in People' }));
  await waitFor(() => expect([router.place, ...router.parts]).toEqual(['people', 'scim:8']));
  expect(fake.asked('people').at(-1)?.search).toBe('ada@whisker.co');
});

it('reads people first where nobody was read yet', async () => {
  let read = false;
  const found = [{ key: 'scim:8', okta_id: ada.id }] as PersonRow[];
  const fake = await start({
    people: () => ({
      ...sidebarAnswers.people(),
      read_at: read ? '2026-05-12T10:00:00Z' : null,
      rows: read ? found : [],
    }),
    pull_start: () => ({ job: 4 }),
  });
  const failures = await screen.findByRole('region', { name: 'What failed' });
  await userEvent.click(within(failures).getByRole('button', { name: 'Show Ada Lovelace in People' }));
  await waitFor(() => expect(fake.asked('pull_start')).toHaveLength(1));
  expect(router.place).toBe('activity');
  read = true;
  fake.tell({ kind: 'pull_ended', job: 4, problem: null, cancelled: false });
  await waitFor(() => expect([router.place, ...router.parts]).toEqual(['people', 'scim:8']));
});

it('leads from a group to its card by name', async () => {
  await start({
    groups: () => ({
      total: 1,
      rows: [
        { key: 'scim:g9', id: 'g9', name: 'developers', people: 3, gives: '', state: 'in_sync', reason: '' },
      ],
    }),
  });
  const events = await screen.findByRole('region', { name: 'All events' });
  await userEvent.click(within(events).getByRole('button', { name: 'Show Developers in People' }));
  await waitFor(() => expect([router.place, ...router.parts]).toEqual(['people', 'groups', 'scim:g9']));
});

it('reads on every thirty seconds while it is looked at, and not while it is hidden', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const fake = await start();
  await screen.findByRole('region', { name: 'All events' });
  const before = fake.asked('okta_log').length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(fake.asked('okta_log')).toHaveLength(before + 1);
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await vi.advanceTimersByTimeAsync(90_000);
  expect(fake.asked('okta_log')).toHaveLength(before + 1);
  seen.mockRestore();
});

it('says why the log can’t be read, and keeps what was read before', async () => {
  let broken = true;
  await start({
    okta_log: () => {
      if (broken)
        throw {
          code: 'not-allowed',
          message: 'This token may not read the log.',
          why: '',
          remedy: 'Use another one.',
          evidence: null,
        };
      return log();
    },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('This token may not read the log.');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'All events' })).toBeInTheDocument();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('asks nothing without an Okta connection, and leads to where it is made', async () => {
  const fake = await start({}, 'unset');
  await userEvent.click(await screen.findByRole('button', { name: 'Connect Okta' }));
  expect([router.place, router.part]).toEqual(['settings', 'okta']);
  expect(fake.asked('okta_log')).toEqual([]);
});
