import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { AccessView, GroupRow, HistoryEntry, ReviewRow, ReviewView } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import { toasts } from '$lib/ui';
import Review from './Review.svelte';

const row = (i: number, more: Partial<ReviewRow> = {}): ReviewRow => ({
  name: `Person ${i}`,
  email: `p${i}@whisker.co`,
  okta: 'Active',
  synced: 'Active',
  configcat: 'Member',
  state: 'In sync',
  groups: ['Readers'],
  planned: ['WhiskerShop / Readers (from Readers)'],
  today: null,
  ...more,
});

function view(more: Partial<ReviewView> = {}): ReviewView {
  return {
    sentence: '2 people, as read on 12 May 2026 at 14:01.',
    unseen: [],
    total: 2,
    rows: [row(0), row(1)],
    ...more,
  };
}

const entry = (id: number): HistoryEntry => ({
  id,
  read_at: `2025-05-${10 + id}T10:00:00Z`,
  seen_at: `2025-05-${10 + id}T10:00:00Z`,
  users: 40,
  groups: 7,
  changed: null,
  alarm: false,
});

let fake: Fake;

async function start(more: Answers = {}, at: string[] = []): Promise<void> {
  fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    history: () => ({ entries: [entry(3), entry(2)], most: 200 }),
    plan: () =>
      ({ products: [{ name: 'WhiskerShop', permission_groups: ['Readers'] }] }) as unknown as AccessView,
    groups: () => ({ total: 1, rows: [{ name: 'Readers' } as GroupRow] }),
    review: () => view(),
    ...more,
  });
  await session.start();
  router.go('people', 'review', ...at);
  render(Review);
  await screen.findByRole('option', { name: 'WhiskerShop' });
}

const asked = () => fake.asked('review').at(-1);

beforeEach(() => {
  session.view = null;
  toasts.shown = [];
});

it('opens on everybody in the last reading, with a sentence and the first rows', async () => {
  await start();
  expect(asked()).toEqual({ search: '', filter: { kind: 'all' }, group: null, product: null, entry: null });
  expect(await screen.findByText('2 people, as read on 12 May 2026 at 14:01.')).toBeInTheDocument();
  const table = screen.getByRole('table', { name: 'First rows' });
  const first = within(table).getByRole('row', { name: /Person 0/ });
  expect(first).toHaveTextContent('WhiskerShop / Readers (from Readers)');
  expect(first).toHaveTextContent('Can’t be seen');
});

it('narrows by search, state, group and product', async () => {
  await start();
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search people' }), 'ada ');
  await userEvent.selectOptions(screen.getByLabelText('State'), 'In sync');
  await userEvent.selectOptions(screen.getByLabelText('Member of'), 'Readers');
  await userEvent.selectOptions(screen.getByLabelText('Allowed something in'), 'WhiskerShop');
  expect(asked()).toEqual({
    search: 'ada',
    filter: { kind: 'state', state: 'in_sync' },
    group: 'Readers',
    product: 'WhiskerShop',
    entry: null,
  });
});

it('goes back to an earlier reading, by the list and by its address', async () => {
  await start({}, ['3']);
  expect(asked()?.entry).toBe(3);
  const reading = screen.getByLabelText('As read');
  await waitFor(() => expect(reading).toHaveDisplayValue(/13 May 2025/));
  await userEvent.selectOptions(reading, '2');
  await waitFor(() => expect(asked()?.entry).toBe(2));
  await userEvent.selectOptions(reading, 'Last reading');
  await waitFor(() => expect(asked()?.entry).toBeNull());
  expect(router.parts).toEqual(['review']);
});

it('says what it can’t say', async () => {
  await start({ review: () => view({ unseen: ['What people may do today was not read.'] }) });
  expect(await screen.findByText('What people may do today was not read.')).toBeInTheDocument();
});

it('shows the first fifty of many, and cuts long lists here only', async () => {
  const groups = Array.from({ length: 30 }, (_, i) => `Group ${i}`);
  await start({
    review: () =>
      view({ total: 10_000, rows: Array.from({ length: 50 }, (_, i) => row(i, i === 0 ? { groups } : {})) }),
  });
  expect(await screen.findByText(/^The first 50 of 10,000 people\. The file has all/)).toBeInTheDocument();
  expect(screen.getByText('Person 0').closest('tr')).toHaveTextContent(/Group 3 ?and 26 more/);
});

it('says that nobody fits, offers everybody again, and saves no empty review', async () => {
  await start({ review: ({ search }) => (search ? view({ total: 0, rows: [] }) : view()) });
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search people' }), 'x');
  expect(await screen.findByRole('heading', { name: 'Nobody fits' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /^Save as/ })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Everybody again' }));
  expect(await screen.findByRole('row', { name: /Person 0/ })).toBeInTheDocument();
});

it('saves in the chosen format, and says where the file is', async () => {
  await start({ review_save: () => ({ path: '/home/ada/review.csv' }) });
  await screen.findByRole('row', { name: /Person 0/ });
  const csv = screen.getByRole('radio', { name: /^CSV/ });
  expect(csv).toHaveAccessibleDescription('For a spreadsheet; no cell is a formula.');
  await userEvent.click(csv);
  await userEvent.click(screen.getByRole('button', { name: /^Save as CSV…/ }));
  expect(fake.asked('review_save')).toEqual([
    { ask: { search: '', filter: { kind: 'all' }, group: null, product: null, entry: null }, format: 'csv' },
  ]);
  await waitFor(() =>
    expect(toasts.shown.map(({ text }) => text)).toEqual([
      'The access review is saved: /home/ada/review.csv',
    ]),
  );
});

it('says nothing when the question where to is closed', async () => {
  await start({ review_save: () => ({ path: null }) });
  await screen.findByRole('row', { name: /Person 0/ });
  onKey(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
  await waitFor(() => expect(fake.asked('review_save')).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole('button', { name: /^Save as HTML…/ })).toBeEnabled());
  expect(toasts.shown).toEqual([]);
});

it('says why it could not be saved', async () => {
  await start({
    review_save: () => {
      throw new Error('the disk is full');
    },
  });
  await screen.findByRole('row', { name: /Person 0/ });
  await userEvent.click(screen.getByRole('button', { name: /^Save as HTML…/ }));
  await waitFor(() => expect(toasts.shown.at(-1)?.problem?.evidence).toBe('the disk is full'));
});

it('offers every group of an organization that has more than are answered at once', async () => {
  const all = Array.from({ length: 45 }, (_, i) => ({ name: `G${i}` }) as GroupRow);
  await start({
    groups: ({ offset }) => ({ total: all.length, rows: all.slice(offset, offset + 20) }),
  });
  await waitFor(() => expect(screen.getByLabelText('Member of').children).toHaveLength(46));
  expect(fake.asked('groups').map(({ offset }) => offset)).toEqual([0, 20, 40]);
});
