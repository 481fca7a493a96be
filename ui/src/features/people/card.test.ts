import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { GroupCard as Group, PersonCard as Person, PersonRow } from '$lib/generated/api';
import { shortcuts } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, profileView, real, sidebarAnswers } from '$lib/testdata';
import GroupCard from './GroupCard.svelte';
import PersonCard from './PersonCard.svelte';
import { access, card, chain, explained, failed, groupCard, person, readers } from './testdata';

let fake: ReturnType<typeof fakeBackend>;
const live = connection({
  which: 'okta',
  status: 'live',
  okta_app: { id: '0oa1', label: 'ConfigCat', chosen: false },
});

beforeEach(() => router.go('people'));

async function start(okta = live, more: Answers = {}) {
  fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real, { okta }) }),
    explain: () => explained,
    guide_open: () => ({ kind: 'browser', url: 'https://okta.example' }),
    ...more,
  });
  await session.start();
}

async function shown(of: Partial<PersonRow>, more: Partial<Person> = {}, okta = live) {
  await start(okta);
  render(PersonCard, { card: { ...card(person(0, of)), ...more } });
  return screen.getByRole('region', { name: 'How they get in' });
}

const links = (region: HTMLElement) =>
  within(region)
    .getAllByRole('listitem')
    .map((item) => [item.dataset.link, within(item).getByRole('img').getAttribute('aria-label')].join(' '));

it('says the answer first, then link by link, the first broken one with its meaning and the way to the fix', async () => {
  const region = await shown({ state: 'failed', reason: 'Okta: “Matching user not found”' });
  expect(
    screen.getByText('Person 0 can’t get in. Push: Okta: “Matching user not found”'),
  ).toBeInTheDocument();
  expect(links(region)).toEqual([
    'okta_user holds',
    'assignment holds',
    'push broken',
    'scim_user holds',
    'groups holds',
    'member holds',
    'permission can’t be seen',
  ]);
  expect(fake.asked('explain')).toEqual([{ text: 'Okta: “Matching user not found”' }]);
  await userEvent.click(await within(region).findByRole('button', { name: 'Open Assignments in Okta' }));
  expect(region).toHaveTextContent('What it means The user was deleted');
  expect(fake.asked('guide_open')).toEqual([{ page: 'okta_assignments' }]);
});

it('goes to where it is put right with Ctrl+Enter', async () => {
  const region = await shown({ state: 'failed' });
  const button = await within(region).findByRole('button', { name: 'Open Assignments in Okta' });
  expect(button).toHaveAttribute('aria-keyshortcuts', 'Control+Enter');
  expect(shortcuts().find(({ keys }) => keys === 'Mod+Enter')?.says).toBe('Open Assignments in Okta');
});

it('says the reason only where the answer does not say it already', async () => {
  const reason = 'Okta: “Matching user not found”';
  await shown({ state: 'failed', reason });
  expect(screen.getAllByText(reason)).toHaveLength(1); // as the proof of the link
});

it('keeps Okta’s own words and the fix where no cause is known', async () => {
  await start(live, {
    explain: () => ({ ...explained, field: null, explanation: { ...explained.explanation, known: false } }),
  });
  render(PersonCard, { card: card(person(0, { state: 'failed' })) });
  const region = screen.getByRole('region', { name: 'How they get in' });
  expect(await within(region).findByRole('button', { name: 'Open Assignments in Okta' })).toBeInTheDocument();
  expect(region).toHaveTextContent('What to do Let Okta try again.');
  expect(region).not.toHaveTextContent('What it means');
});

it('says once what can’t be seen for one reason, and leads to where it is connected', async () => {
  const unseen = { state: 'unseen', proof: 'Okta is not connected.', fix: 'Connect Okta.' } as const;
  const region = await shown(
    { state: 'unknown' },
    { chain: { ...chain({ okta_user: unseen, assignment: unseen, push: unseen }), gets_in: null } },
    connection({ which: 'okta' }),
  );
  expect(within(region).getAllByText('Okta is not connected.')).toHaveLength(1);
  expect(region).toHaveTextContent('Okta user, Assignment, Push');
  await userEvent.click(within(region).getByRole('button', { name: 'Connect Okta' }));
  expect([router.place, router.part]).toEqual(['settings', 'okta']);
});

it.each([
  ['suspended_only', 'okta_assignments'],
  ['deactivate_users_off', 'okta_provisioning'],
  ['push_failed', 'okta_assignments'],
] as const)('leads a ghost left by %s to %s', async (ghost, page) => {
  const region = await shown(
    { state: 'ghost', ghost, reason: 'Suspended in Okta, still active here.' },
    {
      chain: {
        ...chain({ okta_user: { state: 'broken', proof: 'Suspended in Okta.' } }),
        gets_in: true,
      },
    },
  );
  expect(screen.getByText('Suspended in Okta, still active here.')).toBeInTheDocument();
  await userEvent.click(within(region).getByRole('button'));
  expect(fake.asked('guide_open')).toEqual([{ page }]);
});

it('leads somebody without a permission to the smallest change', async () => {
  const region = await shown(
    { state: 'no_permission' },
    { chain: chain({ permission: { state: 'broken', proof: 'The plan gives this person nothing.' } }) },
  );
  await userEvent.click(within(region).getByRole('button', { name: 'What would it take…' }));
  expect([router.place, ...router.parts]).toEqual(['access', 'ways', 'scim:u0']);
});

it('shows what they may do under the plan, which group gives it and which it came before, against today', async () => {
  await shown({}, { access, today: 'Shop / Admins' });
  const may = screen.getByRole('region', { name: 'What they may do' });
  expect(may).toHaveTextContent('Shop / Developers');
  expect(may).toHaveTextContent('from Coders, before Everyone');
  expect(within(may).getByText('Readers').tagName).toBe('S');
  expect(may).toHaveTextContent('Today, in ConfigCat Shop / Admins');
  expect(within(may).getByRole('link', { name: 'What would it take…' })).toHaveAttribute(
    'href',
    '#/access/ways/scim%3Au0',
  );
});

it('does not take what it can’t see today for nothing', async () => {
  await shown({}, { today: null });
  expect(screen.getByRole('region', { name: 'What they may do' })).toHaveTextContent('Can’t be seen');
});

it('says what is new, and when the person changed before', async () => {
  await shown({}, { news: 'Groups changed' });
  expect(screen.getByText('Groups changed')).toBeInTheDocument();
  const history = screen.getByRole('region', { name: 'When it changed' });
  expect(within(history).getAllByRole('listitem')[0]).toHaveTextContent(
    '12 May 2024 Moved from Readers to Developers',
  );
});

it('folds thirty groups, and says when there is none', async () => {
  const groups = Array.from({ length: 30 }, (_, i) => ({
    ...readers,
    key: `scim:g${i}`,
    name: `Group ${i}`,
  }));
  await shown({}, { groups, chain: failed });
  const region = screen.getByRole('region', { name: 'Groups' });
  expect(region).toHaveTextContent('and 22 more groups');
  expect(within(region).getByRole('link', { name: 'Group 29' })).toHaveAttribute(
    'href',
    '#/people/groups/scim%3Ag29',
  );
});

const shownGroup = async (more: Partial<Group>, okta = live) => {
  await start(okta);
  return render(GroupCard, { card: groupCard(more), onall: () => undefined });
};

it('says of a group who is missing and who is too many, each reason once', async () => {
  const missing = (id: string, name: string, reason: string) => ({
    name,
    user_id: null,
    okta_id: id,
    cause: 'not_assigned' as const,
    reason,
  });
  await shownGroup({
    group: { ...readers, state: 'differs', reason: 'Members differ: 3 missing here, 1 here only.' },
    missing: [
      missing('00u1', 'Ana', 'Not assigned.'),
      missing('00u2', 'Ben', 'Not assigned.'),
      missing('00u3', 'Cleo', 'Suspended.'),
    ],
    extra: [
      {
        name: 'Dora',
        user_id: 'u9',
        okta_id: null,
        cause: 'left_group',
        reason: 'Out of the group in Okta.',
      },
    ],
  });
  expect(screen.getByText('Members differ: 3 missing here, 1 here only.')).toBeInTheDocument();
  const lacking = screen.getByRole('region', { name: '3 people missing here' });
  expect(within(lacking).getAllByText('Not assigned.')).toHaveLength(1);
  expect(within(lacking).getByRole('link', { name: 'Ben' })).toHaveAttribute('href', '#/people/okta%3A00u2');
  const extra = screen.getByRole('region', { name: '1 person too many here' });
  expect(within(extra).getByRole('link', { name: 'Dora' })).toHaveAttribute('href', '#/people/scim%3Au9');
  expect(screen.getByRole('button', { name: 'Open Assignments in Okta' })).toBeInTheDocument();
  expect(screen.getByText('Place 3 in the plan’s priority')).toBeInTheDocument();
});

it('leads a group whose push failed to the change list where Catflap can do it, else to Okta', async () => {
  const group = {
    ...readers,
    key: 'okta:00g7',
    id: null,
    state: 'failed',
    reason: 'Okta: “Exists”',
  } as const;
  const { unmount } = await shownGroup({ group });
  expect(screen.getByText('Push failed')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'SCIM id' })).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'Mend the push from here' }));
  expect([router.place, ...router.parts]).toEqual(['setup', 'push-status', 'do']);
  unmount();
  await shownGroup({ group }, { ...live, okta_app: null });
  await userEvent.click(await screen.findByRole('button', { name: 'Open Push Groups in Okta' }));
  expect(fake.asked('guide_open')).toEqual([{ page: 'okta_push_groups' }]);
});

it('explains why the push of a group failed', async () => {
  await shownGroup({ group: { ...readers, state: 'failed', reason: 'Okta: “No”' } });
  expect(await screen.findByText('Okta holds an old id.')).toBeInTheDocument();
  expect(fake.asked('explain')).toEqual([{ text: 'Okta: “No”' }]);
});

it('does not take members that were not read for the right ones', async () => {
  await shownGroup({ okta_members_read: false });
  expect(screen.getByText(/its members in Okta were not read/)).toBeInTheDocument();
});
