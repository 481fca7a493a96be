import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { Finding, Listed, Report } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import { toasts } from '$lib/ui';
import View from './View.svelte';

const listed: Listed[] = [
  { id: 'name-resolves', level: 'reach', title: 'Name resolves' },
  { id: 'token-accepted', level: 'auth', title: 'Token is accepted' },
];

function finding(more: Partial<Finding> = {}): Finding {
  return {
    id: 'name-resolves',
    level: 'reach',
    verdict: 'pass',
    title: 'Name resolves',
    summary: '3 addresses',
    question: 'Is the name known?',
    saw: 'Three addresses.',
    why: 'Okta asks the same name.',
    todo: '',
    duration_ms: 4,
    exchanges: [],
    facts: {},
    ...more,
  };
}

const refused = finding({
  id: 'token-accepted',
  level: 'auth',
  verdict: 'fail',
  title: 'The token is refused',
  summary: '401',
  saw: 'The answer was *401*.',
  why: 'Okta is refused in the same way.',
  todo: 'Choose `+ GENERATE` and paste the new token.',
  exchanges: [
    {
      method: 'GET',
      url: 'https://scim.example/v2/Users',
      request_headers: [{ name: 'authorization', value: 'Bearer ••••3f9a' }],
      request_body: null,
      status: 401,
      http_version: 'HTTP/2',
      response_headers: [],
      response_body: null,
      response_bytes: 0,
      response_truncated: false,
      total_ms: 52,
      first_byte_ms: 52,
      attempts: 1,
      waited_ms: 0,
      error: null,
    },
  ],
});

function report(more: Partial<Report> = {}): Report {
  return {
    url: 'https://scim.example/v2',
    token_hint: '…3f9a',
    started_at: new Date().toISOString(),
    duration_ms: 1400,
    verdict: 'fail',
    headline: 'ConfigCat refuses the token.',
    advice: 'Nothing can be synced until it is replaced.',
    cancelled: false,
    findings: [finding(), refused],
    waterfall: { dns_ms: 4, tcp_ms: 11, tls_ms: null, first_byte_ms: 48 },
    ...more,
  };
}

let stop: () => void = () => undefined;

beforeEach(() => {
  stop();
  router.go('connection');
  session.report = null;
  session.checking = null;
});

async function start(more: Answers = {}): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    check_list: () => ({ checks: listed }),
    check_start: () => ({ job: 7 }),
    ...more,
  });
  stop = await session.start();
  router.go('connection');
  render(View);
  await screen.findByText('Name resolves');
  return fake;
}

const row = (id: string) => document.querySelector<HTMLElement>(`[data-check="${id}"]`) as HTMLElement;

it('draws every check before it is asked, under its level', async () => {
  await start();
  expect(screen.getByText('The connection was not checked yet.')).toBeInTheDocument();
  const reach = screen.getByRole('list', { name: 'Reach' });
  expect(within(reach).getAllByRole('button')).toHaveLength(1);
  expect(row('token-accepted')).toHaveTextContent('not run');
  expect(row('token-accepted').dataset.verdict).toBe('open');
});

it('fills each check in as its answer comes, and can be cancelled', async () => {
  const fake = await start({ job_cancel: () => ({}) });
  await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
  fake.tell({ kind: 'check', job: 7, event: { kind: 'started', id: 'name-resolves' } });
  await waitFor(() => expect(row('name-resolves')).toHaveTextContent('asking'));
  fake.tell({ kind: 'check', job: 7, event: { kind: 'ended', finding: finding() } });
  await waitFor(() => expect(row('name-resolves').dataset.verdict).toBe('pass'));
  expect(row('name-resolves')).toHaveTextContent('3 addresses');
  expect(row('token-accepted')).toHaveTextContent('waiting');
  expect(screen.getByRole('status')).toHaveTextContent('1 of 2 answered so far.');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(fake.asked('job_cancel')).toEqual([{ job: 7 }]);
  fake.tell({ kind: 'check_ended', job: 7, report: report({ cancelled: true, findings: [finding()] }) });
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('The check was cancelled.'));
  expect(row('name-resolves').dataset.verdict).toBe('pass');
  expect(row('token-accepted')).toHaveTextContent('not run');
});

it('says the verdict in one sentence and shows the worst finding with what to do', async () => {
  await start({ check_last: () => ({ report: report() }) });
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('ConfigCat refuses the token.'));
  const panel = screen.getByRole('complementary', { name: 'Finding' });
  expect(within(panel).getByRole('heading', { name: 'The token is refused' })).toBeInTheDocument();
  expect(panel).toHaveTextContent('What we saw The answer was 401.');
  expect(panel).toHaveTextContent('Why it matters Okta is refused in the same way.');
  expect(panel).toHaveTextContent('What to do Choose + GENERATE and paste the new token.');
  expect(panel).toHaveTextContent('Authorization: Bearer ••••3f9a');
});

it('turns to what the run found when another check was being looked at', async () => {
  const fake = await start({ check_last: () => ({ report: report({ findings: [finding()] }) }) });
  await userEvent.click(row('name-resolves'));
  expect(router.part).toBe('name-resolves');
  fake.tell({ kind: 'check_ended', job: 7, report: report() });
  expect(await screen.findByRole('heading', { name: 'The token is refused' })).toBeInTheDocument();
});

it('tells a check that was skipped from one that was not run, with its reason', async () => {
  const skipped = finding({ verdict: 'skip', summary: 'plain http' });
  await start({ check_last: () => ({ report: report({ findings: [skipped] }) }) });
  await waitFor(() => expect(row('name-resolves')).toHaveTextContent('plain http'));
  expect(within(row('name-resolves')).getByRole('img', { name: 'Not asked' })).toHaveAttribute(
    'data-state',
    'skipped',
  );
  expect(within(row('token-accepted')).getByRole('img')).toHaveAttribute('data-state', 'open');
});

it('shows where the time went, without the parts that did not happen', async () => {
  await start({ check_last: () => ({ report: report() }) });
  expect(await screen.findByText('DNS 4 · TCP 11 · first byte 48 ms')).toBeInTheDocument();
});

it('moves through the checks by arrows', async () => {
  await start({ check_last: () => ({ report: report() }) });
  await waitFor(() => expect(row('token-accepted')).toHaveAttribute('aria-current', 'true'));
  row('token-accepted').focus();
  await userEvent.keyboard('{ArrowUp}');
  await waitFor(() => expect(row('name-resolves')).toHaveFocus());
  expect(screen.getByRole('complementary', { name: 'Finding' })).toHaveTextContent('Three addresses.');
});

it('copies request and answer as they are shown, masked', async () => {
  const fake = await start({
    check_last: () => ({ report: report() }),
    text_copy: () => ({ clears_after: null }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Copy request and answer' }));
  expect(fake.asked('text_copy')[0]?.text).toMatch(
    /^GET https:\/\/scim\.example\/v2\/Users\nAuthorization: Bearer ••••3f9a/,
  );
});

it('copies the report for support', async () => {
  const fake = await start({
    check_last: () => ({ report: report() }),
    check_support: () => ({ text: '# Report' }),
    text_copy: () => ({ clears_after: null }),
  });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Copy for support' })).toBeEnabled());
  await userEvent.click(screen.getByRole('button', { name: 'Copy for support' }));
  expect(fake.asked('text_copy')).toEqual([{ text: '# Report' }]);
  await waitFor(() => expect(toasts.shown.at(-1)?.text).toContain('secrets masked'));
});

it('says why a check could not start, and leads to the connection', async () => {
  await start({
    check_start: () => {
      throw {
        code: 'not-connected',
        message: 'ConfigCat’s SCIM endpoint is not connected.',
        why: '',
        remedy: 'Enter SCIM URL and token in Settings.',
        evidence: null,
      };
    },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('is not connected');
  expect(screen.getByRole('button', { name: 'Check now' })).toBeEnabled();
  await userEvent.click(screen.getByRole('button', { name: 'Open the connection’s settings' }));
  expect(location.hash).toBe('#/settings/scim');
});

it('checks now with Ctrl+Enter', async () => {
  const fake = await start();
  const hear = vi.fn((event: KeyboardEvent) => onKey(event));
  window.addEventListener('keydown', hear);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  window.removeEventListener('keydown', hear);
  expect(fake.asked('check_start')).toHaveLength(1);
});

it('offers the URL at which the endpoint was found, asks before it replaces the kept one, and checks again', async () => {
  const kept = profileView(real);
  const right = 'https://scim.example/scim/v2';
  const lost = finding({ ...refused, title: 'There is nothing at the URL', facts: { 'right url': right } });
  const fake = await start({
    scim_save: ({ url }) => ({
      connections: { ...kept.connections, scim: { ...kept.connections.scim, address: url } },
      cleaned: [],
    }),
  });
  fake.tell({ kind: 'check_ended', job: 7, report: report({ findings: [finding(), lost] }) });
  const use = await screen.findByRole('button', { name: 'Use this URL' });
  await userEvent.click(use);
  const dialog = screen.getByRole('dialog', { name: 'Use this SCIM URL?' });
  expect(dialog).toHaveTextContent(kept.connections.scim.address);
  expect(dialog).toHaveTextContent(right);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(fake.asked('scim_save')).toHaveLength(0);
  await userEvent.click(use);
  await userEvent.click(screen.getByRole('button', { name: 'Use it and check' }));
  await waitFor(() => expect(fake.asked('check_start')).toHaveLength(1));
  // Nothing typed for the token keeps the one that is kept.
  expect(fake.asked('scim_save')).toEqual([{ url: right, token: '' }]);
  expect(screen.queryByRole('button', { name: 'Use this URL' })).toBeNull();
});
