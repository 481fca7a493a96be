import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { Rotation, RotationStage, RotationStep, RotationView } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, practice, profileView, real, sidebarAnswers } from '$lib/testdata';
import RotationPage from './RotationPage.svelte';

const ids = ['regenerate', 'prove-new', 'old-refused', 'into-okta', 'first-success', 'retry'];

function view(
  stage: RotationStage,
  more: Partial<Rotation> = {},
  steps: Partial<RotationStep> & { id?: string } = {},
): RotationView {
  return {
    rotation: {
      stage,
      headline: `Now it is ${stage}.`,
      steps: ids.map((id) => ({
        id,
        title: `Step ${id}`,
        state: 'later',
        saw: '',
        next: '',
        ...(steps.id === id ? steps : {}),
      })),
      first_success: null,
      to_retry: [],
      may_leave_page: false,
      ...more,
    },
    forecast: {
      jobs: 42,
      since: '2026-05-05T12:00:00Z',
      last: null,
      usual: 'Okta sent 42 jobs to ConfigCat in the last 7 days.',
      stops: ['The old token stops the moment REGENERATE is pressed.'],
    },
    problem: null,
  };
}

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  await tick();
});
afterEach(() => void vi.useRealTimers());

async function start(more: Answers = {}, profile = real): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(profile, { okta: connection({ which: 'okta', status: 'live' }) }) }),
    rotation: () => view('before'),
    ...more,
  });
  stop = await session.start();
  router.go('connection', 'token');
  render(RotationPage);
  await tick();
  return fake;
}

it('says what will stop and how often Okta pushes before it begins', async () => {
  const fake = await start({ rotation_begin: () => view('new_token') });
  const region = await screen.findByRole('region', { name: 'What stops, and for how long' });
  expect(region).toHaveTextContent('Okta sent 42 jobs to ConfigCat in the last 7 days.');
  expect(region).toHaveTextContent('The old token stops the moment REGENERATE is pressed.');
  expect(screen.queryByRole('button', { name: 'End the drill' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Begin the drill' }));
  expect(fake.asked('rotation_begin')).toHaveLength(1);
  expect(await screen.findByLabelText('New token')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'End the drill' })).toBeInTheDocument();
});

it('keeps what was typed while the token is wrong, and nothing of it once it is proven', async () => {
  let answer = view(
    'new_token',
    {},
    {
      id: 'prove-new',
      state: 'wrong',
      saw: 'ConfigCat does not accept this token (401).',
      next: 'Copy it again.',
    },
  );
  const fake = await start({ rotation: () => view('new_token'), rotation_token: () => answer });
  await userEvent.type(await screen.findByLabelText('New token'), 'abc');
  await userEvent.click(screen.getByRole('button', { name: 'Prove the new token' }));
  expect(await screen.findByText('ConfigCat does not accept this token (401).')).toBeInTheDocument();
  expect(screen.getByText('Copy it again.')).toBeInTheDocument();
  expect(screen.getByLabelText('New token')).toHaveValue('abc');
  answer = view('into_okta', { may_leave_page: true });
  await userEvent.click(screen.getByRole('button', { name: 'Prove the new token' }));
  await waitFor(() => expect(screen.queryByLabelText('New token')).toBeNull());
  expect(fake.asked('rotation_token')).toEqual([{ token: 'abc' }, { token: 'abc' }]);
});

it('keeps what was typed when the question itself fails', async () => {
  await start({
    rotation: () => view('new_token'),
    rotation_token: () => {
      throw {
        code: 'unreachable',
        message: 'ConfigCat does not answer.',
        why: '',
        remedy: 'Try again.',
        evidence: null,
      };
    },
  });
  await userEvent.type(await screen.findByLabelText('New token'), 'abc');
  await userEvent.click(screen.getByRole('button', { name: 'Prove the new token' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('ConfigCat does not answer.');
  expect(screen.getByLabelText('New token')).toHaveValue('abc');
});

it('opens the page of each product: in the browser, in practice at the step whose panel shows it', async () => {
  const fake = await start(
    {
      rotation: () => view('new_token'),
      guide_open: ({ page }) => ({ kind: 'panel', page }),
    },
    practice,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Open the token’s page in ConfigCat' }));
  expect(fake.asked('guide_open')).toEqual([{ page: 'configcat_scim' }]);
  await waitFor(() => expect([router.place, ...router.parts]).toEqual(['setup', 'scim-url-token', 'page']));
});

it('asks again every ten seconds while Okta is awaited and the page is seen, and stops when it is hidden', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let answer = view('into_okta', { may_leave_page: true });
  const fake = await start({ rotation: () => answer });
  await screen.findByRole('button', { name: 'Open Provisioning in Okta' });
  const asked = () => fake.asked('rotation').length;
  const before = asked();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked()).toBe(before + 1);
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked()).toBe(before + 1);
  seen.mockRestore();
  answer = view('through');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(screen.getByRole('status')).toHaveTextContent('Now it is through.');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked()).toBe(before + 2);
});

it('lists what failed in between, and says so when Okta’s log can’t be read', async () => {
  const ada = { id: '00u1', name: 'Ada', login: 'ada@whisker.co' };
  const cluster = {
    title: 'Ada: Unauthorized',
    in_short: 'Unauthorized',
    reason: 'Error authenticating: Unauthorized.',
    people: [ada],
    groups: [],
    open: [ada],
    since: '2026-05-12T12:02:00Z',
    last: '2026-05-12T12:02:00Z',
    lines: ['e1'],
  };
  await start({
    rotation: () => ({
      ...view('retry', { to_retry: [cluster] }, { id: 'retry', state: 'now' }),
      problem: {
        code: 'not-allowed',
        message: 'The log can’t be read.',
        why: '',
        remedy: '',
        evidence: null,
      },
    }),
  });
  expect(await screen.findByRole('group', { name: 'Waits to be retried' })).toHaveTextContent(
    'Ada: Unauthorized',
  );
  expect(screen.getByText(/The log can’t be read\./)).toBeInTheDocument();
});
