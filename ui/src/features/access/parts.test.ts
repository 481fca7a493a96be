import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Problem } from '$lib/backend';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type {
  AccessRow,
  AccessView,
  Checklist,
  GuardFinding,
  PersonCard,
  WaysView,
} from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, profileView, real, sidebarAnswers } from '$lib/testdata';
import { toasts } from '$lib/ui';
import View from './View.svelte';

/** The parts of Access beside the matrix: the check-list, one person, and the plan as a file. */

const stop: GuardFinding = {
  guard: { kind: 'nobody_organization_admin', admin_groups: [] },
  severity: 'stop',
  message: 'Nobody would be Organization Admin.',
  remedy: 'Give it to a group.',
};

const plan: AccessView = {
  verdict: 'Nobody would lose anything.',
  read_at: '2026-05-12T10:00:00Z',
  fits: '',
  synced_users_most: 10_000,
  plan: {
    groups: [
      { name: 'Owners', organization_admin: true, billing_manager: false, permissions: {} },
      {
        name: 'Readers',
        organization_admin: false,
        billing_manager: false,
        permissions: { Shop: 'Readers' },
      },
    ],
  },
  people: [1, 2],
  products: [{ name: 'Shop', permission_groups: ['Admins', 'Readers'] }],
  products_read: true,
  guards: [],
  effect: { gain: 0, lose: 0, change: 0, unchanged: 3, nothing: 0 },
  touched: [],
  today_seen: true,
  groups_with_permissions: 2,
  synced_users: 3,
  can_undo: false,
};

const line = (id: string, title: string, more: Partial<Checklist['lines'][number]> = {}) => ({
  id,
  part: 'permissions' as const,
  title,
  text: 'Organization Admin',
  state: 'open' as const,
  seen: '',
  ...more,
});

const list = (more: Partial<Checklist> = {}): Checklist => ({
  lines: [
    line('g1', 'Owners'),
    line('g2', 'Readers', { text: 'Shop / Readers' }),
    line('p1', 'SET PRIORITY', { part: 'priority', text: '1. Owners · 2. Readers' }),
  ],
  done: 0,
  audit: { read_at: null, unseen: '', reach: '', since_edit: [] },
  text: '- [ ] Owners: Organization Admin',
  ...more,
});

const camila: AccessRow = {
  key: 'scim:u1',
  name: 'Camila Rojas',
  words: [],
  changes: [],
  notes: [],
  access: {
    user_name: 'camila@whisker.co',
    active: true,
    organization_admin: false,
    billing_manager: false,
    admin_from: [],
    billing_from: [],
    permissions: [{ product: 'Shop', permission_group: 'Readers', from_group: 'Readers', overrode: [] }],
    notes: [],
  },
};

const ways: WaysView = {
  goal: 'Camila Rojas should be Admins in Shop',
  met_already: false,
  ways: [
    {
      edits: [{ kind: 'give', group: 'Readers', product: 'Shop', permission_group: 'Admins' }],
      words: ['Give “Readers” the permission group “Admins” in Shop, in ConfigCat'],
      for_them: ['Shop / Readers → Admins'],
      others: 5,
      other_names: ['ana@whisker.co', 'ben@whisker.co', 'cy@whisker.co', 'dee@whisker.co'],
    },
    {
      edits: [{ kind: 'join', user_name: 'camila@whisker.co', group: 'Owners' }],
      words: ['Put camila@whisker.co into “Owners”, in Okta'],
      for_them: ['nothing → Organization Admin'],
      others: 0,
      other_names: [],
    },
  ],
  also: ['Camila Rojas is not synced yet.'],
};

let shown: AccessView;

beforeEach(() => {
  shown = plan;
  toasts.shown = [];
});

async function start(part: string[], answers: Answers = {}, configcat = true) {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () =>
      boot({
        open: profileView(real, {
          configcat: connection({ which: 'configcat', status: configcat ? 'live' : 'unset' }),
        }),
      }),
    plan: () => shown,
    plan_ahead: () => ({
      effect: plan.effect,
      gain: 1,
      lose: 0,
      change: 0,
      people: [],
      guards: [],
      verdict: 'Looked ahead.',
    }),
    plan_edit: () => shown,
    plan_save: () => shown,
    plan_checklist: () => list(),
    access_people: () => ({ total: 1, effect: null, rows: [camila] }),
    person: () => ({ person: { key: camila.key, name: camila.name }, access: camila }) as PersonCard,
    plan_ways: () => ways,
    text_copy: () => ({ clears_after: null }),
    ...answers,
  });
  await session.start();
  router.go('access', ...part);
  render(View);
  await screen.findByRole('tab', { name: /^Plan/ });
  return fake;
}

const problem: Problem = {
  code: 'input-unreadable',
  message: 'This is not a plan: line 2 has no name.',
  why: 'A plan that is read wrongly would show the wrong people as let in.',
  remedy: 'Give it a name.',
  evidence: null,
};

it('has a line for each thing to do, ticked by hand', async () => {
  let ticked = false;
  const fake = await start(['checklist'], {
    plan_checklist_tick: ({ on }) => {
      ticked = on;
      return list({ lines: [line('g1', 'Owners', { state: on ? 'ticked' : 'open' })], done: on ? 1 : 0 });
    },
  });
  await screen.findByRole('region', { name: 'Permissions: the gear of each group' });
  expect(screen.getByRole('region', { name: 'SET PRIORITY, top to bottom' })).toHaveTextContent('1. Owners');
  await userEvent.click(screen.getAllByRole('checkbox', { name: /^Owners/ })[0] as HTMLElement);
  expect(await screen.findByText('1 of 1 done', { selector: '[role=status]' })).toBeInTheDocument();
  expect(fake.asked('plan_checklist_tick')).toEqual([{ id: 'g1', on: true }]);
  expect(ticked).toBe(true);
});

it('ticks what the audit log saw, with who and when, and says what is to be done again', async () => {
  const fake = await start(['checklist'], {
    plan_checklist_look: () =>
      list({
        lines: [
          line('g1', 'Owners', { state: 'seen', seen: 'Changed by Lajos, today 14:02.' }),
          line('g2', 'Readers', { state: 'stale', seen: 'Changed by Lajos before the plan was edited.' }),
        ],
        done: 1,
        audit: {
          read_at: new Date().toISOString(),
          unseen: '',
          reach: 'The audit log was read 90 days back.',
          since_edit: [
            { at: new Date().toISOString(), who: 'Lajos', what: 'Provisioning rule changed: Owners' },
          ],
        },
      }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Look in ConfigCat’s audit log' }));
  expect(await screen.findByText('Changed by Lajos, today 14:02.')).toBeInTheDocument();
  expect(screen.getByRole('img', { name: 'Seen in ConfigCat’s audit log' })).toBeInTheDocument();
  expect(screen.queryByRole('checkbox', { name: /^Owners/ })).not.toBeInTheDocument();
  expect(screen.getByRole('checkbox', { name: /^Readers/ })).not.toBeChecked();
  expect(screen.getByText(/The audit log was read 90 days back\./)).toBeInTheDocument();
  expect(screen.getByText('1 change there since the plan was last edited:')).toBeInTheDocument();
  expect(screen.getByText('Provisioning rule changed: Owners')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Open lines only 1' }));
  expect(screen.queryByText('Changed by Lajos, today 14:02.')).not.toBeInTheDocument();
  expect(fake.asked('plan_checklist_look')).toHaveLength(1);
});

it('says why the audit log can’t be seen, and where to connect', async () => {
  await start(
    ['checklist'],
    {
      plan_checklist: () =>
        list({
          audit: { read_at: null, unseen: 'ConfigCat’s API is not connected.', reach: '', since_edit: [] },
        }),
    },
    false,
  );
  expect(await screen.findByText('ConfigCat’s API is not connected.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Look in/ })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Connect ConfigCat API' }));
  expect([router.place, router.part]).toEqual(['settings', 'configcat']);
});

it('copies the check-list and opens ConfigCat’s page', async () => {
  const fake = await start(['checklist'], {
    guide_open: () => ({ kind: 'browser', url: 'https://app.configcat.com' }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Copy as Markdown' }));
  expect(fake.asked('text_copy')).toEqual([{ text: '- [ ] Owners: Organization Admin' }]);
  await userEvent.click(screen.getByRole('button', { name: /^Open ConfigCat’s page/ }));
  expect(fake.asked('guide_open')).toEqual([{ page: 'configcat_groups' }]);
});

it('asks once more before a plan leaves that would do harm', async () => {
  shown = { ...plan, guards: [stop] };
  const fake = await start(['checklist']);
  expect(await screen.findByText(/This plan has 1 thing to fix/)).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'Copy as Markdown' }));
  const dialog = screen.getByRole('dialog', { name: 'Carry it out all the same?' });
  expect(dialog).toHaveTextContent('Nobody would be Organization Admin.');
  expect(fake.asked('text_copy')).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'All the same' }));
  await waitFor(() => expect(fake.asked('text_copy')).toHaveLength(1));
  await userEvent.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
  await waitFor(() => expect(fake.asked('text_copy')).toHaveLength(2));
});

it('prints all groups and the check-list on a sheet of its own', async () => {
  const fake = await start(['checklist'], {
    print: () => {
      const paper = document.querySelector('body > article.paper');
      expect(paper).toHaveTextContent(/Owners.*Readers.*SET PRIORITY/);
      return {};
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Print' }));
  await waitFor(() => expect(fake.asked('print')).toHaveLength(1));
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => expect(document.querySelector('article.paper')).toBeNull());
});

async function shouldHave(what: string, where: string) {
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Where' }), where);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What' }), what);
}

it('finds a person, takes a goal, and lists the smallest changes with whom else they touch', async () => {
  const fake = await start(['ways']);
  await userEvent.click(await screen.findByRole('button', { name: /Camila Rojas/ }));
  expect(router.parts).toEqual(['ways', 'scim:u1']);
  await shouldHave('Admins', 'Shop');
  expect(await screen.findByRole('heading', { name: ways.goal })).toBeInTheDocument();
  expect(fake.asked('plan_ways')).toEqual([
    { key: 'scim:u1', goal: { kind: 'permission', product: 'Shop', permission_group: 'Admins' } },
  ]);
  const first = screen.getByRole('article', { name: 'Way 1' });
  expect(first).toHaveTextContent('Shop / Readers → Admins');
  expect(first).toHaveTextContent('Touches 5 people more:');
  expect(first).toHaveTextContent('and 2 more');
  const second = screen.getByRole('article', { name: 'Way 2' });
  expect(second).toHaveTextContent('Memberships are made in Okta');
  expect(within(second).queryByRole('button', { name: 'Keep it' })).not.toBeInTheDocument();
  expect(screen.getByText('Camila Rojas is not synced yet.')).toBeInTheDocument();
});

it('asks for a role, for none, and for nothing in a product', async () => {
  const fake = await start(['ways', 'scim:u1']);
  await shouldHave('nothing', 'Shop');
  await shouldHave('no Billing Manager', 'the organization');
  await waitFor(() =>
    expect(fake.asked('plan_ways').map(({ goal }) => goal)).toEqual([
      { kind: 'permission', product: 'Shop', permission_group: null },
      { kind: 'role', role: 'billing_manager', on: false },
    ]),
  );
});

it('keeps a way of the plan, or tries it beside what is tried', async () => {
  const fake = await start(['ways', 'scim:u1']);
  await shouldHave('Admins', 'Shop');
  const first = await screen.findByRole('article', { name: 'Way 1' });
  await userEvent.click(within(first).getByRole('button', { name: 'Keep it' }));
  await waitFor(() => expect(fake.asked('plan_edit')).toHaveLength(1));
  expect(fake.asked('plan_edit')[0]).toEqual({ edits: ways.ways[0]?.edits, what: ways.goal });
  await userEvent.click(within(first).getByRole('button', { name: 'Try it' }));
  expect(router.parts).toEqual([]);
  expect(await screen.findByRole('region', { name: 'Tried, not kept' })).toHaveTextContent(ways.goal);
  expect(fake.asked('plan_edit')).toHaveLength(1);
});

it('finds ways for somebody who is not synced as well', async () => {
  await start(['ways', 'okta:u9'], {
    person: () => ({ person: { key: 'okta:u9', name: 'Dee Novak' }, access: null }) as unknown as PersonCard,
  });
  expect(await screen.findByText('Dee Novak')).toBeInTheDocument();
  await shouldHave('Admins', 'Shop');
  expect(await screen.findByRole('article', { name: 'Way 1' })).toHaveTextContent('For Dee Novak');
});

it('says that it is so already, or that no way is small enough', async () => {
  let answer: WaysView = { ...ways, met_already: true, ways: [], also: [] };
  await start(['ways', 'scim:u1'], { plan_ways: () => answer });
  await shouldHave('Readers', 'Shop');
  expect(await screen.findByText('It is so already: nothing has to be edited.')).toBeInTheDocument();
  answer = { ...answer, met_already: false };
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'nothing');
  expect(await screen.findByText(/No way of up to three edits leads there/)).toBeInTheDocument();
});

async function menu(item: string) {
  await userEvent.click(screen.getByRole('button', { name: 'The plan as a file' }));
  await userEvent.click(screen.getByRole('menuitem', { name: item }));
}

it('saves and copies the plan as a file', async () => {
  const fake = await start([], {
    plan_save_file: () => ({ path: '/home/ana/plan.toml' }),
    plan_text: ({ format }) => ({ text: `as ${format}` }),
  });
  await menu('Save as TOML…');
  await waitFor(() => expect(toasts.shown.at(-1)?.text).toBe('The plan is saved as /home/ana/plan.toml.'));
  await menu('Copy as JSON');
  await waitFor(() => expect(fake.asked('text_copy')).toEqual([{ text: 'as json' }]));
  expect(fake.asked('plan_save_file')).toEqual([{ format: 'toml' }]);
});

it('shows what a pasted plan would change before it is taken', async () => {
  const fake = await start([], {
    plan_read: () => ({
      plan: plan.plan,
      file: null,
      changes: ['“Readers” gives Shop / Admins instead of Readers.'],
      notes: ['“Cooks” is not synced.'],
    }),
  });
  await menu('Bring a plan in…');
  await userEvent.type(screen.getByRole('textbox', { name: 'Plan as TOML or JSON' }), 'groups');
  await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));
  const dialog = screen.getByRole('dialog', { name: 'Bring a plan in' });
  expect(
    await within(dialog).findByText('“Readers” gives Shop / Admins instead of Readers.'),
  ).toBeInTheDocument();
  expect(dialog).toHaveTextContent('“Cooks” is not synced.');
  expect(fake.asked('plan_save')).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Take this plan' }));
  await waitFor(() =>
    expect(fake.asked('plan_save')).toEqual([{ plan: plan.plan, what: 'Taken from a text' }]),
  );
});

it('keeps what was pasted when it is no plan, and says why', async () => {
  await start([], {
    plan_read: () => {
      throw problem;
    },
  });
  await menu('Bring a plan in…');
  const field = screen.getByRole('textbox', { name: 'Plan as TOML or JSON' });
  await userEvent.type(field, 'broken');
  await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('This is not a plan: line 2 has no name.');
  expect(screen.getByRole('textbox', { name: 'Plan as TOML or JSON' })).toHaveValue('broken');
});

it('opens a plan from a file, and leaves everything when the question is closed', async () => {
  let answer: Awaited<ReturnType<NonNullable<Answers['plan_open_file']>>> = {
    plan: null,
    file: null,
    changes: [],
    notes: [],
  };
  await start([], { plan_open_file: () => answer });
  await menu('Bring a plan in…');
  await userEvent.click(screen.getByRole('button', { name: 'Open a file…' }));
  expect(screen.getByRole('textbox', { name: 'Plan as TOML or JSON' })).toBeInTheDocument();
  answer = { plan: plan.plan, file: 'plan.toml', changes: [], notes: [] };
  await userEvent.click(screen.getByRole('button', { name: 'Open a file…' }));
  expect(await screen.findByText('Read from plan.toml')).toBeInTheDocument();
  expect(screen.getByText(/nothing would change/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Take this plan' })).toBeDisabled();
});
