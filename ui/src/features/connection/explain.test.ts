import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { Explained, Explanation, Judged, Report } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import View from './View.svelte';

const known: Explanation = {
  known: true,
  cause: 'token-refused',
  title: 'The token that Okta sends is not accepted',
  about: 'It is about mia@whisker.co.',
  means: 'The endpoint answered 401.',
  change: 'Make a new token with `REGENERATE`.',
  proof: 'The check of the token is answered 401.',
  confidence: 'certain',
  names: { people: ['mia@whisker.co'], groups: [], app: null, host: null, status: 401 },
  recognised_by: ['unauthorized'],
  confirmed_by: ['token-accepted'],
  ruled_out_by: ['token-accepted'],
  rehearsed_by: [],
  others: [{ cause: 'wrong-url', title: 'There is no SCIM endpoint at the URL', in_text: false }],
  source: 'Okta support',
};

const unknown: Explanation = {
  ...known,
  known: false,
  cause: null,
  title: 'Catflap does not know this error',
  confidence: null,
  recognised_by: [],
  source: '',
};

const judged: Judged = {
  act_on: 'token-refused',
  standing: 'confirmed',
  headline: 'The token is not accepted: the check says so too.',
  change: 'Replace the token.',
  causes: [
    {
      cause: 'token-refused',
      title: 'The token is not accepted',
      standing: 'confirmed',
      in_text: true,
      because: ['token-accepted'],
      rows: [],
    },
    {
      cause: 'host-unknown',
      title: 'No such host',
      standing: 'not_seen_here',
      in_text: false,
      because: [],
      rows: [],
    },
    {
      cause: 'wrong-url',
      title: 'No endpoint',
      standing: 'ruled_out',
      in_text: false,
      because: [],
      rows: [],
    },
  ],
};

const said = (explanation: Explanation, more: Partial<Explained> = {}): Explained => ({
  explanation,
  judged: null,
  checked_at: null,
  field: null,
  ...more,
});

const report: Report = {
  url: 'https://scim.example/v2',
  token_hint: '…3f9a',
  started_at: new Date().toISOString(),
  duration_ms: 10,
  verdict: 'fail',
  headline: 'The token is refused.',
  advice: '',
  cancelled: false,
  findings: [],
  waterfall: null,
};

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  session.checking = null;
  await tick();
});

async function start(more: Answers = {}): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    check_list: () => ({
      checks: [{ id: 'token-accepted', level: 'auth', title: 'Token is accepted' }],
    }),
    check_history: () => ({ runs: [] }),
    rehearsal_last: () => ({ rehearsal: null, left: [] }),
    check_start: () => ({ job: 7 }),
    explain: ({ text }) => said(text.includes('Unauthorized') ? known : unknown),
    ...more,
  });
  stop = await session.start();
  router.go('connection');
  render(View);
  await userEvent.click(await screen.findByRole('button', { name: 'Paste the Okta error' }));
  return fake;
}

const field = () => screen.getByRole('textbox', { name: 'The error as Okta shows it' });
const panel = () => screen.getByRole('complementary', { name: 'What Okta’s error means' });

it('explains what is pasted as soon as it is there, with the cause, whom it is about and what to change', async () => {
  const fake = await start();
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Error authenticating: Unauthorized');
  expect(await screen.findByRole('heading', { name: known.title })).toBeInTheDocument();
  expect(panel()).toHaveTextContent('Hardly a doubt');
  expect(panel()).toHaveTextContent('It is about mia@whisker.co.');
  expect(panel()).toHaveTextContent('What to change Make a new token with REGENERATE.');
  expect(panel()).toHaveTextContent('Recognised by unauthorized');
  expect(panel()).toHaveTextContent('It may also be There is no SCIM endpoint at the URL');
  expect(fake.asked('explain')).toEqual([{ text: 'Error authenticating: Unauthorized' }]);
});

it('says that it does not know an error, and shows the nearest', async () => {
  await start();
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('the goldfish is away');
  expect(await screen.findByRole('heading', { name: unknown.title })).toBeInTheDocument();
  expect(panel()).toHaveTextContent('Not known');
  expect(panel()).toHaveTextContent('The nearest that Catflap knows There is no SCIM endpoint at the URL');
});

it('checks the connection by itself, and says which causes are confirmed and which are ruled out', async () => {
  let checked = false;
  const fake = await start({
    explain: () => said(known, checked ? { judged, checked_at: report.started_at } : {}),
  });
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Unauthorized');
  await waitFor(() => expect(fake.asked('check_start')).toHaveLength(1));
  checked = true;
  fake.tell({ kind: 'check_ended', job: 7, report });
  expect(await screen.findByText(judged.headline)).toBeInTheDocument();
  expect(panel()).toHaveTextContent('Confirmed: The token is not accepted');
  expect(panel()).toHaveTextContent('Not seen from here: No such host');
  expect(panel()).toHaveTextContent('Ruled out: No endpoint');
  expect(panel()).toHaveTextContent('What to change Replace the token.');
  expect(within(panel()).getByRole('link', { name: 'Token is accepted' })).toHaveAttribute(
    'href',
    '#/connection/token-accepted',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
  expect(fake.asked('check_start')).toHaveLength(2);
});

it('does not check again what was checked a moment ago, nor for a text that tells of nothing', async () => {
  const fake = await start({
    explain: ({ text }) =>
      text === 'lunch'
        ? said({ ...unknown, others: [] })
        : said(known, { judged, checked_at: new Date().toISOString() }),
  });
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Unauthorized');
  await screen.findByText(judged.headline);
  await userEvent.clear(field());
  await userEvent.paste('lunch');
  await screen.findByRole('heading', { name: unknown.title });
  expect(fake.asked('check_start')).toHaveLength(0);
});

it('does not begin anew by itself when the check it began is cancelled', async () => {
  const fake = await start();
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Unauthorized');
  await waitFor(() => expect(fake.asked('check_start')).toHaveLength(1));
  fake.tell({ kind: 'check_ended', job: 7, report: { ...report, cancelled: true } });
  await waitFor(() => expect(fake.asked('explain')).toHaveLength(2));
  await screen.findByRole('button', { name: 'Check this' });
  expect(fake.asked('check_start')).toHaveLength(1);
});

it('opens the page with the field to change, in practice at the step whose panel shows it', async () => {
  let practice = false;
  const page = 'okta_provisioning' as const;
  const fake = await start({
    explain: () =>
      said(known, { field: { page, label: 'Open Provisioning in Okta', step: 'connector-settings' } }),
    guide_open: () => (practice ? { kind: 'panel', page } : { kind: 'browser', url: 'https://okta.example' }),
  });
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Unauthorized');
  const open = await screen.findByRole('button', { name: 'Open Provisioning in Okta' });
  await userEvent.click(open);
  expect(fake.asked('guide_open')).toEqual([{ page }]);
  expect(router.place).toBe('connection');
  practice = true;
  await userEvent.click(open);
  await waitFor(() => expect(router.place).toBe('setup'));
  expect(router.parts).toEqual(['connector-settings', 'page']);
});

it('keeps what was typed while it is closed', async () => {
  await start();
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Unauthorized');
  await screen.findByRole('heading', { name: known.title });
  await userEvent.click(within(panel()).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('textbox', { name: 'The error as Okta shows it' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Paste the Okta error' }));
  expect(field()).toHaveValue('Unauthorized');
  expect(screen.getByRole('heading', { name: known.title })).toBeInTheDocument();
});

it('forgets what was pasted when another profile is open', async () => {
  await start();
  await waitFor(() => expect(field()).toHaveFocus());
  await userEvent.paste('Unauthorized');
  await screen.findByRole('heading', { name: known.title });
  session.view = null;
  await waitFor(() => expect(field()).toHaveValue(''));
  expect(screen.queryByRole('heading', { name: known.title })).toBeNull();
});
