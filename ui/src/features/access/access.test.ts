import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Problem } from '$lib/backend';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { AccessRow, AccessView, Ahead, Edit, GuardFinding, PlanGroup } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import { toasts } from '$lib/ui';
import { applied } from './edits';
import View from './View.svelte';

const group = (name: string, more: Partial<PlanGroup> = {}): PlanGroup => ({
  name,
  organization_admin: false,
  billing_manager: false,
  permissions: {},
  ...more,
});

const full: Problem = {
  code: 'storage-failed',
  message: 'The plan could not be kept.',
  why: '',
  remedy: 'Make room on the disk.',
  evidence: null,
};

let groups: PlanGroup[];
let counts: Record<string, number>;
let more: Partial<AccessView>;
let before: PlanGroup[][];
let fake: ReturnType<typeof fakeBackend>;

function view(): AccessView {
  return {
    verdict: '1 person would lose something they have today.',
    read_at: '2026-05-12T10:00:00Z',
    fits: 'Fits ConfigCat’s Free plan (2) and above.',
    synced_users_most: 10_000,
    plan: { groups },
    people: groups.map(({ name }) => counts[name] ?? null),
    products: [
      { name: 'FurBall Finder', permission_groups: ['Developers', 'Readers'] },
      { name: 'Shop', permission_groups: ['Readers'] },
    ],
    products_read: true,
    guards: [],
    effect: { gain: 128, lose: 1, change: 0, unchanged: 177, nothing: 4 },
    touched: [{ key: 'scim:u1', name: 'Norris Wang', kind: 'lose', lines: ['Shop / Admins → nothing'] }],
    today_seen: true,
    groups_with_permissions: 2,
    synced_users: 312,
    can_undo: before.length > 0,
    ...more,
  };
}

const ahead = (more: Partial<Ahead> = {}): Ahead => ({
  effect: { gain: 128, lose: 3, change: 0, unchanged: 175, nothing: 4 },
  gain: 0,
  lose: 2,
  change: 0,
  people: [
    { key: 'scim:u2', name: 'Jane Moss', kind: 'lose', lines: ['Shop / Readers → nothing'] },
    { key: 'scim:u3', name: 'Peter Lin', kind: 'lose', lines: ['Shop / Readers → nothing'] },
  ],
  guards: [],
  verdict: '3 people would lose something they have today.',
  ...more,
});

const nobodyAdmin: GuardFinding = {
  guard: { kind: 'nobody_organization_admin', admin_groups: [] },
  severity: 'stop',
  message: 'Nobody would be Organization Admin.',
  remedy: 'Give it to a group.',
};

const row = (i: number): AccessRow => ({
  key: `scim:u${i}`,
  name: `Person ${i}`,
  words: [],
  notes: [],
  access: {
    user_name: `p${i}@whisker.co`,
    active: true,
    organization_admin: i === 1,
    billing_manager: false,
    admin_from: i === 1 ? ['Owners'] : [],
    billing_from: [],
    permissions:
      i === 1
        ? []
        : [
            {
              product: 'Shop',
              permission_group: 'Developers',
              from_group: 'Coders',
              overrode: [{ permission_group: 'Readers', from_group: 'Everyone' }],
            },
          ],
    notes: [],
  },
});

beforeEach(() => {
  router.go('access');
  groups = [
    group('Owners', { organization_admin: true }),
    group('Developers', { permissions: { 'FurBall Finder': 'Developers' } }),
    group('Readers'),
  ];
  counts = { Owners: 2, Developers: 124, Readers: 310 };
  more = {};
  before = [];
  toasts.shown = [];
});

async function start(answers: Answers = {}) {
  fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    plan: view,
    plan_save: ({ plan }) => {
      before.push(groups);
      groups = plan.groups;
      return view();
    },
    plan_ahead: () => ahead(),
    plan_edit: ({ edits }) => {
      before.push(groups);
      groups = applied(groups, edits);
      return view();
    },
    plan_undo: () => {
      groups = before.pop() ?? groups;
      return view();
    },
    products_save: ({ products }) => {
      more = { ...more, products };
      return view();
    },
    ...answers,
  });
  await session.start();
  router.go('access');
  const shown = render(View);
  await screen.findByRole('heading', { name: 'Access' });
  await screen.findByRole('tab', { name: /^Plan/ });
  return shown;
}

const order = () => groups.map(({ name }) => name);
const rows = () =>
  within(screen.getByRole('grid', { name: /priority order/ }))
    .getAllByRole('row')
    .slice(1)
    .map((each) => each.getAttribute('aria-label'));
const handle = (name: string) => screen.getByRole('button', { name: `Move ${name}` });
const saved = () => fake.asked('plan_edit').map(({ what }) => what);

it('opens with the verdict of the plan and the rule that decides', async () => {
  await start();
  expect(screen.getByText('1 person would lose something they have today.')).toBeInTheDocument();
  expect(screen.getByText(/The first group in the list that names a product decides\./)).toBeInTheDocument();
});

it('moves a group by Alt and an arrow, saves what was done, and keeps the focus on its handle', async () => {
  await start();
  handle('Readers').focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(saved()).toEqual(['Readers moved up 1']));
  expect(order()).toEqual(['Owners', 'Readers', 'Developers']);
  await waitFor(() => expect(handle('Readers')).toHaveFocus());
  expect(screen.getByText('Readers is now at position 2 of 3.')).toBeInTheDocument();
  expect(screen.getByText('moved up 1')).toBeInTheDocument();
});

it('lifts with Space, moves with arrows, saves only when it is dropped', async () => {
  await start();
  handle('Owners').focus();
  await userEvent.keyboard(' ');
  expect(screen.getByText(/^Owners lifted, position 1 of 3\./)).toBeInTheDocument();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(screen.getByText('Owners, position 3 of 3')).toBeInTheDocument();
  expect(saved()).toEqual([]);
  await userEvent.keyboard(' ');
  await waitFor(() => expect(saved()).toEqual(['Owners moved down 2']));
  expect(rows()).toEqual(['Developers', 'Readers', 'Owners']);
});

it('shows who would be touched while a group is over another place, and keeps nothing of it', async () => {
  await start({
    plan_ahead: ({ edits }) => ahead({ verdict: `${edits.length} edit looked at.` }),
  });
  handle('Developers').focus();
  await userEvent.keyboard(' {ArrowUp}');
  expect(await screen.findByText('1 edit looked at.')).toBeInTheDocument();
  expect(screen.getByText('Not kept yet')).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Against the plan you keep' })).toHaveTextContent(
    /2 Lose something Jane Moss Shop/,
  );
  expect(fake.asked('plan_ahead')).toEqual([
    { edits: [{ kind: 'move', group: 'Developers', before: 'Owners' }] },
  ]);
  await userEvent.keyboard('{ArrowDown}');
  expect(await screen.findByText('1 person would lose something they have today.')).toBeInTheDocument();
  await userEvent.keyboard('{ArrowUp}');
  await screen.findByText('1 edit looked at.');
  await userEvent.keyboard('{Escape}');
  expect(await screen.findByText('1 person would lose something they have today.')).toBeInTheDocument();
  expect(screen.queryByText('Not kept yet')).not.toBeInTheDocument();
  expect(saved()).toEqual([]);
});

it('says how many more would lose against today than under the plan that is kept', async () => {
  await start();
  handle('Developers').focus();
  await userEvent.keyboard(' {ArrowUp}');
  await screen.findByText('Not kept yet');
  const tiles = document.querySelector('[data-effect="lose"]');
  expect(tiles).toHaveTextContent(/3 .*2 more/);
});

it('asks of one place at a time while a group is pulled, and drops what comes too late', async () => {
  const answers: ((verdict: string) => void)[] = [];
  await start({
    plan_ahead: () => new Promise((done) => answers.push((verdict) => done(ahead({ verdict })))),
  });
  handle('Owners').focus();
  await userEvent.keyboard(' {ArrowDown}{ArrowDown}');
  expect(fake.asked('plan_ahead')).toHaveLength(1);
  answers[0]?.('Too late.');
  await waitFor(() => expect(fake.asked('plan_ahead')).toHaveLength(2));
  expect(screen.queryByText('Too late.')).not.toBeInTheDocument();
  answers[1]?.('In time.');
  expect(await screen.findByText('In time.')).toBeInTheDocument();
  // What was looked at is not asked for again to be kept.
  await userEvent.keyboard(' ');
  await waitFor(() => expect(saved()).toEqual(['Owners moved down 2']));
  expect(fake.asked('plan_ahead')).toHaveLength(2);
});

it('puts a lifted group back with Escape', async () => {
  await start();
  handle('Owners').focus();
  await userEvent.keyboard(' {ArrowDown}{Escape}');
  expect(screen.getByText('Owners is back at position 1.')).toBeInTheDocument();
  expect(rows()).toEqual(['Owners', 'Developers', 'Readers']);
  expect(saved()).toEqual([]);
});

it('moves nothing beyond the ends of the list', async () => {
  await start();
  handle('Owners').focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(saved()).toEqual([]);
});

it('goes from control to control with the arrows, drop-down lists included, and is one stop of Tab', async () => {
  await start();
  handle('Owners').focus();
  await userEvent.keyboard('{ArrowDown}');
  await waitFor(() => expect(handle('Developers')).toHaveFocus());
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  const admin = screen.getByRole('switch', { name: 'Organization Admin for Developers' });
  await waitFor(() => expect(admin).toHaveFocus());
  await userEvent.keyboard('{End}');
  const last = screen.getByRole('combobox', { name: 'Shop for Developers' });
  await waitFor(() => expect(last).toHaveFocus());
  await userEvent.keyboard('{ArrowUp}');
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Shop for Owners' })).toHaveFocus());
  expect(saved()).toEqual([]);
  expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"]')).toHaveLength(1);
});

it('saves a role and a permission at once, each with what was done', async () => {
  await start();
  await userEvent.click(screen.getByRole('switch', { name: 'Organization Admin for Owners' }));
  const select = screen.getByRole('combobox', { name: 'FurBall Finder for Readers' });
  await userEvent.selectOptions(select, 'Readers');
  await userEvent.selectOptions(select, '—');
  await waitFor(() =>
    expect(saved()).toEqual([
      'Organization Admin taken from Owners',
      'Readers gives FurBall Finder / Readers',
      'Readers gives nothing in FurBall Finder',
    ]),
  );
  expect(fake.asked('plan_edit').map(({ edits }) => edits)).toEqual([
    [{ kind: 'role', group: 'Owners', role: 'organization_admin', on: false }],
    [{ kind: 'give', group: 'Readers', product: 'FurBall Finder', permission_group: 'Readers' }],
    [{ kind: 'take', group: 'Readers', product: 'FurBall Finder' }],
  ] satisfies Edit[][]);
  expect(fake.asked('plan_save')).toEqual([]);
  expect(groups[2]).toEqual(group('Readers'));
});

it('says who was touched by the last change, until it is undone', async () => {
  await start();
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Owners' }));
  expect(await screen.findByRole('region', { name: 'By your last change' })).toHaveTextContent('Jane Moss');
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() =>
    expect(screen.queryByRole('region', { name: 'By your last change' })).not.toBeInTheDocument(),
  );
});

it('moves a group to the place whose number is typed, and looks ahead while it is', async () => {
  await start();
  await userEvent.click(screen.getByRole('button', { name: /^Readers is at position 3 of 3\./ }));
  await userEvent.clear(screen.getByRole('textbox', { name: 'New position of Readers' }));
  await userEvent.keyboard('1');
  expect(await screen.findByText('Not kept yet')).toBeInTheDocument();
  expect(saved()).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(saved()).toEqual(['Readers moved up 2']));
  expect(order()).toEqual(['Readers', 'Owners', 'Developers']);
  await userEvent.click(screen.getByRole('button', { name: /^Readers is at position 1 of 3\./ }));
  await userEvent.keyboard('{Escape}');
  expect(saved()).toHaveLength(1);
});

it('tries edits together, and keeps them in one go', async () => {
  await start();
  await userEvent.click(screen.getByRole('switch', { name: 'Try first' }));
  await userEvent.click(screen.getByRole('switch', { name: 'Organization Admin for Developers' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Shop for Readers' }), 'Readers');
  handle('Readers').focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}');
  const tray = screen.getByRole('region', { name: 'Tried, not kept' });
  expect(within(tray).getAllByRole('listitem')).toHaveLength(3);
  expect(tray).toHaveTextContent('Readers moved up 2');
  expect(rows()).toEqual(['Readers', 'Owners', 'Developers']);
  expect(saved()).toEqual([]);
  await waitFor(() => expect(fake.asked('plan_ahead').at(-1)?.edits).toHaveLength(3));
  await userEvent.click(within(tray).getByRole('button', { name: 'Keep all 3' }));
  await waitFor(() => expect(fake.asked('plan_edit')).toHaveLength(1));
  expect(fake.asked('plan_edit')[0]?.edits).toEqual([
    { kind: 'role', group: 'Developers', role: 'organization_admin', on: true },
    { kind: 'give', group: 'Readers', product: 'Shop', permission_group: 'Readers' },
    { kind: 'move', group: 'Readers', before: 'Owners' },
  ]);
  expect(screen.getByText(/Nothing tried yet/)).toBeInTheDocument();
});

it('leaves what is tried where it can’t be kept', async () => {
  await start({
    plan_edit: () => {
      throw full;
    },
  });
  await userEvent.click(screen.getByRole('switch', { name: 'Try first' }));
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Readers' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
  await waitFor(() => expect(toasts.shown[0]?.text).toBe('The plan could not be kept.'));
  expect(await screen.findByRole('button', { name: 'Keep it' })).toBeInTheDocument();
  expect(screen.getByRole('switch', { name: 'Billing Manager for Readers' })).toBeChecked();
});

it('takes back what is tried, one by one or by Undo, and drops what comes to nothing', async () => {
  await start();
  await userEvent.click(screen.getByRole('switch', { name: 'Try first' }));
  const admin = screen.getByRole('switch', { name: 'Organization Admin for Developers' });
  await userEvent.click(admin);
  await userEvent.click(admin);
  expect(screen.getByText(/Nothing tried yet/)).toBeInTheDocument();
  await userEvent.click(admin);
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Readers' }));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(screen.getByRole('switch', { name: 'Billing Manager for Readers' })).not.toBeChecked();
  await userEvent.click(
    screen.getByRole('button', { name: 'Take back: Organization Admin given to Developers' }),
  );
  expect(admin).not.toBeChecked();
  expect([fake.asked('plan_edit'), fake.asked('plan_undo')]).toEqual([[], []]);
  await waitFor(() => expect(screen.queryByText('Not kept yet')).not.toBeInTheDocument());
});

it('shows the groups that are searched or filtered, and moves none of them by hand then', async () => {
  const others = Array.from({ length: 9 }, (_, i) => group(`Team ${i}`, { billing_manager: true }));
  groups.push(...others);
  await start();
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search groups' }), 'read');
  expect(rows()).toEqual(['Readers']);
  expect(handle('Readers')).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(screen.getByRole('button', { name: /position 3 of 12/ }));
  await userEvent.keyboard('{Control>}a{/Control}1{Enter}');
  await waitFor(() => expect(saved()).toEqual(['Readers moved up 2']));
  await userEvent.clear(screen.getByRole('searchbox', { name: 'Search groups' }));
  await userEvent.click(screen.getByRole('button', { name: 'Gives nothing 1' }));
  expect(rows()).toEqual(['Readers']);
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search groups' }), 'nobody');
  await userEvent.click(screen.getByRole('button', { name: 'Show all groups' }));
  expect(rows().slice(0, 4)).toEqual(['Readers', 'Owners', 'Developers', 'Team 0']);
});

it('draws the rows and columns in sight, however many groups and products there are', async () => {
  groups = Array.from({ length: 5000 }, (_, i) => group(`Team ${i}`));
  const products = Array.from({ length: 50 }, (_, i) => ({
    name: `Product ${i}`,
    permission_groups: ['Readers'],
  }));
  counts = Object.fromEntries(groups.map(({ name }) => [name, 1]));
  more = { products };
  await start();
  expect(rows().length).toBeLessThan(40);
  expect(within(screen.getByRole('row', { name: 'Team 0' })).getAllByRole('combobox').length).toBeLessThan(
    12,
  );
  handle('Team 0').focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await waitFor(() =>
    expect(screen.getByRole('combobox', { name: 'Product 49 for Team 4999' })).toHaveFocus(),
  );
  expect(rows().length).toBeLessThan(40);
  await userEvent.keyboard('{ArrowUp}');
  await waitFor(() =>
    expect(screen.getByRole('combobox', { name: 'Product 49 for Team 4998' })).toHaveFocus(),
  );
});

it('says where the order leaves a permission without effect, and for whom', async () => {
  more = {
    guards: [
      {
        guard: {
          kind: 'order_decides',
          winner: 'Developers',
          loser: 'Readers',
          products: ['Shop'],
          count: 12,
          people: ['peter@whisker.co', 'jane@whisker.co', 'ana@whisker.co', 'ben@whisker.co'],
        },
        severity: 'info',
        message: 'The order decides for 12 people: “Developers” before “Readers” in Shop.',
        remedy: 'Check that the first listed of the two is the one that should win.',
      },
    ],
  };
  await start();
  const cell = within(screen.getByRole('row', { name: 'Readers' })).getByTitle(/The order decides for 12/);
  expect(cell).toHaveTextContent('not for everyone');
  const guards = screen.getByRole('region', { name: /worth a look/ });
  expect(guards).toHaveTextContent('peter@whisker.co, jane@whisker.co, ana@whisker.co');
  await userEvent.click(within(guards).getByRole('button', { name: 'and 9 more' }));
  expect(guards).toHaveTextContent('ben@whisker.co');
  expect(guards).toHaveTextContent('8 more are not listed here.');
  await userEvent.click(within(guards).getByRole('button', { name: 'Show it' }));
  await waitFor(() => expect(handle('Readers')).toHaveFocus());
});

it('undoes by button and by key, and leaves the undo of text to the text', async () => {
  await start();
  const pressed = (target: EventTarget) => {
    const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'target', { value: target });
    onKey(event);
  };
  expect(screen.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Readers' }));
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Owners' }));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(fake.asked('plan_undo')).toHaveLength(1));
  handle('Owners').focus();
  pressed(handle('Owners'));
  await waitFor(() => expect(fake.asked('plan_undo')).toHaveLength(2));
  await waitFor(() =>
    expect(screen.getByRole('switch', { name: 'Billing Manager for Readers' })).not.toBeChecked(),
  );
  const field = screen.getByRole('textbox', { name: /Name of a group/ });
  field.focus();
  document.execCommand ??= () => true;
  pressed(field);
  expect(fake.asked('plan_undo')).toHaveLength(2);
});

it('goes back to what is kept when a change can’t be saved, and says why', async () => {
  await start({
    plan_edit: () => {
      throw full;
    },
  });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Shop for Readers' }), 'Readers');
  await waitFor(() => expect(toasts.shown[0]?.text).toBe('The plan could not be kept.'));
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Shop for Readers' })).toHaveValue(''));
});

it('saves one change after the other and shows the answer to the last', async () => {
  const waiting: (() => void)[] = [];
  await start({
    plan_edit: ({ edits }) =>
      new Promise((answer) =>
        waiting.push(() => {
          groups = applied(groups, edits);
          answer(view());
        }),
      ),
  });
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Owners' }));
  await userEvent.click(screen.getByRole('switch', { name: 'Billing Manager for Readers' }));
  await waitFor(() => expect(waiting).toHaveLength(1));
  waiting[0]?.();
  await waitFor(() => expect(waiting).toHaveLength(2));
  expect(screen.getByRole('switch', { name: 'Billing Manager for Readers' })).toBeChecked();
  waiting[1]?.();
  await waitFor(() => expect(groups.map((each) => each.billing_manager)).toEqual([true, false, true]));
});

it('stands a danger above everything and gives the role back that it came with', async () => {
  await start({
    plan_edit: ({ edits }) => {
      before.push(groups);
      groups = applied(groups, edits);
      more = { guards: groups.some(({ organization_admin }) => organization_admin) ? [] : [nobodyAdmin] };
      return view();
    },
  });
  await userEvent.click(screen.getByRole('switch', { name: 'Organization Admin for Owners' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Stop: Nobody would be Organization Admin.');
  await userEvent.click(screen.getByRole('button', { name: 'Give it back to Owners' }));
  await waitFor(() => expect(saved().at(-1)).toBe('Organization Admin given to Owners'));
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
});

it('offers to take the last change back only where the danger came with it', async () => {
  const tooMany: GuardFinding = {
    guard: { kind: 'too_many_groups_with_permissions', with_permissions: 3, limit: 2 },
    severity: 'stop',
    message: '3 groups carry permissions; your ConfigCat plan allows 2.',
    remedy: 'Join groups that give the same.',
  };
  before = [groups];
  more = { guards: [nobodyAdmin] };
  await start({
    plan_edit: ({ edits }) => {
      before.push(groups);
      groups = applied(groups, edits);
      more = { guards: [nobodyAdmin, tooMany] };
      return view();
    },
  });
  expect(screen.queryByRole('button', { name: 'Take the last change back' })).not.toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Shop for Readers' }), 'Readers');
  await userEvent.click(await screen.findByRole('button', { name: 'Take the last change back' }));
  expect(fake.asked('plan_undo')).toHaveLength(1);
});

it('tells dangers of one kind together, and mends a name that differs', async () => {
  const bare = (name: string): GuardFinding => ({
    guard: { kind: 'synced_group_without_permissions', group: name, people: 2, in_plan: true },
    severity: 'warn',
    message: `“${name}” gives no permission at all; 2 people are in it.`,
    remedy: 'Give it one.',
  });
  more = {
    guards: [
      {
        guard: { kind: 'plan_group_not_synced', group: 'Readers', near: 'readers' },
        severity: 'warn',
        message: '“Readers” is not synced; “readers” is.',
        remedy: 'Write the name as the synced group has it.',
      },
      ...['A', 'B', 'C', 'D', 'E'].map(bare),
      {
        guard: { kind: 'more', what: 'synced_groups_without_permissions', count: 40 },
        severity: 'warn',
        message: '40 more synced groups give no permission at all.',
        remedy: 'Give them one.',
      },
    ],
  };
  await start();
  const guards = screen.getByRole('region', { name: /worth a look/ });
  expect(guards).toHaveTextContent('45 synced groups give no permission at all.');
  expect(guards).toHaveTextContent('A, B, C');
  await userEvent.click(within(guards).getByRole('button', { name: 'and 42 more' }));
  expect(within(guards).getAllByRole('button', { name: 'Show it' })).toHaveLength(5);
  expect(guards).toHaveTextContent('40 more are not listed here.');
  await userEvent.click(within(guards).getByRole('button', { name: 'Call it “readers”' }));
  await waitFor(() => expect(fake.asked('plan_save')[0]?.what).toBe('Readers is called readers'));
  expect(order()).toEqual(['Owners', 'Developers', 'readers']);
});

it('says in the row that a group is not synced or gives nothing', async () => {
  delete counts['Owners'];
  await start();
  expect(screen.getByRole('row', { name: 'Owners' })).toHaveTextContent('not synced yet');
  expect(screen.getByRole('row', { name: 'Readers' })).toHaveTextContent('no permission at all');
});

it('plans a group ahead, once, and takes it out without losing the focus', async () => {
  await start();
  const field = screen.getByRole('textbox', { name: 'Name of a group that is not synced yet' });
  await userEvent.type(field, 'Readers{Enter}');
  expect(screen.getByText('“Readers” stands in the plan already.')).toBeInTheDocument();
  await userEvent.clear(field);
  await userEvent.type(field, ' Auditors {Enter}');
  const whole = () => fake.asked('plan_save').map(({ what }) => what);
  await waitFor(() => expect(whole()).toEqual(['Auditors added']));
  expect(order().at(-1)).toBe('Auditors');
  await userEvent.click(screen.getByRole('button', { name: 'Remove Auditors from the plan' }));
  await waitFor(() => expect(whole().at(-1)).toBe('Auditors removed'));
  expect(screen.queryByRole('button', { name: 'Remove Readers from the plan' })).not.toBeInTheDocument();
  await waitFor(() =>
    expect(screen.getByRole('row', { name: 'Readers' })).toContainElement(
      document.activeElement as HTMLElement,
    ),
  );
});

it('says who loses first, with every line', async () => {
  await start();
  const lose = screen.getByRole('region', { name: 'Lose something' });
  expect(lose).toHaveTextContent('Norris Wang Shop / Admins → nothing');
  expect(within(lose).getByRole('link', { name: 'Norris Wang' })).toHaveAttribute(
    'href',
    '#/people/scim%3Au1',
  );
});

it('claims nothing about today when today can’t be seen', async () => {
  more = {
    today_seen: false,
    touched: [],
    effect: { gain: 0, lose: 0, change: 0, unchanged: 0, nothing: 0 },
  };
  await start();
  expect(screen.getByText('Today’s permissions can’t be seen')).toBeInTheDocument();
  expect(screen.queryByText('unchanged')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Connect ConfigCat API' }));
  expect([router.place, router.part]).toEqual(['settings', 'configcat']);
});

it('takes products that are typed in, each once and with its permission groups', async () => {
  more = { products: [], products_read: false };
  await start();
  await userEvent.click(screen.getByRole('button', { name: 'Type in products' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Product' }), 'Shop');
  await userEvent.type(screen.getByRole('textbox', { name: /Permission groups/ }), 'Admins{Enter} Readers ');
  await userEvent.click(screen.getByRole('button', { name: 'Add a product' }));
  await userEvent.type(screen.getAllByRole('textbox', { name: 'Product' })[1] as HTMLElement, 'Shop');
  await userEvent.click(screen.getByRole('button', { name: 'Save products' }));
  expect(screen.getByText('This product stands here already.')).toBeInTheDocument();
  expect(fake.asked('products_save')).toEqual([]);
  await userEvent.click(screen.getAllByRole('button', { name: 'Remove Shop' })[1] as HTMLElement);
  await userEvent.click(screen.getByRole('button', { name: 'Save products' }));
  expect(fake.asked('products_save')).toEqual([
    { products: [{ name: 'Shop', permission_groups: ['Admins', 'Readers'] }] },
  ]);
  expect(await screen.findByRole('combobox', { name: 'Shop for Owners' })).toBeInTheDocument();
});

it('shows everybody’s permissions, each with the group that gave it', async () => {
  await start({
    access_people: ({ search, offset, limit }) => {
      const all = Array.from({ length: 12_000 }, (_, i) => row(i)).filter((each) =>
        each.name.includes(search),
      );
      return { total: all.length, rows: all.slice(offset, offset + limit) };
    },
  });
  await userEvent.click(screen.getByRole('tab', { name: /^Everybody/ }));
  expect(
    await screen.findByRole('row', { name: /Person 0 .*Shop \/ Developers from Coders/ }),
  ).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Person 1 .*Organization Admin from Owners/ })).toBeInTheDocument();
  expect(screen.getAllByRole('row').length).toBeLessThan(100);
  expect(screen.getByRole('complementary')).toHaveTextContent('from Coders, before Everyone');
  await userEvent.type(screen.getByRole('searchbox'), '11999');
  expect(await screen.findByRole('row', { name: /Person 11999/ })).toBeInTheDocument();
});

it('says where to go before there is a group', async () => {
  groups = [];
  more = { synced_users: 0, touched: [], groups_with_permissions: 0 };
  await start();
  expect(screen.getByRole('heading', { name: 'No groups yet' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Go to the set-up' }));
  expect(router.place).toBe('setup');
});

it('follows a new reading of people', async () => {
  await start();
  counts = { ...counts, Owners: 77 };
  fake.tell({ kind: 'pull_ended', job: 1, problem: null, cancelled: false });
  await waitFor(() => expect(screen.getByRole('row', { name: 'Owners' })).toHaveTextContent('77'));
});
