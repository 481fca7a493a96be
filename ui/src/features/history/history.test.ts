import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { DifferenceLine, HistoryDifference, HistoryEntry, PersonRow } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import History from './History.svelte';
import { pairOf } from './readings';

function daysAgo(days: number, minutes = 0): string {
  const then = new Date();
  then.setDate(then.getDate() - days);
  then.setHours(9, minutes, 0, 0);
  return then.toISOString();
}

function entry(id: number, more: Partial<HistoryEntry> = {}): HistoryEntry {
  const at = daysAgo(200 - id);
  return {
    id,
    read_at: at,
    seen_at: at,
    users: 40 + id,
    groups: 7,
    changed: '1 joined',
    alarm: false,
    ...more,
  };
}

const oldest = entry(197, { changed: null });
const middle = entry(198, { changed: '3 joined, 2 lost WhiskerShop', seen_at: daysAgo(2, 41) });
const newest = entry(199, { users: 12, changed: '30 left', alarm: true });
const three = [newest, middle, oldest];

const lines: DifferenceLine[] = [
  { kind: 'joined', words: '2 joined', names: ['ada@whisker.co', 'bob@whisker.co'] },
  { kind: 'groups', words: 'the group Readers is new', names: ['Readers'] },
];

/** What differs between two entries, of which one may be long. */
function differenceOf(entries: readonly HistoryEntry[], more: Partial<HistoryDifference> = {}) {
  return ({ from, to }: { from: number; to: number }): HistoryDifference => {
    const find = (id: number) => entries.find((each) => each.id === id) as HistoryEntry;
    return {
      from: find(from),
      to: find(to),
      sentence: `what changed from ${from} to ${to}`,
      lines,
      access: [],
      alarm: null,
      ...more,
    };
  };
}

const row = (name: string, more: Partial<PersonRow> = {}): PersonRow => ({
  news: null,
  key: `scim:${name}`,
  name,
  email: name,
  user_id: name,
  user_name: name,
  okta_id: null,
  member_id: null,
  okta: 'unseen',
  synced: 'there',
  configcat: 'unseen',
  state: 'in_sync',
  reason: '',
  ghost: null,
  groups: [],
  ...more,
});

let fake: Fake;

async function start(
  entries: readonly HistoryEntry[] = three,
  more: Answers = {},
  at: string[] = [],
): Promise<void> {
  fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    history: () => ({ entries: [...entries], most: 200 }),
    history_between: differenceOf(entries),
    ...more,
  });
  await session.start();
  router.go('people', 'history', ...at);
  render(History);
  if (entries.length > 0) await screen.findByRole('grid', { name: 'Readings, newest first' });
}

const grid = () => screen.getByRole('grid', { name: 'Readings, newest first' });
const panel = () => screen.getByRole('complementary', { name: 'What changed' });
const asked = () => fake.asked('history_between').at(-1);

beforeEach(() => {
  session.view = null;
});

it('lists the readings, newest first: when, until when it was so, how many, and what changed', async () => {
  await start();
  const rows = within(grid()).getAllByRole('row').slice(1);
  expect(rows.map((each) => each.dataset.row)).toEqual(['199', '198', '197']);
  expect(rows[0]).toHaveTextContent(/yesterday 09:00.*30 left.*12.*7/);
  expect(within(rows[0] as HTMLElement).getByRole('img', { name: 'Many were lost' })).toBeInTheDocument();
  expect(rows[1]).toHaveTextContent(/so until .*09:41.*3 joined, 2 lost WhiskerShop/);
  expect(rows[2]).toHaveTextContent('The oldest reading that is kept');
  expect(screen.getByText(/3 readings that brought something new; 200 are kept at most/)).toBeInTheDocument();
});

it('draws how many users there were, and says it to those who can’t see the line', async () => {
  await start();
  expect(
    screen.getByRole('img', {
      name: /^Users over time: 12 now, 238 at most, 12 at least\. The list below says it/,
    }),
  ).toBeInTheDocument();
});

it('shows at once what changed last', async () => {
  await start();
  expect(await within(panel()).findByText('what changed from 198 to 199')).toBeInTheDocument();
  expect(asked()).toEqual({ from: 198, to: 199 });
  expect(within(panel()).getByText('2 joined')).toBeInTheDocument();
  expect(within(panel()).getByText('the group Readers is new')).toBeInTheDocument();
});

it('shows of a chosen reading what changed against the one before, by click and by arrow', async () => {
  await start();
  await userEvent.click(within(grid()).getByRole('row', { name: /3 joined/ }));
  await within(panel()).findByText('what changed from 197 to 198');
  expect(router.parts).toEqual(['history', '198']);
  grid().focus();
  await userEvent.keyboard('{ArrowUp}');
  await within(panel()).findByText('what changed from 198 to 199');
});

it('compares any two: Shift and an arrow move the other end', async () => {
  await start();
  await within(panel()).findByText('what changed from 198 to 199');
  grid().focus();
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await within(panel()).findByText('what changed from 197 to 199');
  expect(router.parts).toEqual(['history', '197', '199']);
  expect(within(grid()).getByRole('row', { name: /Compared with this one/ }).dataset.row).toBe('197');
  // There is none before the oldest.
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(router.parts).toEqual(['history', '197', '199']);
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await within(panel()).findByText('what changed from 198 to 199');
});

it('compares any two: by the list beside “Compared with”, in whichever order they are chosen', async () => {
  await start(three, {}, ['198']);
  await within(panel()).findByText('what changed from 197 to 198');
  const other = within(panel()).getByLabelText('Compared with');
  expect(other).toHaveDisplayValue(/^the one before: /);
  await userEvent.selectOptions(other, '199');
  await within(panel()).findByText('what changed from 198 to 199');
  expect(asked()).toEqual({ from: 198, to: 199 });
});

it('keeps what was told until the next answer is there, and marks it as not the one asked for', async () => {
  let answer: (() => void) | undefined;
  await start(three, {
    history_between: async (pair) => {
      if (pair.to === 198) await new Promise<void>((go) => (answer = go));
      return differenceOf(three)(pair);
    },
  });
  const told = await within(panel()).findByText('what changed from 198 to 199');
  await userEvent.click(within(grid()).getByRole('row', { name: /3 joined/ }));
  expect(told.closest('[aria-busy]')).toHaveAttribute('aria-busy', 'true');
  answer?.();
  const next = await within(panel()).findByText('what changed from 197 to 198');
  expect(next.closest('[aria-busy]')).toHaveAttribute('aria-busy', 'false');
});

it('opens on the two readings that its address names', async () => {
  await start(three, {}, ['197', '199']);
  await within(panel()).findByText('what changed from 197 to 199');
});

it('says what a single reading is good for', async () => {
  await start([oldest]);
  expect(panel()).toHaveTextContent('237 users in 7 groups.');
  expect(panel()).toHaveTextContent('The next reading that finds something new is kept beside it');
  expect(within(panel()).queryByLabelText('Compared with')).toBeNull();
  expect(fake.asked('history_between')).toEqual([]);
});

it('says what will stand here before anything was read', async () => {
  await start([]);
  expect(await screen.findByRole('heading', { name: 'No reading is kept yet' })).toBeInTheDocument();
});

it('says so when two readings are alike', async () => {
  await start(three, { history_between: differenceOf(three, { lines: [], sentence: 'Nothing changed' }) });
  expect(await within(panel()).findByText('Nothing differs between these two readings.')).toBeInTheDocument();
});

it('says that a reading is no longer kept', async () => {
  await start(three, {}, ['3', '199']);
  expect(panel()).toHaveTextContent('That reading is no longer kept. Only the last 200 are.');
});

it('tells what was lost at once, what to do, and who lost which product', async () => {
  await start(three, {
    history_between: differenceOf(three, {
      alarm: {
        people: 30,
        of_people: 42,
        memberships: 61,
        of_memberships: 90,
        words: '30 of 42 active people left or were switched off at once.',
        todo: 'Look in Okta for a changed group rule.',
      },
      access: [{ what: 'WhiskerShop', kind: 'lost', words: '2 lost WhiskerShop', names: ['ada@whisker.co'] }],
    }),
  });
  expect(await within(panel()).findByText(/^30 of 42 active people left/)).toBeInTheDocument();
  expect(within(panel()).getByText('Look in Okta for a changed group rule.')).toBeInTheDocument();
  const access = within(panel()).getByRole('region', { name: 'Access' });
  expect(access).toHaveTextContent('By the plan as it is now');
  expect(access).toHaveTextContent('2 lost WhiskerShop');
  expect(access).toHaveTextContent('ada@whisker.co');
});

it('leads from a name to the card of who is still there, and of nobody else', async () => {
  await start(three, {
    people: ({ search }) => ({
      ...sidebarAnswers.people(),
      rows: [row('ada@whisker.co.uk'), row('ada@whisker.co')].filter((each) => each.name.includes(search)),
    }),
  });
  const link = await within(panel()).findByRole('link', { name: 'ada@whisker.co' });
  expect(link).toHaveAttribute('href', '#/people/scim%3Aada%40whisker.co');
  expect(within(panel()).getByText('bob@whisker.co')).toBeInTheDocument();
  expect(within(panel()).queryByRole('link', { name: 'bob@whisker.co' })).toBeNull();
});

it('finds who left by the address', async () => {
  await start(three, {
    people: () => ({
      ...sidebarAnswers.people(),
      rows: [row('x', { key: 'okta:00u1', user_name: null, email: 'Bob@Whisker.co' })],
    }),
  });
  expect(await within(panel()).findByRole('link', { name: 'bob@whisker.co' })).toHaveAttribute(
    'href',
    '#/people/okta%3A00u1',
  );
});

it('folds a long list of names, and unfolds it into one that scrolls', async () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `cat${i}@whisker.co`);
  await start(three, {
    history_between: differenceOf(three, { lines: [{ kind: 'joined', words: '10000 joined', names }] }),
  });
  await within(panel()).findByText('10000 joined');
  expect(within(panel()).getAllByText(/^cat\d+@/)).toHaveLength(20);
  await userEvent.click(within(panel()).getByRole('button', { name: 'and 9,980 more' }));
  const all = within(panel()).getByRole('grid', { name: '10000 joined' });
  expect(all).toHaveAttribute('aria-rowcount', '10001');
  expect(within(all).getAllByRole('row').length).toBeLessThan(100);
  // Only of names in sight it is asked where they lead.
  await waitFor(() => expect(fake.asked('people').length).toBeGreaterThan(20));
  expect(fake.asked('people').length).toBeLessThan(120);
  await userEvent.click(within(panel()).getByRole('button', { name: 'Show fewer' }));
  expect(within(panel()).getAllByText(/^cat\d+@/)).toHaveLength(20);
});

it('draws less than a hundred of two hundred readings, and a few of many lines', async () => {
  const readings = Array.from({ length: 200 }, (_, i) => entry(2000 - i, { read_at: daysAgo(0, i % 60) }));
  const many = Array.from({ length: 100 }, (_, i): DifferenceLine => ({
    kind: 'moved',
    words: `1 came into G${i}`,
    names: [`p${i}`],
  }));
  await start(readings, { history_between: differenceOf(readings, { lines: many }) });
  expect(within(grid()).getAllByRole('row').length).toBeLessThan(100);
  await within(panel()).findByText('1 came into G29');
  expect(within(panel()).queryByText('1 came into G30')).toBeNull();
  await userEvent.click(within(panel()).getByRole('button', { name: 'Show 70 more lines' }));
  expect(within(panel()).getByText('1 came into G59')).toBeInTheDocument();
});

it('shows a new reading as soon as it was read', async () => {
  let entries = [middle, oldest];
  await start(entries, {
    history: () => ({ entries, most: 200 }),
    history_between: (pair) => differenceOf(three)(pair),
  });
  await within(panel()).findByText('what changed from 197 to 198');
  entries = three;
  fake.tell({ kind: 'pull_ended', job: 1, problem: null, cancelled: false });
  await within(panel()).findByText('what changed from 198 to 199');
});

it('says why the history can’t be shown, and asks again', async () => {
  let broken = true;
  await start([], {
    history: () => {
      if (broken) throw new Error('the file is locked');
      return { entries: three, most: 200 };
    },
    history_between: differenceOf(three),
  });
  const card = await screen.findByRole('alert');
  expect(card).toHaveTextContent('the file is locked');
  broken = false;
  await userEvent.click(within(card).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('grid', { name: 'Readings, newest first' })).toBeInTheDocument();
});

it('says why two readings can’t be compared, and compares them again', async () => {
  let broken = true;
  await start(three, {
    history_between: (pair) => {
      if (broken) throw new Error('the file is locked');
      return differenceOf(three)(pair);
    },
  });
  const card = await screen.findByRole('alert');
  broken = false;
  await userEvent.click(within(card).getByRole('button', { name: 'Try again' }));
  await within(panel()).findByText('what changed from 198 to 199');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('reads two ids in whichever order, and one against the one before', () => {
  expect(pairOf(three, ['199', '197'])).toEqual({ from: oldest, to: newest });
  expect(pairOf(three, ['198'])).toEqual({ from: oldest, to: middle });
  expect(pairOf(three, ['197'])).toEqual({ from: null, to: oldest });
  expect(pairOf(three, ['198', '198'])).toEqual({ from: oldest, to: middle });
  expect(pairOf(three, ['5'])).toBeNull();
});
