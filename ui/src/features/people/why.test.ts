import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { PersonRow, WhyAnswer } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import { card, chain, explained, groupCard, person } from './testdata';
import View from './View.svelte';

let fake: ReturnType<typeof fakeBackend>;
const nobody: WhyAnswer = {
  people: [],
  total: 0,
  outside: [],
  nobody: 'Nobody called this was read. Okta’s directory was not looked at: Okta is not connected.',
};
const unassigned = {
  ...chain({ assignment: { state: 'broken', proof: 'Not assigned.', fix: 'Assign one of their groups.' } }),
  answer: 'Tom Ash can’t get in. Assignment: Not assigned.',
};
const tom = { okta_id: '00u7', name: 'Tom Ash', login: 'tom@whisker.co', chain: unassigned };

beforeEach(() => router.go('people'));

async function start(answer: WhyAnswer, more: Answers = {}) {
  const everybody: PersonRow[] = [person(0), person(1)];
  fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    people: ({ search, filter }) => {
      const rows = everybody.filter((each) => each.name.includes(search) && filter.kind === 'all');
      return {
        ...sidebarAnswers.people(),
        total: rows.length,
        rows,
        counts: {
          all: everybody.filter((each) => each.name.includes(search)).length,
          needs_look: 1,
          states: [],
        },
      };
    },
    person: ({ key }) => card(everybody.find((each) => each.key === key) ?? person(0)),
    groups: () => ({ total: 0, rows: [] }),
    group: () => groupCard(),
    explain: () => explained,
    why: () => answer,
    guide_open: () => ({ kind: 'browser', url: 'https://okta.example' }),
    ...more,
  });
  await session.start();
  render(View);
  await screen.findByRole('row', { name: /Person 0/ });
}

const search = () => screen.getByRole('searchbox', { name: 'Search people' });

it('answers for whoever is found, with Enter in the search field', async () => {
  router.go('people', 'scim:u0');
  await start(nobody);
  await userEvent.type(search(), 'Person 1{Enter}');
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Person 1' })).toHaveFocus());
  expect(router.part).toBe('scim:u1');
  expect(fake.asked('why')).toEqual([]);
});

it('shows the first of what is searched, not who was open before', async () => {
  router.go('people', 'scim:u0');
  await start(nobody);
  await userEvent.type(search(), 'Person 1');
  expect(await screen.findByRole('heading', { name: 'Person 1' })).toBeInTheDocument();
});

it('looks in Okta’s directory for somebody who was not read, once the text rests, and shows the chain', async () => {
  await start({ ...nobody, nobody: '', outside: [tom] });
  await userEvent.type(search(), ' tom@whisker.co ');
  expect(await screen.findByText('Tom Ash can’t get in. Assignment: Not assigned.')).toBeInTheDocument();
  expect(fake.asked('why')).toEqual([{ text: 'tom@whisker.co' }]);
  await userEvent.click(screen.getByRole('button', { name: 'Open Assignments in Okta' }));
  expect(fake.asked('guide_open')).toEqual([{ page: 'okta_assignments' }]);
});

it('asks at once with Enter', async () => {
  await start({ ...nobody, nobody: '', outside: [tom] });
  await userEvent.type(search(), 'tom{Enter}');
  await waitFor(() => expect(fake.asked('why')).toEqual([{ text: 'tom' }]));
});

it('asks who is meant of several outside', async () => {
  await start({ ...nobody, nobody: '', outside: [tom, { ...tom, okta_id: '00u8', name: 'Tom Birch' }] });
  await userEvent.type(search(), 'tom{Enter}');
  expect(await screen.findByText('Tom Birch')).toBeInTheDocument();
  expect(screen.getByText(/who is meant\?/)).toBeInTheDocument();
});

it('says for nobody what could not be looked at', async () => {
  await start(nobody);
  await userEvent.type(search(), 'zz{Enter}');
  expect(await screen.findByRole('heading', { name: 'Nobody matches' })).toBeInTheDocument();
  expect(screen.getByText(nobody.nobody)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Connect Okta' }));
  expect([router.place, router.part]).toEqual(['settings', 'okta']);
});

it('finds somebody whom the chosen chip hides, and shows them', async () => {
  await start({ ...nobody, nobody: '', people: [person(1)], total: 1 });
  await userEvent.click(screen.getByRole('button', { name: /^Needs a look/ }));
  await userEvent.type(search(), 'Person 1{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: /Person 1/ }));
  expect(await screen.findByRole('row', { name: /Person 0/ })).toBeInTheDocument();
  expect(router.part).toBe('scim:u1');
});

it('tells why it could not look, and looks again', async () => {
  let down = true;
  await start(nobody, {
    why: () => {
      if (down)
        throw {
          code: 'unreachable',
          message: 'Okta could not be reached.',
          why: '',
          remedy: 'Look at the network.',
          evidence: null,
        };
      return nobody;
    },
  });
  await userEvent.type(search(), 'zz{Enter}');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Okta could not be reached.');
  down = false;
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(nobody.nobody)).toBeInTheDocument();
});

it('takes the address out of what was pasted', async () => {
  await start({ ...nobody, nobody: '', outside: [tom] });
  await userEvent.click(search());
  await userEvent.paste('Tom Ash <tom@whisker.co>,');
  expect(await screen.findByRole('heading', { name: 'Tom Ash' })).toBeInTheDocument();
  expect(fake.asked('people').at(-1)).toMatchObject({ search: 'tom@whisker.co' });
  expect(fake.asked('why')).toEqual([{ text: 'tom@whisker.co' }]);
});

it('shows the card of somebody who is in Okta’s directory alone', async () => {
  const gone = { code: 'not-there', message: 'Not in what was read.', why: '', remedy: '', evidence: null };
  router.go('people', 'okta:00u7');
  await start(
    { ...nobody, nobody: '', outside: [tom] },
    {
      person: () => {
        throw gone;
      },
    },
  );
  expect(await screen.findByRole('heading', { name: 'Tom Ash' })).toBeInTheDocument();
  expect(fake.asked('why')).toEqual([{ text: '00u7' }]);
});
