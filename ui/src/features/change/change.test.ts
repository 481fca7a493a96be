import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Problem } from '$lib/backend';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { ChangeLine, GuideView, ListReport, Status, Step } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, profileView, real, sidebarAnswers } from '$lib/testdata';
import { changing } from './change.svelte';
import ChangePage from './ChangePage.svelte';
import DoIt from './DoIt.svelte';
import Left from './Left.svelte';
import { fold, stateOf, stepOfList } from './tasks';
import { adds, changes, creates, group, line, plan, preflight } from './testdata';

const okta = connection({
  which: 'okta',
  status: 'live',
  okta_app: { id: '0oa1', label: 'ConfigCat', chosen: false },
});

const step = (id: string, number: string, title: string): Step => ({
  id,
  number,
  title,
  why: '',
  place: 'okta',
  page: null,
  instructions: [],
  cautions: [],
  drawing: null,
  proven_by: ['okta'],
  proof_note: '',
  optional: false,
});
const pushGroups = step('push-groups', '4.3', 'Push groups');
const guide: GuideView = { stages: [], values: [] };

const readers = group('Readers', { assigned: true });
const writers = group('Writers');
const auditors = group('Auditors', { push: 'ACTIVE' });
const broken = group('Broken', { push: 'ERROR' });

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  changing.begin('');
  await tick();
  window.addEventListener('keydown', onKey);
});
afterEach(() => window.removeEventListener('keydown', onKey));

async function started(answers: Answers = {}): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real, { okta }) }),
    okta_groups: () => ({ groups: [auditors, broken, readers, writers], more: false }),
    change_plan: () => plan([creates(1), line(2)]),
    change_start: () => ({ job: 7 }),
    change_go_on: () => ({ job: 8 }),
    change_open: () => ({ lists: [] }),
    guide_values: () => guide,
    ...answers,
  });
  stop = await session.start();
  return fake;
}

async function page(at: Step = pushGroups, answers: Answers = {}, entityId = ''): Promise<Fake> {
  const fake = await started(answers);
  router.go('setup', at.id, 'do');
  const known = { label: 'ConfigCat', entityId, acsUrl: '' };
  render(ChangePage, { step: at, known, onguide: () => undefined });
  await tick();
  return fake;
}

const box = (name: RegExp) => screen.findByRole('checkbox', { name });
const show = () => screen.getByRole('button', { name: 'Show what will be done' });

/** Chooses Readers, and looks at what would be done. */
async function preview(answers: Answers = {}): Promise<Fake> {
  const fake = await page(pushGroups, answers);
  await userEvent.click(await box(/^Readers/));
  await userEvent.click(show());
  await screen.findByRole('list', { name: 'What will be done in Okta' });
  return fake;
}

const report = (lines: ChangeLine[], more: Partial<ListReport> = {}): ListReport => ({
  list: changes(lines),
  finished: true,
  cancelled: false,
  headline: '2 changes are done.',
  next: '',
  ...more,
});

it('does not let one group have both roles, and says why', async () => {
  await page();
  expect(await box(/^Readers/)).toBeEnabled();
  expect(await box(/^Auditors/)).toBeDisabled();
  await userEvent.click(await box(/^Readers/));
  await userEvent.click(screen.getByRole('radio', { name: 'The groups themselves' }));
  expect(await box(/^Readers/)).toBeDisabled();
  expect(await box(/^Readers/)).toHaveAccessibleDescription(/can’t be pushed itself/);
  expect(screen.getByText('No group chosen')).toBeInTheDocument();
  expect(show()).toBeDisabled();
});

it('does not let a pushed group be assigned', async () => {
  const fake = await page(step('assign-groups', '4.1', 'Assign groups'));
  expect(await box(/^Auditors/)).toBeDisabled();
  expect(await box(/^Auditors/)).toHaveAccessibleDescription(/can’t be assigned as well/);
  await userEvent.click(await box(/^Writers/));
  await userEvent.click(screen.getByRole('checkbox', { name: /^Push a group beside each/ }));
  await userEvent.click(show());
  await waitFor(() =>
    expect(fake.asked('change_plan')).toEqual([
      {
        wishes: [
          { kind: 'assign', groups: [writers.id] },
          { kind: 'push_beside', groups: [writers.id], scheme: '{name} (push)' },
        ],
      },
    ]),
  );
});

it('looks for groups by the beginning of their name', async () => {
  const fake = await page();
  await box(/^Readers/);
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search groups' }), 'Wri');
  await waitFor(() => expect(fake.asked('okta_groups')).toEqual([{ text: '' }, { text: 'Wri' }]));
});

it('lists only what needs mending, and asks how', async () => {
  const fake = await page(step('push-status', '4.4', 'Every push group is active'));
  await userEvent.click(await box(/^Broken/));
  expect(screen.queryByRole('checkbox', { name: /^Auditors/ })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'Unlink and push anew' }));
  await userEvent.click(show());
  await waitFor(() =>
    expect(fake.asked('change_plan')).toEqual([
      { wishes: [{ kind: 'mend', group: broken.id, way: 'relink' }] },
    ]),
  );
});

it('keeps the addresses of an application that is to be made, and asks for what is missing', async () => {
  const fake = await page(step('name-app', '1.3', 'Name it'), {}, 'urn:configcat:1');
  expect(screen.getByLabelText('Entity ID')).toHaveValue('urn:configcat:1');
  expect(show()).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Assertion Consumer Service'), 'https://sso.example/acs');
  await userEvent.click(show());
  await waitFor(() => expect(fake.asked('change_plan')).toHaveLength(1));
  expect(fake.asked('guide_values')).toEqual([
    { entity_id: 'urn:configcat:1', acs_url: 'https://sso.example/acs' },
  ]);
  expect(fake.asked('change_plan')[0]?.wishes).toEqual([
    {
      kind: 'create_app',
      app: {
        label: 'ConfigCat',
        audience: 'urn:configcat:1',
        acs_url: 'https://sso.example/acs',
        user_name_template: '${source.email}',
      },
    },
  ]);
});

it('shows every line with the request as it will be sent, and what to know before', async () => {
  await preview({
    change_plan: () => ({
      ...plan([creates(1), line(2)]),
      list: changes([creates(1), line(2)], { cautions: ['“Readers” is empty.'] }),
      preflight: preflight({
        concerns: [
          {
            kind: 'domain',
            gravity: 'fail',
            title: '1 person would fail',
            why: 'The domain is not verified.',
            next: 'Verify it first.',
            about: ['mia@other.co'],
            people: ['00u1'],
          },
        ],
      }),
    }),
  });
  expect(screen.getByText('“Readers” is empty.')).toBeInTheDocument();
  const first = document.querySelector('[data-line="1"]') as HTMLElement;
  expect(first).toHaveTextContent('POST /api/v1/groups');
  expect(first).toHaveTextContent('"name": "Readers (push)"');
  expect(document.querySelector('[data-concern="domain"]')).toHaveTextContent('mia@other.co');
  expect(screen.getByText('1 group would come.')).toBeInTheDocument();
});

it('does not begin a list with a line that can’t be done', async () => {
  const trouble = { what: '“Readers” is assigned.', why: '', next: 'Push one beside it.', evidence: null };
  const fake = await preview({
    change_plan: () => plan([creates(1), line(2, { state: 'blocked', sends: '', body: null, trouble })]),
  });
  expect(screen.getByText('“Readers” is assigned.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Do 1 change in Okta' })).toBeDisabled();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(fake.asked('change_start')).toEqual([]);
});

it('does not begin what the look ahead forbids', async () => {
  await preview({
    change_plan: () => ({
      ...plan([creates(1), line(2)]),
      preflight: preflight({
        concerns: [
          { kind: 'limit', gravity: 'stop', title: 'Too many', why: '', next: '', about: [], people: [] },
        ],
      }),
    }),
  });
  expect(screen.getByRole('button', { name: 'Do 2 changes in Okta' })).toBeDisabled();
});

it('carries the list out line by line, and tells how it ended', async () => {
  const fake = await preview();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(fake.asked('change_start')).toEqual([{ id: 'list-1' }]);
  fake.tell({ kind: 'change', job: 7, event: { kind: 'started', number: 1 } });
  await waitFor(() =>
    expect(document.querySelector('[data-line="1"]')).toHaveAttribute('data-state', 'doing'),
  );
  const done = creates(1, { state: 'done', duration_ms: 80 });
  fake.tell({ kind: 'change', job: 7, event: { kind: 'ended', line: done } });
  await screen.findByText(/1 of 2 lines done/);
  fake.tell({ kind: 'change_ended', job: 7, report: report([done, line(2, { state: 'done' })]) });
  await screen.findByText('2 changes are done.');
  await userEvent.click(screen.getByRole('button', { name: 'Back to the step' }));
  expect(router.parts).toEqual(['push-groups']);
});

it('stops between two lines, and goes on where it stopped', async () => {
  const fake = await preview();
  await userEvent.click(screen.getByRole('button', { name: 'Do 2 changes in Okta' }));
  await userEvent.click(screen.getByRole('button', { name: 'Stop after this line' }));
  expect(fake.asked('job_cancel')).toEqual([{ job: 7 }]);
  const lines = [creates(1, { state: 'done' }), line(2)];
  const cancelled = { finished: false, cancelled: true, headline: 'Cancelled with 1 line left.' };
  fake.tell({ kind: 'change_ended', job: 7, report: report(lines, cancelled) });
  await screen.findByText('Cancelled with 1 line left.');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(fake.asked('change_go_on')).toEqual([{ id: 'list-1' }]);
  await screen.findByText(/1 of 2 lines done/);
});

it('says why a list did not begin, and leaves it on the screen', async () => {
  const refused: Problem = {
    code: 'busy',
    message: 'Another list is being carried out.',
    why: '',
    remedy: 'Wait for it.',
    evidence: null,
  } as unknown as Problem;
  await preview({
    change_start: () => {
      throw refused;
    },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Do 2 changes in Okta' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Another list is being carried out.');
  expect(screen.getByRole('button', { name: 'Do 2 changes in Okta' })).toBeEnabled();
});

it('says before anything is chosen that the credential may not do it', async () => {
  await page(pushGroups, {
    guide: () => guide,
    okta_credential: () => ({
      who: 'API token of ana@whisker.co',
      detail: 'Read-only Administrator',
      sees: [],
      changes: [
        {
          title: 'Create push groups',
          may: 'no',
          why: 'Its administrator may only read.',
          scopes: ['okta.groups.manage'],
          costs: [],
        },
      ],
      ends_unused_at: null,
    }),
  });
  expect(await screen.findByText(/may not do this/)).toBeInTheDocument();
  expect(screen.getByText('Its administrator may only read.')).toBeInTheDocument();
  // Pushing a group as it is makes no group.
  await userEvent.click(screen.getByRole('radio', { name: 'The groups themselves' }));
  expect(screen.queryByText(/may not do this/)).toBeNull();
});

it('goes back by Escape: from the list to the choice, from there to the step', async () => {
  await preview();
  await userEvent.keyboard('{Escape}');
  expect(await box(/^Readers/)).toBeChecked();
  await userEvent.keyboard('{Escape}');
  expect(router.parts).toEqual(['push-groups']);
});

it('offers a list that was left half done, to go on with or to give up', async () => {
  const left = changes([creates(1, { state: 'done' }), line(2)]);
  const fake = await started({
    change_open: () => ({ lists: [left] }),
    change_give_up: () => ({ lists: [] }),
  });
  await changing.load();
  render(Left);
  expect(await screen.findByText(/left half done: 1 of 2 lines done/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Give up' }));
  expect(fake.asked('change_give_up')).toEqual([{ id: 'list-1' }]);
  await waitFor(() => expect(screen.queryByText(/left half done/)).toBeNull());
});

it('goes on with a list that was left, on the page of its step', async () => {
  const fake = await started({ change_open: () => ({ lists: [changes([creates(1), line(2)])] }) });
  await changing.load();
  render(Left);
  await userEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  expect(fake.asked('change_go_on')).toEqual([{ id: 'list-1' }]);
  expect(router.parts).toEqual(['push-groups', 'do']);
});

async function offer(at: Step, how: Partial<typeof okta>, status: Status = 'open') {
  await started({ boot: () => boot({ open: profileView(real, { okta: { ...okta, ...how } }) }) });
  render(DoIt, { step: at, status });
}

it('offers to do a step only where it can', async () => {
  await offer(pushGroups, {});
  await userEvent.click(screen.getByRole('button', { name: 'Let Catflap do it' }));
  expect(router.parts).toEqual(['push-groups', 'do']);
});

it.each([
  [pushGroups, { status: 'unset' as const }, 'Connect Okta'],
  [pushGroups, { okta_app: null }, 'Choose it in Settings'],
])('says what is missing', async (at, how, button) => {
  await offer(at, how);
  expect(screen.queryByRole('button', { name: 'Let Catflap do it' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: button }));
  expect(router.place).toBe('settings');
});

it('says of a step that Okta has no API for it', async () => {
  await offer(step('connector-settings', '3.3', 'Connector settings'), {});
  expect(screen.getByText('Okta has no API for this; Catflap proves it afterwards.')).toBeInTheDocument();
});

it('makes no second application', async () => {
  await offer(step('name-app', '1.3', 'Name it'), {});
  expect(screen.getByText(/“ConfigCat” is there already/)).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});

it('folds the people of a group into one line that counts them', () => {
  const people = ['ana', 'ben', 'cid', 'dot'].map((who, at) =>
    adds(at + 2, who, { state: at < 2 ? 'done' : 'planned' }),
  );
  const shown = fold([creates(1), ...people, line(6)]);
  expect(shown).toHaveLength(3);
  expect(shown[1]).toEqual({ members: people, group: 'Readers (push)' });
  expect(fold([creates(1), ...people.slice(0, 2), line(4)])).toHaveLength(4);
  expect(stateOf(people)).toBe('planned');
  expect(stateOf(people.map((each) => ({ ...each, state: 'already_so' })))).toBe('already_so');
  expect(stateOf([...people, adds(9, 'eve', { state: 'failed' })])).toBe('failed');
});

it('knows the step that a list belongs to', () => {
  expect(stepOfList(changes([creates(1), line(2)]))).toBe('push-groups');
  const assign = { kind: 'assign_group', group: { id: '00g1', name: 'Readers' } } as const;
  expect(stepOfList(changes([line(1, { change: assign }), creates(2)]))).toBe('assign-groups');
});
