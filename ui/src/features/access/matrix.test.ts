import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Edit } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { toasts } from '$lib/ui';
import { full, group, handle, makeEdits, order, rows, saved, scene, setScene, start } from './testdata';

beforeEach(setScene);

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
  expect(scene.fake.asked('plan_edit').map(({ edits }) => edits)).toEqual([
    [{ kind: 'role', group: 'Owners', role: 'organization_admin', on: false }],
    [{ kind: 'give', group: 'Readers', product: 'FurBall Finder', permission_group: 'Readers' }],
    [{ kind: 'take', group: 'Readers', product: 'FurBall Finder' }],
  ] satisfies Edit[][]);
  expect(scene.fake.asked('plan_save')).toEqual([]);
  expect(scene.groups[2]).toEqual(group('Readers'));
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

it('shows the groups that are searched or filtered, and moves none of them by hand then', async () => {
  const others = Array.from({ length: 9 }, (_, i) => group(`Team ${i}`, { billing_manager: true }));
  scene.groups.push(...others);
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
  scene.groups = Array.from({ length: 5000 }, (_, i) => group(`Team ${i}`));
  const products = Array.from({ length: 50 }, (_, i) => ({
    name: `Product ${i}`,
    permission_groups: ['Readers'],
  }));
  scene.counts = Object.fromEntries(scene.groups.map(({ name }) => [name, 1]));
  scene.more = { products };
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
  await waitFor(() => expect(scene.fake.asked('plan_undo')).toHaveLength(1));
  handle('Owners').focus();
  pressed(handle('Owners'));
  await waitFor(() => expect(scene.fake.asked('plan_undo')).toHaveLength(2));
  await waitFor(() =>
    expect(screen.getByRole('switch', { name: 'Billing Manager for Readers' })).not.toBeChecked(),
  );
  const field = screen.getByRole('textbox', { name: /Name of a group/ });
  field.focus();
  document.execCommand ??= () => true;
  pressed(field);
  expect(scene.fake.asked('plan_undo')).toHaveLength(2);
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
          answer(makeEdits(edits));
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
  await waitFor(() => expect(scene.groups.map((each) => each.billing_manager)).toEqual([true, false, true]));
});

it('says in the row that a group is not synced or gives nothing', async () => {
  delete scene.counts['Owners'];
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
  const whole = () => scene.fake.asked('plan_save').map(({ what }) => what);
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

it('follows a new reading of people', async () => {
  await start();
  scene.counts = { ...scene.counts, Owners: 77 };
  scene.fake.tell({ kind: 'pull_ended', job: 1, problem: null, cancelled: false });
  await waitFor(() => expect(screen.getByRole('row', { name: 'Owners' })).toHaveTextContent('77'));
});
