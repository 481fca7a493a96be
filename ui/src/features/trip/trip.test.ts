import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { Leg, Trip, TripAsk, TripPlan, TripView } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, profileView, real, sidebarAnswers } from '$lib/testdata';
import TripPage from './TripPage.svelte';
import TripRow from './TripRow.svelte';

const person = 'catflap-trip-7f3a@whisker.co';
const plan: TripPlan = {
  headline: `${person} goes from Okta to ConfigCat and back.`,
  person,
  app_label: 'ConfigCat',
  writes: [
    {
      leg: 'create-person',
      title: 'Create the person',
      request: 'POST /api/v1/users?activate=true',
      on: person,
      taken_back: 'Deactivated and deleted, then looked up.',
    },
  ],
  effects: [`The user ${person} is created.`],
  cautions: ['Switch `Provision future users automatically` off meanwhile.'],
  legs: [
    ['create-person', 'Create the person in Okta'],
    ['assign', 'Assign the person'],
    ['take-back', 'Take everything back'],
  ],
};

function answer(ask: TripAsk, more: Partial<TripView> = {}): TripView {
  const asked = ask.person;
  return {
    ask:
      asked.kind === 'throwaway'
        ? { ...ask, person: { ...asked, domain: asked.domain || 'whisker.co' } }
        : ask,
    run_id: '7f3a',
    plan,
    problem: null,
    left: [],
    ...more,
  };
}

const assigned: Leg = {
  id: 'assign',
  title: 'Assign the person',
  outcome: 'arrived',
  saw: 'The user stands in ConfigCat, active.',
  why: '',
  next: '',
  reason: null,
  began_at: '2026-05-12T12:00:00Z',
  took_ms: 4200,
  events: [
    {
      id: 'e1',
      at: '2026-05-12T12:00:03Z',
      event_type: 'application.provision.user.push',
      what: 'Catflap Trip 7f3a was pushed.',
      outcome: 'done',
      person: null,
      group: null,
      in_short: '',
      reason: null,
      okta_says: '',
    },
  ],
  evidence: null,
};

function trip(more: Partial<Trip> = {}): Trip {
  return {
    run_id: '7f3a',
    app_label: 'ConfigCat',
    person,
    started_at: new Date().toISOString(),
    duration_ms: 20_000,
    proven: true,
    headline: 'What Okta sends arrives in ConfigCat.',
    advice: 'Each was seen on both sides.',
    next: '',
    legs: [assigned],
    remains: [
      {
        entry: 1,
        what: `the person ${person} in Okta`,
        fate: 'gone',
        saw: 'Looked up: not there.',
        closed: true,
      },
    ],
    taken_back: true,
    proof: 'One thing was written, and taken back.',
    cancelled: false,
    ...more,
  };
}

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  await tick();
});

const both = { okta: connection({ which: 'okta', status: 'live' }) };

async function start(more: Answers = {}, connected = both, View: typeof TripPage = TripPage): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real, connected) }),
    trip_last: () => ({ trip: null, left: [] }),
    trip_plan: (ask) => answer(ask),
    trip_start: () => ({ job: 9 }),
    ...more,
  });
  stop = await session.start();
  router.go('connection', 'trip');
  render(View);
  await tick();
  return fake;
}

const begin = () => screen.getByRole('button', { name: 'Start the round trip' });
const agree = () => screen.findByRole('checkbox', { name: 'A person may be created at whisker.co' });

it('says which end is missing, and leads to where it is connected', async () => {
  const fake = await start({}, { okta: connection({ which: 'okta', status: 'unset' }) });
  expect(await screen.findByText('Okta is not connected.')).toBeInTheDocument();
  expect(fake.asked('trip_plan')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Connect Okta' }));
  expect([router.place, router.part]).toEqual(['settings', 'okta']);
});

it('shows every write and what Okta then does, and starts only once the domain is confirmed', async () => {
  const fake = await start();
  const table = await screen.findByRole('table');
  expect(table).toHaveTextContent(
    `Create the personPOST /api/v1/users?activate=true${person}Deactivated and deleted`,
  );
  expect(screen.getByText(`The user ${person} is created.`)).toBeInTheDocument();
  expect(screen.getByRole('list', { name: 'Worth knowing before' })).toHaveTextContent(/off meanwhile/);
  expect(screen.getByLabelText('E-mail domain of the throwaway person')).toHaveValue('whisker.co');
  onKey(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
  expect(begin()).toBeDisabled();
  await userEvent.click(await agree());
  await userEvent.click(begin());
  expect(fake.asked('trip_start')).toEqual([
    {
      ask: {
        person: { kind: 'throwaway', domain: 'whisker.co', confirmed: true },
        group: { kind: 'throwaway' },
        delete_in_configcat: true,
      },
      run_id: '7f3a',
    },
  ]);
});

it('plans again for whatever is chosen, and takes back what was agreed to', async () => {
  const fake = await start({
    okta_people: () => ({
      people: [{ id: '00u1', name: 'Ada Lovelace', login: 'ada@whisker.co', status: 'ACTIVE' }],
      more: false,
    }),
    okta_groups: () => ({
      groups: [
        { id: '00g1', name: 'Developers', description: '', assigned: false, push: 'ACTIVE' },
        { id: '00g2', name: 'Everyone', description: '', assigned: true, push: null },
      ],
      more: false,
    }),
  });
  await userEvent.click(await agree());
  expect(begin()).toBeEnabled();
  await userEvent.click(screen.getByRole('radio', { name: /^Somebody of your org/ }));
  expect(screen.getByText('Choose who goes to see what will be written.')).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('radio', { name: /Ada Lovelace/ }));
  const box = await screen.findByRole('checkbox', { name: 'Ada Lovelace may be changed, and put back' });
  expect(box).not.toBeChecked();
  await userEvent.click(screen.getByRole('radio', { name: /^A push group that there is/ }));
  expect(await screen.findByRole('radio', { name: /Developers/ })).toBeInTheDocument();
  expect(screen.queryByRole('radio', { name: /Everyone/ })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: /Developers/ }));
  await waitFor(() =>
    expect(fake.asked('trip_plan').at(-1)).toEqual({
      person: { kind: 'named', user: '00u1' },
      group: { kind: 'named', group: '00g1' },
      delete_in_configcat: true,
    }),
  );
  expect(begin()).toBeDisabled();
});

it('shows in place why a trip must not be begun', async () => {
  await start({
    trip_plan: (ask) =>
      answer(ask, {
        plan: null,
        problem: {
          code: 'not-allowed',
          message: 'Ada has the application by a group.',
          why: '',
          remedy: 'Choose somebody else.',
          evidence: null,
        },
      }),
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('Ada has the application by a group.');
  expect(screen.queryByRole('table')).toBeNull();
  expect(begin()).toBeDisabled();
});

it('shows each leg as it goes, how long it is waited for, and can be cancelled', async () => {
  let last: Trip | null = null;
  const fake = await start({ job_cancel: () => ({}), trip_last: () => ({ trip: last, left: [] }) });
  await userEvent.click(await agree());
  await userEvent.click(begin());
  const legs = await screen.findByRole('list', { name: 'Legs of the trip' });
  fake.tell({ kind: 'trip', job: 9, event: { kind: 'started', id: 'assign' } });
  fake.tell({
    kind: 'trip',
    job: 9,
    event: { kind: 'waiting', id: 'assign', waited_ms: 12_300, saw: 'no user of this name yet' },
  });
  await waitFor(() => expect(legs).toHaveTextContent('Assign the person 12 s no user of this name yet'));
  fake.tell({ kind: 'trip', job: 9, event: { kind: 'ended', leg: assigned } });
  await waitFor(() => expect(legs).toHaveTextContent('4.2 s The user stands in ConfigCat, active.'));
  expect(legs).toHaveTextContent('Catflap Trip 7f3a was pushed.');
  expect(screen.getByRole('status')).toHaveTextContent('1 of 3 legs done.');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel and take back' }));
  expect(fake.asked('job_cancel')).toEqual([{ job: 9 }]);
  last = trip({ proven: false, cancelled: true, headline: 'The trip was cancelled before its end.' });
  fake.tell({ kind: 'trip_ended', job: 9, trip: last });
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('The trip was cancelled'));
  expect(screen.getByRole('button', { name: 'Travel again' })).toBeInTheDocument();
});

it('says why a trip that was begun was not held', async () => {
  const fake = await start();
  await userEvent.click(await agree());
  await userEvent.click(begin());
  const problem = {
    code: 'server-error',
    message: 'Okta did not answer.',
    why: '',
    remedy: 'Begin again.',
    evidence: null,
  } as const;
  fake.tell({ kind: 'job_failed', job: 8, problem: { ...problem, message: 'Another job.' } });
  fake.tell({ kind: 'job_failed', job: 9, problem });
  expect(await screen.findByRole('alert')).toHaveTextContent('Okta did not answer.');
  expect(screen.getByRole('heading', { name: 'Before you start' })).toBeInTheDocument();
});

it('shows the last trip on return: the verdict, the legs, and the proof that all is taken back', async () => {
  await start({ trip_last: () => ({ trip: trip(), left: [] }) });
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('What Okta sends arrives in ConfigCat.'),
  );
  const proof = screen.getByRole('region', { name: 'Taken back' });
  expect(proof).toHaveTextContent('One thing was written, and taken back.');
  expect(within(proof).getByRole('listitem')).toHaveTextContent(`The person ${person} in Okta gone`);
});

it('offers what an earlier trip left, and takes it back', async () => {
  let left = [`the person ${person} in Okta`];
  const fake = await start({
    trip_last: () => ({ trip: null, left }),
    trip_plan: (ask) => answer(ask, { left }),
    trip_take_back: () => {
      left = [];
      return {
        remains: trip().remains,
        taken_back: true,
        proof: 'One thing was written, and taken back.',
        next: '',
      };
    },
  });
  expect(await screen.findByText(/may have left one thing behind/)).toHaveTextContent(person);
  await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));
  expect(await screen.findByRole('heading', { name: 'What was left' })).toBeInTheDocument();
  expect(fake.asked('trip_take_back')).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
});

it('stands in the list of checks with what it needs', async () => {
  await start({}, { okta: connection({ which: 'okta', status: 'unset' }) }, TripRow);
  const link = await screen.findByRole('link', { name: /From Okta to ConfigCat and back.*needs Okta/ });
  expect(link).toHaveAttribute('href', '#/connection/trip');
});
