import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { Change, PastCheck } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import View from './View.svelte';

function daysAgo(days: number): string {
  const then = new Date();
  then.setDate(then.getDate() - days);
  then.setHours(14, 2, 0, 0);
  return then.toISOString();
}

const runs: PastCheck[] = [
  { id: 12, at: new Date().toISOString(), verdict: 'fail' },
  { id: 11, at: daysAgo(1), verdict: 'pass' },
  { id: 10, at: daysAgo(40), verdict: 'pass' },
];

const refused: Change = {
  about: 'check',
  check: 'token-accepted',
  direction: 'worse',
  text: 'the token: was accepted, is refused now (401)',
};

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  await tick();
});

async function start(at: string[], more: Answers = {}): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    check_list: () => ({
      checks: [{ id: 'token-accepted', level: 'auth', title: 'Token is accepted' }],
    }),
    check_history: () => ({ runs }),
    check_compare: () => ({ changes: [refused] }),
    rehearsal_last: () => ({ rehearsal: null, left: [] }),
    ...more,
  });
  stop = await session.start();
  router.go('connection', ...at);
  render(View);
  await tick();
  return fake;
}

const since = () => document.querySelector<HTMLElement>('[data-since]');
const changed = () => document.querySelector<HTMLElement>('[data-changed]') as HTMLElement;

it('says above the list what changed since the run before', async () => {
  await start([]);
  await waitFor(() =>
    expect(since()).toHaveTextContent(
      'Since yesterday 14:02: the token: was accepted, is refused now (401). See all',
    ),
  );
});

it('says nothing above the list when nothing changed', async () => {
  const fake = await start([], { check_compare: () => ({ changes: [] }) });
  await waitFor(() => expect(fake.asked('check_compare')).toEqual([{ old: 11, new: 12 }]));
  await tick();
  expect(since()).toBeNull();
});

it('compares the last run with the one before, and leads to the finding', async () => {
  await start(['history']);
  const link = await screen.findByRole('link', { name: refused.text });
  expect(link).toHaveAttribute('href', '#/connection/token-accepted');
  const table = screen.getByRole('table', { name: 'Runs, newest first' });
  expect(
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.dataset.run),
  ).toEqual(['12', '11', '10']);
});

it('compares any two runs, whichever is named the earlier', async () => {
  const fake = await start(['history'], {
    check_compare: ({ old }) => ({ changes: old === 11 ? [refused] : [] }),
  });
  await screen.findByRole('link', { name: refused.text });
  await userEvent.click(screen.getByRole('radio', { name: /^today.*as the earlier one/ }));
  expect(changed()).toHaveTextContent('Choose two different runs.');
  const oldest = screen.getAllByRole('radio', { name: /as the later one/ }).at(-1) as HTMLElement;
  await userEvent.click(oldest);
  expect(fake.asked('check_compare').at(-1)).toEqual({ old: 10, new: 12 });
  await waitFor(() => expect(changed()).toHaveTextContent('Nothing changed that matters.'));
});

it('tells two runs of one minute apart by their seconds', async () => {
  const at = (seconds: number) => daysAgo(0).replace(/:00\.000Z$/, `:${seconds}.000Z`);
  const close: PastCheck[] = [
    { id: 2, at: at(41), verdict: 'pass' },
    { id: 1, at: at(17), verdict: 'pass' },
  ];
  await start(['history'], {
    check_history: () => ({ runs: close }),
    check_compare: () => ({ changes: [] }),
  });
  await waitFor(() => expect(changed()).toHaveTextContent('From today 14:02:17 to today 14:02:41'));
});

it('says what the history is for before there are two runs', async () => {
  await start(['history'], { check_history: () => ({ runs: [] }) });
  expect(await screen.findByText(/No check ran yet/)).toBeInTheDocument();
});
