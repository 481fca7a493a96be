import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { GuardFinding } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { toasts } from '$lib/ui';
import {
  ahead,
  full,
  handle,
  makeEdits,
  nobodyAdmin,
  order,
  row,
  rows,
  saved,
  scene,
  setScene,
  start,
  view,
} from './testdata';

beforeEach(setScene);

it('opens with the verdict of the plan and the rule that decides', async () => {
  await start();
  expect(screen.getByText('1 person would lose something they have today.')).toBeInTheDocument();
  expect(screen.getByText(/The first group in the list that names a product decides\./)).toBeInTheDocument();
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
  expect(scene.fake.asked('plan_ahead')).toEqual([
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
  expect(scene.fake.asked('plan_ahead')).toHaveLength(1);
  answers[0]?.('Too late.');
  await waitFor(() => expect(scene.fake.asked('plan_ahead')).toHaveLength(2));
  expect(screen.queryByText('Too late.')).not.toBeInTheDocument();
  answers[1]?.('In time.');
  expect(await screen.findByText('In time.')).toBeInTheDocument();
  // What was looked at is not asked for again to be kept.
  await userEvent.keyboard(' ');
  await waitFor(() => expect(saved()).toEqual(['Owners moved down 2']));
  expect(scene.fake.asked('plan_ahead')).toHaveLength(2);
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
  await waitFor(() => expect(scene.fake.asked('plan_ahead').at(-1)?.edits).toHaveLength(3));
  await userEvent.click(within(tray).getByRole('button', { name: 'Keep all 3' }));
  await waitFor(() => expect(scene.fake.asked('plan_edit')).toHaveLength(1));
  expect(scene.fake.asked('plan_edit')[0]?.edits).toEqual([
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
  expect([scene.fake.asked('plan_edit'), scene.fake.asked('plan_undo')]).toEqual([[], []]);
  await waitFor(() => expect(screen.queryByText('Not kept yet')).not.toBeInTheDocument());
});

it('says where the order leaves a permission without effect, and for whom', async () => {
  scene.more = {
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

it('stands a danger above everything and gives the role back that it came with', async () => {
  await start({
    plan_edit: ({ edits }) => {
      makeEdits(edits);
      const admin = scene.groups.some(({ organization_admin }) => organization_admin);
      scene.more = { guards: admin ? [] : [nobodyAdmin] };
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
  scene.before = [scene.groups];
  scene.more = { guards: [nobodyAdmin] };
  await start({
    plan_edit: ({ edits }) => {
      makeEdits(edits);
      scene.more = { guards: [nobodyAdmin, tooMany] };
      return view();
    },
  });
  expect(screen.queryByRole('button', { name: 'Take the last change back' })).not.toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Shop for Readers' }), 'Readers');
  await userEvent.click(await screen.findByRole('button', { name: 'Take the last change back' }));
  expect(scene.fake.asked('plan_undo')).toHaveLength(1);
});

it('tells dangers of one kind together, and mends a name that differs', async () => {
  const bare = (name: string): GuardFinding => ({
    guard: { kind: 'synced_group_without_permissions', group: name, people: 2, in_plan: true },
    severity: 'warn',
    message: `“${name}” gives no permission at all; 2 people are in it.`,
    remedy: 'Give it one.',
  });
  scene.more = {
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
  await waitFor(() => expect(scene.fake.asked('plan_save')[0]?.what).toBe('Readers is called readers'));
  expect(order()).toEqual(['Owners', 'Developers', 'readers']);
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
  scene.more = {
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
  scene.more = { products: [], products_read: false };
  await start();
  await userEvent.click(screen.getByRole('button', { name: 'Type in products' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Product' }), 'Shop');
  await userEvent.type(screen.getByRole('textbox', { name: /Permission groups/ }), 'Admins{Enter} Readers ');
  await userEvent.click(screen.getByRole('button', { name: 'Add a product' }));
  await userEvent.type(screen.getAllByRole('textbox', { name: 'Product' })[1] as HTMLElement, 'Shop');
  await userEvent.click(screen.getByRole('button', { name: 'Save products' }));
  expect(screen.getByText('This product stands here already.')).toBeInTheDocument();
  expect(scene.fake.asked('products_save')).toEqual([]);
  await userEvent.click(screen.getAllByRole('button', { name: 'Remove Shop' })[1] as HTMLElement);
  await userEvent.click(screen.getByRole('button', { name: 'Save products' }));
  expect(scene.fake.asked('products_save')).toEqual([
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
      return { total: all.length, effect: null, rows: all.slice(offset, offset + limit) };
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

it('shows only those who would lose something, and what', async () => {
  const loser = { ...row(1), changes: ['Shop / Developers → nothing'] };
  const effect = { lose: 1, change: 0, gain: 2, unchanged: 0, nothing: 0 };
  await start({
    access_people: ({ kind }) => {
      const rows = kind === 'lose' ? [loser] : [row(0), loser];
      return { total: rows.length, effect, rows };
    },
  });
  await userEvent.click(screen.getByRole('tab', { name: /^Everybody/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Lose 1' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /Person 0 / })).toBeNull());
  expect(screen.getByRole('complementary')).toHaveTextContent('Shop / Developers → nothing');
  expect(screen.queryByRole('button', { name: /^Unchanged/ })).toBeNull();
});

it('says where to go before there is a group', async () => {
  scene.groups = [];
  scene.more = { synced_users: 0, touched: [], groups_with_permissions: 0 };
  await start();
  expect(screen.getByRole('heading', { name: 'No groups yet' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Go to the set-up' }));
  expect(router.place).toBe('setup');
});
