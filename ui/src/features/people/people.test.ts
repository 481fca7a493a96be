import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Problem } from '$lib/backend';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { AlarmView, Event, PersonRow, State } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, practice, profileView, real, sidebarAnswers } from '$lib/testdata';
import { card, explained, groupCard, person, readers } from './testdata';
import View from './View.svelte';

const unreachable: Problem = {
  code: 'unreachable',
  message: 'The server could not be reached.',
  why: '',
  remedy: 'Look at the network.',
  evidence: null,
};

let everybody: PersonRow[];
let readAt: string | null;
let nextAt: string | null;
let alarm: AlarmView | null;
let fake: ReturnType<typeof fakeBackend>;

beforeEach(() => {
  router.go('people');
  everybody = [
    person(0, { state: 'failed', reason: 'Okta: “Matching user not found”', configcat: 'failed' }),
    person(1, { okta: 'unseen', synced: 'differs', configcat: 'not_there' }),
  ];
  readAt = new Date(Date.now() - 40_000).toISOString();
  nextAt = alarm = null;
});

async function start(more: Answers = {}) {
  fake = fakeBackend({
    ...sidebarAnswers,
    people: ({ search, filter, news, group, offset, limit }) => {
      const found = everybody.filter(
        (each) =>
          readAt !== null &&
          each.name.includes(search) &&
          (group === null || each.groups.includes(group)) &&
          (!news || each.news !== null) &&
          (filter.kind !== 'state' || each.state === filter.state),
      );
      const count = (state: State) => everybody.filter((each) => each.state === state).length;
      return {
        verdict: '1 of 2 is in sync.',
        advice: '1 needs a look.',
        read_at: readAt,
        unread: [],
        news: everybody.filter(({ news }) => news !== null).length,
        alarm,
        next_at: nextAt,
        total: found.length,
        counts: {
          all: everybody.length,
          needs_look: count('failed'),
          states: (['failed', 'in_sync'] as const).map((state) => ({ state, count: count(state) })),
        },
        rows: found.slice(offset, offset + limit),
      };
    },
    person: ({ key }) => card(everybody.find((each) => each.key === key) ?? person(0)),
    groups: () => ({ total: 1, rows: [readers] }),
    group: () => groupCard({ members: everybody }),
    explain: () => explained,
    why: () => ({ people: [], total: 0, outside: [], nobody: 'Nobody of this name was read.' }),
    pull_start: () => ({ job: 7 }),
    ...more,
  });
  await session.start();
  const shown = render(View);
  await screen.findByText(/is in sync\.|Reading people|Nothing was read|is not connected\./);
  return shown;
}

const tell = (event: Event) => fake.tell(event);
const booted = (more: Parameters<typeof profileView>[1] = {}) => ({
  boot: () => boot({ open: profileView(real, more) }),
});

it('says in its head what starting provisioning would do, once people are shown', async () => {
  const sentence = 'If you start provisioning: 3 lose something.';
  await start({ people_start: () => ({ sentence }) });
  expect(await screen.findByRole('link', { name: sentence })).toHaveAttribute('href', '#/access');
});

it('opens with its verdict, when it was read, and a row for each person', async () => {
  await start(booted());
  expect(screen.getByText('1 of 2 is in sync.')).toBeInTheDocument();
  expect(screen.getByText('Read 40 s ago')).toBeInTheDocument();
  expect(await screen.findByRole('row', { name: /Person 0.*Provisioning failed/ })).toBeInTheDocument();
});

it('tells the three sights apart by name, not by colour', async () => {
  await start(booted());
  const row = await screen.findByRole('row', { name: /Person 1/ });
  expect(within(row).getByRole('img', { name: 'Okta: can’t be seen' })).toHaveTextContent('?');
  expect(within(row).getByRole('img', { name: 'Synced: differs' })).toBeInTheDocument();
  expect(within(row).getByRole('img', { name: 'ConfigCat: not there' })).toBeInTheDocument();
});

it('keeps less than a hundred of twelve thousand rows drawn and asks for a page at a time', async () => {
  everybody = Array.from({ length: 12_000 }, (_, i) => person(i));
  await start(booted());
  await screen.findByRole('row', { name: /Person 0 / });
  expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '12001');
  expect(screen.getAllByRole('row').length).toBeLessThan(100);
  expect(fake.asked('people').every(({ limit }) => limit <= 100)).toBe(true);
});

it('asks for the page that comes into sight, and opens the row once it was read', async () => {
  everybody = Array.from({ length: 950 }, (_, i) => person(i));
  await start(booted());
  await screen.findByRole('row', { name: /Person 0 / });
  screen.getByRole('grid').focus();
  await userEvent.keyboard('{End}');
  expect(await screen.findByRole('row', { name: /Person 949/, selected: true })).toBeInTheDocument();
  expect(fake.asked('people').some(({ offset }) => offset === 900)).toBe(true);
  expect(router.part).toBe('scim:u949');
});

it('asks again for what is searched, filtered and sorted', async () => {
  await start(booted());
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search people' }), 'son 1');
  expect(fake.asked('people').at(-1)).toMatchObject({ search: 'son 1', offset: 0 });
  await userEvent.clear(screen.getByRole('searchbox'));
  await userEvent.click(screen.getByRole('button', { name: /^Provisioning failed/ }));
  expect(fake.asked('people').at(-1)).toMatchObject({ filter: { kind: 'state', state: 'failed' } });
  await userEvent.click(screen.getByRole('button', { name: 'Person' }));
  expect(fake.asked('people').at(-1)).toMatchObject({ sort: 'name', descending: false });
  expect(screen.getByRole('columnheader', { name: 'Person' })).toHaveAttribute('aria-sort', 'ascending');
  await userEvent.click(screen.getByRole('button', { name: 'Person' }));
  expect(fake.asked('people').at(-1)).toMatchObject({ sort: 'name', descending: true });
});

it('says that nobody matches and shows everybody again', async () => {
  await start(booted());
  await userEvent.type(screen.getByRole('searchbox'), 'zzz');
  expect(await screen.findByRole('heading', { name: 'Nobody matches' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show everybody' }));
  expect(await screen.findByRole('row', { name: /Person 1/ })).toBeInTheDocument();
});

it('goes from a person to a group and from there to its members in the list', async () => {
  await start(booted());
  const groups = await screen.findByRole('region', { name: 'Groups' });
  expect(within(groups).getByRole('link', { name: 'Readers' })).toHaveAttribute(
    'href',
    '#/people/groups/scim%3Ag1',
  );
  router.go('people', 'groups', 'scim:g1');
  await userEvent.click(await screen.findByRole('button', { name: 'Show all 2 in the list' }));
  expect(fake.asked('people').at(-1)).toMatchObject({ group: 'Readers' });
  await userEvent.click(screen.getByRole('button', { name: /^Members of Readers/ }));
  expect(fake.asked('people').at(-1)).toMatchObject({ group: null });
});

it('reads by itself when nothing was read yet, and shows the rows when it ended', async () => {
  readAt = null;
  await start(booted());
  await waitFor(() => expect(fake.asked('pull_start')).toHaveLength(1));
  tell({
    kind: 'pull',
    job: 7,
    progress: { users: 120, users_total: 312, groups: 0, groups_total: null, okta: 40 },
  });
  expect(await screen.findByText('Reading users 120 of 312, 40 from Okta')).toBeInTheDocument();
  readAt = new Date().toISOString();
  tell({ kind: 'pull_ended', job: 7, problem: null, cancelled: false });
  expect(await screen.findByRole('row', { name: /Person 0/ })).toBeInTheDocument();
});

it('cancels by the number of the job, says so and keeps the rows', async () => {
  await start({ ...booted(), job_cancel: () => ({}) });
  await screen.findByRole('row', { name: /Person 0/ });
  await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(fake.asked('job_cancel')).toEqual([{ job: 7 }]);
  tell({ kind: 'pull_ended', job: 7, problem: null, cancelled: true });
  expect(await screen.findByText(/Reading was cancelled\. What was read before stays/)).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Person 0/ })).toBeInTheDocument();
});

it('shows why reading failed beside the rows that were read before', async () => {
  await start(booted());
  await userEvent.click(await screen.findByRole('button', { name: 'Read again' }));
  tell({ kind: 'pull_ended', job: 7, problem: unreachable, cancelled: false });
  expect(await screen.findByRole('alert')).toHaveTextContent('The server could not be reached.');
  expect(screen.getByRole('row', { name: /Person 0/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(fake.asked('pull_start')).toHaveLength(2);
});

it('ends a reading that broke off, and says why', async () => {
  await start(booted());
  await userEvent.click(await screen.findByRole('button', { name: 'Read again' }));
  await screen.findByRole('button', { name: 'Cancel' });
  tell({ kind: 'job_failed', job: 8, problem: unreachable });
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeInTheDocument();
  tell({ kind: 'job_failed', job: 7, problem: unreachable });
  expect(await screen.findByRole('alert')).toHaveTextContent('The server could not be reached.');
  expect(screen.queryByRole('button', { name: 'Cancel' })).not.toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Person 0/ })).toBeInTheDocument();
});

it('says why a reading broke off before its number was known', async () => {
  await start({
    ...booted(),
    pull_start: () => {
      tell({ kind: 'job_failed', job: 9, problem: unreachable });
      return { job: 9 };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Read again' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The server could not be reached.');
  expect(screen.queryByRole('button', { name: 'Cancel' })).not.toBeInTheDocument();
});

it('keeps reading when its end is told before its number', async () => {
  await start({
    ...booted(),
    pull_start: () => {
      tell({ kind: 'pull_ended', job: 9, problem: null, cancelled: false });
      return { job: 9 };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Read again' }));
  expect(await screen.findByRole('button', { name: 'Read again' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Cancel' })).not.toBeInTheDocument();
});

it('says where to go when SCIM is not connected, and asks nothing', async () => {
  readAt = null;
  await start(booted({ scim: connection() }));
  expect(await screen.findByRole('heading', { name: 'ConfigCat SCIM is not connected' })).toBeInTheDocument();
  expect(fake.asked('pull_start')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Connect it' }));
  expect([router.place, router.part]).toEqual(['settings', 'scim']);
});

it('says where to go when nobody is synced yet', async () => {
  everybody = [];
  await start(booted());
  expect(await screen.findByRole('heading', { name: 'Nobody is synced yet' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Go to the set-up' }));
  expect(router.place).toBe('setup');
});

it('reads practice again when it changed since', async () => {
  const { unmount } = await start({
    ...booted(),
    boot: () => ({ ...booted().boot(), open: profileView(practice) }),
  });
  await screen.findByRole('row', { name: /Person 0/ });
  expect(fake.asked('pull_start')).toEqual([]);
  tell({ kind: 'practice_changed' });
  unmount();
  render(View);
  await waitFor(() => expect(fake.asked('pull_start')).toHaveLength(1));
});

it('marks who is new or changed in words, filters them, and forgets the marks once they were seen', async () => {
  everybody = [person(0), person(1, { news: 'Was: Waiting for Okta' })];
  await start({
    ...booted(),
    people_seen: () => {
      everybody = everybody.map((each) => ({ ...each, news: null }));
      return {};
    },
  });
  expect(await screen.findByRole('row', { name: /Person 1.*Was: Waiting for Okta/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /^Changed/ }));
  expect(fake.asked('people').at(-1)).toMatchObject({ news: true, filter: { kind: 'all' } });
  await waitFor(() => expect(screen.queryByRole('row', { name: /Person 0/ })).not.toBeInTheDocument());
  await userEvent.click(screen.getByRole('button', { name: 'Mark as seen' }));
  expect(await screen.findByRole('row', { name: /Person 0/ })).toBeInTheDocument();
  expect(screen.queryByText('Was: Waiting for Okta')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Changed/ })).not.toBeInTheDocument();
});

it('says above all that many were lost, until somebody has looked at it', async () => {
  alarm = { words: '40 of 312 people are gone.', todo: 'Look at the assignments.', from: 3, to: 4 };
  await start({
    ...booted(),
    history_alarm_seen: () => {
      alarm = null;
      return {};
    },
  });
  const said = await screen.findByRole('alert');
  expect(said).toHaveTextContent('40 of 312 people are gone. Look at the assignments.');
  await userEvent.click(within(said).getByRole('button', { name: 'I have looked at it' }));
  expect(fake.asked('history_alarm_seen')).toEqual([{ id: 4 }]);
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
});

it('leads from the alarm to what was lost', async () => {
  alarm = { words: '40 of 312 people are gone.', todo: '', from: 3, to: 4 };
  await start(booted());
  await userEvent.click(await screen.findByRole('button', { name: 'Show what was lost' }));
  expect([router.place, ...router.parts]).toEqual(['people', 'history', '3', '4']);
});

it('says when it reads again by itself, and keeps the place of the list when it did', async () => {
  nextAt = new Date(Date.now() + 60_000).toISOString();
  everybody = Array.from({ length: 950 }, (_, i) => person(i));
  await start(booted());
  expect(screen.getByText(/^next at \d\d:\d\d$/)).toBeInTheDocument();
  screen.getByRole('grid').focus();
  await userEvent.keyboard('{End}');
  await screen.findByRole('row', { name: /Person 949/, selected: true });
  tell({ kind: 'pull_ended', job: 9, problem: null, cancelled: false });
  await waitFor(() => expect(fake.asked('person').filter(({ key }) => key === 'scim:u949').length).toBe(2));
  expect(screen.getByRole('row', { name: /Person 949/, selected: true })).toBeInTheDocument();
  expect(router.part).toBe('scim:u949');
});

it('shows each group with its state and reason, those that were not synced among them', async () => {
  await start({
    ...booted(),
    groups: () => ({
      total: 2,
      rows: [
        readers,
        {
          ...readers,
          key: 'okta:00g7',
          id: null,
          name: 'Cooks',
          people: 0,
          state: 'failed',
          reason: 'Okta: “Exists”',
        },
      ],
    }),
  });
  await userEvent.click(screen.getByRole('tab', { name: /^Groups/ }));
  await userEvent.click(await screen.findByRole('row', { name: /Cooks.*Push failed.*Okta: “Exists”/ }));
  expect(fake.asked('group').at(-1)).toEqual({ key: 'okta:00g7' });
});

it('shows the history as its third tab, and the access review as a page of its own', async () => {
  await start({
    ...booted(),
    history: () => ({ entries: [], most: 200 }),
    review: () => ({ sentence: '2 people, as read today', unseen: [], total: 0, rows: [] }),
    plan: () => {
      throw unreachable;
    },
  });
  await userEvent.click(screen.getByRole('tab', { name: 'History' }));
  expect([router.place, ...router.parts]).toEqual(['people', 'history']);
  await waitFor(() => expect(fake.asked('history')).toHaveLength(1));
  await userEvent.click(screen.getByRole('button', { name: 'Access review' }));
  expect([router.place, ...router.parts]).toEqual(['people', 'review']);
  expect(await screen.findByText(/2 people, as read today/)).toBeInTheDocument();
  expect(screen.queryByRole('tab', { name: 'History' })).not.toBeInTheDocument();
});
