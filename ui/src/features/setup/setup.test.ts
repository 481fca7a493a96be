import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { GuideView } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, connections, practice as practiceRow, profileView, real } from '$lib/testdata';
import { practiceView } from '../practice/testdata';
import { forget } from './kept.svelte';
import { guide, progress, proof, state, step } from './testdata';
import View from './View.svelte';

const half = () =>
  progress(
    state('enable-scim', 'proven'),
    state('connector-settings', 'failing', { proof: proof() }),
    state('start', 'open'),
  );

let stop = () => undefined as void;

/** Starts the window on a made-up backend, with a profile open. */
async function begin(row: typeof real, answers: Answers = {}, okta: 'live' | 'unset' = 'live') {
  const view = profileView(row, { okta: connection({ which: 'okta', status: okta }) });
  const fake = fakeBackend({
    boot: () => boot({ open: view }),
    guide: () => guide,
    guide_progress: half,
    guide_verify: half,
    practice_view: () => practiceView(),
    check_last: () => ({ report: null }),
    ...answers,
  });
  stop = await session.start();
  return fake;
}

async function place(row: typeof real, answers: Answers = {}, step?: string) {
  if (step) router.go('setup', step);
  const fake = await begin(row, answers);
  render(View);
  await screen.findByRole('navigation', { name: 'Steps of the guide' });
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Check again' })).not.toHaveAttribute('aria-busy'),
  );
  return fake;
}

const list = () => screen.getByRole('navigation', { name: 'Steps of the guide' });
const inList = (name: RegExp) => within(list()).getByRole('button', { name });
const heading = () => document.querySelector('[data-heading]');

beforeEach(() => {
  router.go('setup');
  window.addEventListener('keydown', onKey);
});

afterEach(() => {
  window.removeEventListener('keydown', onKey);
  forget();
  stop();
  session.view = session.connections = session.progress = null;
  vi.useRealTimers();
});

it('opens where the walk goes on', async () => {
  await place(real);
  expect(heading()).toHaveTextContent('Connector settings');
  expect(screen.getByText('Provisioning (SCIM) · step 2 of 2')).toBeInTheDocument();
  expect(router.part).toBe('connector-settings');
});

it('opens at the step that its address names', async () => {
  await place(real, {}, 'start');
  expect(heading()).toHaveTextContent('Start provisioning');
});

it('leads from a step that the guide does not have to where the walk goes on', async () => {
  await place(real, {}, 'no-such-step');
  await waitFor(() => expect(router.part).toBe('connector-settings'));
});

it('counts what is proven, ticked and failing', async () => {
  await place(real);
  expect(within(list()).getByRole('img', { name: '1 proven · 1 needs you' })).toBeInTheDocument();
});

it('folds a finished stage to one line and unfolds it on click', async () => {
  const done = progress(
    state('enable-scim', 'proven'),
    state('connector-settings', 'ticked'),
    state('start', 'open'),
  );
  await place(real, { guide_progress: () => done, guide_verify: () => done });
  const stage = inList(/Provisioning \(SCIM\)\s*2 of 2/);
  expect(stage).toHaveAttribute('aria-expanded', 'false');
  expect(within(list()).queryByRole('button', { name: /Enable SCIM/ })).toBeNull();
  await userEvent.click(stage);
  expect(inList(/Enable SCIM provisioning/)).toBeInTheDocument();
});

it('walks through the list with arrows', async () => {
  await place(real);
  inList(/Connector settings/).focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(heading()).toHaveTextContent('Enable SCIM provisioning');
  expect(inList(/Enable SCIM provisioning/)).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
  expect(inList(/Provisioning \(SCIM\)/)).toHaveAttribute('aria-expanded', 'false');
});

it('names what is wrong, what to do, and the evidence, and marks it in the words and in the drawing', async () => {
  await place(real);
  const card = screen.getByRole('region', { name: 'Proof' });
  expect(card).toHaveTextContent('Push Groups is not ticked');
  expect(card).toHaveTextContent('Tick Push Groups and save.');
  expect(card).toHaveTextContent('seen by Okta');
  expect(card.querySelector('[data-point="push-groups"]')).toHaveAttribute('data-mark', 'bad');
  expect(card.querySelector('[data-point="push-groups"]')).toHaveTextContent('GROUP_PUSH is missing');
  const drawn = document.querySelector('figure .choice.bad');
  expect(drawn).toHaveTextContent('Push Groups');
  // As it was seen: not ticked.
  expect(drawn?.querySelector('.on')).toBeNull();
  const key = [...document.querySelectorAll('.instructions [data-key]')].find(
    (each) => each.textContent === 'Push Groups',
  );
  expect(key).toHaveClass('bad');
});

it('says which connection would show more, and leads to it', async () => {
  await begin(real, {}, 'unset');
  render(View);
  await userEvent.click(await screen.findByRole('button', { name: 'Connect Okta' }));
  expect([router.place, router.part]).toEqual(['settings', 'okta']);
});

it('copies a secret through Rust and never holds it', async () => {
  const fake = await place(real, { secret_copy: () => ({ clears_after: 60 }) });
  await userEvent.click(screen.getByRole('button', { name: 'Copy SCIM token' }));
  expect(fake.asked('secret_copy')).toEqual([{ which: 'scim' }]);
});

it('says of a value that is not known what to do', async () => {
  const missing = {
    ...guide,
    values: [
      { value: 'scim_url' as const, text: '', secret: false, missing: 'Enter it under `Connection`.' },
    ],
  };
  await place(real, { guide: () => missing });
  expect(screen.getByText(/Enter it under/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Copy SCIM URL' })).toBeNull();
});

it('ticks a step by hand and takes the tick back', async () => {
  const at = (ticked: boolean) =>
    progress(
      state('enable-scim', 'proven'),
      state('connector-settings', 'proven'),
      state('start', ticked ? 'ticked' : 'open'),
    );
  const fake = await place(
    real,
    {
      guide_progress: () => at(false),
      guide_verify: () => at(false),
      guide_tick: ({ ticked }) => at(ticked),
    },
    'start',
  );
  await userEvent.click(screen.getByRole('button', { name: 'I did this' }));
  expect(await screen.findByText(/Ticked by you/)).toBeInTheDocument();
  expect(screen.getByText('You ticked this by hand.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByRole('button', { name: 'I did this' });
  expect(fake.asked('guide_tick')).toEqual([
    { step: 'start', ticked: true },
    { step: 'start', ticked: false },
  ]);
});

it('offers no tick where a connection saw that it is wrong', async () => {
  await place(real);
  expect(screen.queryByRole('button', { name: 'I did this' })).toBeNull();
});

it('opens the page in the browser, by click or by Ctrl+Enter', async () => {
  const fake = await place(real, { guide_open: () => ({ kind: 'browser', url: 'https://okta.example' }) });
  await userEvent.click(screen.getByRole('button', { name: 'Open Provisioning in Okta' }));
  expect(await screen.findByText(/open in your browser/)).toBeInTheDocument();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(fake.asked('guide_open')).toEqual([{ page: 'okta_provisioning' }, { page: 'okta_provisioning' }]),
  );
  expect(screen.queryByRole('region', { name: 'Practice panel' })).toBeNull();
});

it('opens the practice panel beside the step, at the tab that the step means', async () => {
  await place(practiceRow, { guide_open: ({ page }) => ({ kind: 'panel', page }) });
  await userEvent.click(screen.getByRole('button', { name: 'Open Provisioning in Okta' }));
  const panel = await screen.findByRole('region', { name: 'Practice panel' });
  expect(within(panel).getByRole('tab', { name: 'Integration', selected: true })).toBeInTheDocument();
  await userEvent.click(within(panel).getByRole('button', { name: 'Close the practice panel' }));
  expect(screen.queryByRole('region', { name: 'Practice panel' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show Practice Okta' }));
  expect(screen.getByRole('region', { name: 'Practice panel' })).toBeInTheDocument();
});

it('opens the page of a step for whoever was sent there for a field', async () => {
  const fake = await place(practiceRow, { guide_open: ({ page }) => ({ kind: 'panel', page }) });
  router.go('setup', 'connector-settings', 'page');
  const panel = await screen.findByRole('region', { name: 'Practice panel' });
  expect(within(panel).getByRole('tab', { name: 'Integration', selected: true })).toBeInTheDocument();
  expect(router.parts).toEqual(['connector-settings']);
  expect(fake.asked('guide_open')).toEqual([{ page: 'okta_provisioning' }]);
});

it('takes the panel along to the page of the next step', async () => {
  await place(practiceRow, { guide_open: ({ page }) => ({ kind: 'panel', page }) });
  await userEvent.click(screen.getByRole('button', { name: 'Open Provisioning in Okta' }));
  await screen.findByRole('region', { name: 'Practice panel' });
  await userEvent.click(screen.getByRole('button', { name: /Next step/ }));
  expect(heading()).toHaveFocus();
  expect(await screen.findByRole('button', { name: 'START FOR ALL USERS' })).toBeInTheDocument();
});

it('tells why a page could not be opened', async () => {
  await place(real, {
    guide_open: () => {
      throw {
        code: 'desktop-failed',
        message: 'No browser answered.',
        why: '',
        remedy: 'Open it by hand.',
        evidence: null,
      };
    },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Open Provisioning in Okta' }));
  expect(await screen.findByText('No browser answered.')).toBeInTheDocument();
});

it('looks again by itself when the window comes back, once for many calls', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const fake = await place(real);
  const before = fake.asked('guide_verify').length;
  fake.tell({ kind: 'window_focused' });
  fake.tell({ kind: 'window_focused' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(fake.asked('guide_verify').length).toBe(before + 1);
});

it('looks again after practice changed, and not when it turns out that nothing did', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let view = practiceView();
  const fake = await place(practiceRow, { practice_view: () => view });
  await vi.advanceTimersByTimeAsync(1000);
  const before = fake.asked('guide_verify').length;
  fake.tell({ kind: 'practice_changed' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(fake.asked('guide_verify').length).toBe(before);
  view = practiceView({ okta: { waiting: 1 } });
  fake.tell({ kind: 'practice_changed' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(fake.asked('guide_verify').length).toBe(before + 1);
});

it('looks again when a connection was made, and not because a look told how the connections answer', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const fake = await place(real);
  await vi.advanceTimersByTimeAsync(1000);
  const before = fake.asked('guide_verify').length;
  const okta = connection({ which: 'okta', status: 'live' });
  fake.tell({ kind: 'connections', connections: connections({ okta: { ...okta, status: 'failing' } }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(fake.asked('guide_verify').length).toBe(before);
  const configcat = connection({ which: 'configcat', status: 'live', account: 'ana' });
  fake.tell({ kind: 'connections', connections: connections({ okta, configcat }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(fake.asked('guide_verify').length).toBe(before + 1);
});

it('keeps focus and typing through a look', async () => {
  let view = practiceView();
  const fake = await place(practiceRow, {
    practice_view: () => view,
    guide_open: ({ page }) => ({ kind: 'panel', page }),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Open Provisioning in Okta' }));
  const panel = await screen.findByRole('region', { name: 'Practice panel' });
  await userEvent.click(within(panel).getByRole('button', { name: 'Edit' }));
  const field = within(panel).getByLabelText('Authorization');
  await userEvent.type(field, 'half a tok');
  const before = fake.asked('guide_verify').length;
  view = practiceView({ okta: { waiting: 2 } });
  fake.tell({ kind: 'practice_changed' });
  await waitFor(() => expect(fake.asked('guide_verify').length).toBeGreaterThan(before), { timeout: 3000 });
  expect(field).toHaveValue('half a tok');
  expect(field).toHaveFocus();
});

it('keeps its buttons through a look, and takes a press that the end of the look drew away', async () => {
  const fake = await place(real);
  const next = screen.getByRole('button', { name: /Next step/ });
  const title = heading()?.textContent;
  const at = { bubbles: true, button: 0, clientX: 100, clientY: 100 };
  const before = fake.asked('guide_verify').length;
  next.dispatchEvent(new PointerEvent('pointerdown', at));
  fake.tell({ kind: 'window_focused' });
  await waitFor(() => expect(fake.asked('guide_verify').length).toBeGreaterThan(before), { timeout: 3000 });
  await waitFor(() => expect(screen.queryByText('Looking…')).toBeNull());
  expect(screen.getByRole('button', { name: /Next step/ })).toBe(next);
  heading()?.dispatchEvent(new PointerEvent('pointerup', at));
  await waitFor(() => expect(heading()?.textContent).not.toBe(title));
});

it('goes on following the steps for whoever left the place and came back', async () => {
  await begin(real);
  const { unmount } = render(View);
  await screen.findByRole('navigation', { name: 'Steps of the guide' });
  unmount();
  render(View);
  await screen.findByRole('navigation', { name: 'Steps of the guide' });
  session.progress = progress(
    state('enable-scim', 'proven'),
    state('connector-settings', 'proven'),
    state('start', 'open'),
  );
  await waitFor(() => expect(inList(/^Proven Connector settings/)).toBeInTheDocument());
});

it('shows a closing page once every step is proven or ticked', async () => {
  const all = progress(
    state('enable-scim', 'proven'),
    state('connector-settings', 'proven'),
    state('start', 'ticked'),
  );
  await begin(real, { guide_progress: () => all, guide_verify: () => all });
  render(View);
  expect(
    await screen.findByRole('heading', { name: /Okta’s groups decide who gets in/ }),
  ).toBeInTheDocument();
  expect(screen.getByText(/2 steps of 3 proven/)).toBeInTheDocument();
  await userEvent.click(within(screen.getByRole('region', { name: 'On your word' })).getByRole('button'));
  expect(heading()).toHaveTextContent('Start provisioning');
});

it('says what went wrong when the guide can’t be read, and tries again', async () => {
  let broken = true;
  await begin(real, {
    guide: () => {
      if (broken)
        throw {
          code: 'storage-failed',
          message: 'The database could not be read.',
          why: '',
          remedy: '',
          evidence: null,
        };
      return guide;
    },
  });
  render(View);
  expect(await screen.findByText('The database could not be read.')).toBeInTheDocument();
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('navigation', { name: 'Steps of the guide' })).toBeInTheDocument();
});

const addresses = step({
  id: 'saml-addresses',
  number: '2.2',
  title: 'Entity ID and sign-on address',
  drawing: null,
  instructions: [{ text: 'Paste', values: ['entity_id'], note: '' }],
});
const withAddresses = (entityId: string): GuideView => ({
  stages: [...guide.stages, { id: 'sign-in', title: 'Sign-in', steps: [addresses] }],
  values: [
    ...guide.values,
    { value: 'entity_id', text: entityId, secret: false, missing: entityId ? '' : 'Copy it.' },
    { value: 'acs_url', text: '', secret: false, missing: 'Copy it.' },
  ],
});

it('keeps the addresses of ConfigCat’s page, shows them where they are needed, and looks again', async () => {
  const fake = await place(
    real,
    { guide: () => withAddresses(''), guide_values: ({ entity_id }) => withAddresses(entity_id) },
    'saml-addresses',
  );
  const form = screen.getByRole('form', { name: 'What ConfigCat’s page shows' });
  const keep = within(form).getByRole('button', { name: 'Keep them' });
  expect(keep).toBeDisabled();
  await userEvent.type(within(form).getByLabelText('Entity ID'), ' urn:configcat:1 ');
  const looks = fake.asked('guide_verify').length;
  await userEvent.click(keep);
  expect(fake.asked('guide_values')).toEqual([{ entity_id: 'urn:configcat:1', acs_url: '' }]);
  await waitFor(() => expect(fake.asked('guide_verify').length).toBeGreaterThan(looks));
});

it('asks for no addresses in practice, which knows its own', async () => {
  await place(practiceRow, { guide: () => withAddresses('urn:practice') }, 'saml-addresses');
  expect(screen.queryByRole('form', { name: 'What ConfigCat’s page shows' })).toBeNull();
});
