import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend, type Answers, type Fake } from '$lib/backend/fake';
import type { Entry, Rehearsal, RehearsalPlan, Row, Written } from '$lib/generated/api';
import { onKey } from '$lib/keyboard';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import { rehearsing } from './rehearsal.svelte';
import View from './View.svelte';

const person = 'catflap-rehearsal-7f3a@whisker.co';

function plan(domain: string): RehearsalPlan {
  const name = `catflap-rehearsal-7f3a@${domain}`;
  const write = { kind: 'user', name, taken_back: 'Deleted with the person: DELETE /Users/{id}.' } as const;
  return {
    domain,
    url: 'https://scim.example/v2',
    run_id: '7f3a',
    caution: 'If “Provision future users automatically” is on, switch it off meanwhile.',
    left: [],
    writes:
      domain === ''
        ? []
        : [
            {
              row: 'create-person',
              title: 'Create the person',
              request: 'POST /Users',
              creates: true,
              ...write,
            },
            { row: 'rename', title: 'Change the name', request: 'PUT /Users/{id}', creates: false, ...write },
          ],
  };
}

function row(more: Partial<Row> = {}): Row {
  return {
    id: 'create-person',
    title: 'Create the person',
    sends: 'POST /Users',
    needs: '201 with an id',
    got: '201, stored',
    verdict: 'pass',
    saw: 'Created, and found again.',
    why: 'Okta creates everybody like this.',
    todo: '',
    duration_ms: 88,
    exchanges: [],
    ...more,
  };
}

const failed = row({
  id: 'add-member',
  title: 'Add one member',
  sends: 'PUT /Groups/{id}',
  needs: '200, member stored',
  got: '200, but no member is stored',
  verdict: 'fail',
  saw: 'The answer was 200, and the group is empty.',
  why: 'Whoever is in no group gets no permission.',
  todo: 'Send the copy for support to ConfigCat.',
});

const gone: Written = {
  entry: 1,
  kind: 'user',
  name: person,
  scim_id: '1',
  fate: 'gone',
  saw: 'Looked up by name and by id: not there.',
  closed: true,
};

function rehearsal(more: Partial<Rehearsal> = {}): Rehearsal {
  return {
    url: 'https://scim.example/v2',
    domain: 'whisker.co',
    run_id: '7f3a',
    started_at: new Date().toISOString(),
    duration_ms: 900,
    verdict: 'fail',
    headline: 'Groups arrive without their people.',
    advice: 'Everything written was taken back.',
    todo: 'This is ConfigCat’s to fix.',
    rows: [row(), failed],
    written: [gone],
    proof: 'One thing was written. It is gone.',
    looked_up_at: new Date().toISOString(),
    token_hint: '…3f9a',
    cancelled: false,
    ...more,
  };
}

const entry: Entry = {
  id: 4,
  intent: { url: 'https://scim.example/v2', kind: 'user', name: person },
  scim_id: null,
};

let stop: () => void = () => undefined;

beforeEach(async () => {
  stop();
  session.view = null;
  await tick();
});

async function start(more: Answers = {}, at: string[] = ['rehearsal']): Promise<Fake> {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    check_list: () => ({ checks: [] }),
    check_history: () => ({ runs: [] }),
    rehearsal_last: () => ({ rehearsal: null, left: [] }),
    rehearsal_plan: ({ domain }) => plan(domain || 'whisker.co'),
    rehearsal_start: () => ({ job: 9 }),
    ...more,
  });
  stop = await session.start();
  router.go('connection', ...at);
  render(View);
  await tick();
  return fake;
}

const begin = () => screen.getByRole('button', { name: 'Start the rehearsal' });

it('stands last in the list of checks, and leads to its page', async () => {
  await start({}, []);
  const link = await screen.findByRole('link', { name: /Everything Okta will ever send.*not run/ });
  expect(link).toHaveAttribute('href', '#/connection/rehearsal');
});

it('tells the last result in the list of checks', async () => {
  await start({ rehearsal_last: () => ({ rehearsal: rehearsal(), left: [] }) }, []);
  expect(await screen.findByRole('link', { name: /Everything Okta.*needs you, today/ })).toBeInTheDocument();
});

it('says every write and how it is taken back, and writes nothing until the domain is confirmed', async () => {
  const fake = await start();
  const table = await screen.findByRole('table');
  expect(within(table).getAllByRole('row')).toHaveLength(3);
  expect(table).toHaveTextContent('Create the personPOST /Users');
  expect(table).toHaveTextContent('Deleted with the person');
  expect(screen.getByLabelText('E-mail domain of the throwaway people')).toHaveValue('whisker.co');
  expect(screen.getByText(/Provision future users automatically/)).toBeInTheDocument();
  expect(begin()).toBeDisabled();
  await userEvent.click(screen.getByRole('checkbox', { name: 'People may be created at whisker.co' }));
  await userEvent.click(begin());
  expect(fake.asked('rehearsal_start')).toEqual([{ domain: 'whisker.co', run_id: '7f3a', confirmed: true }]);
});

it('plans again for another domain, and takes back the confirmation of the first', async () => {
  const fake = await start();
  await userEvent.click(await screen.findByRole('checkbox', { name: 'People may be created at whisker.co' }));
  const field = screen.getByLabelText('E-mail domain of the throwaway people');
  await userEvent.clear(field);
  expect(screen.getByText('Enter a domain to see what will be written.')).toBeInTheDocument();
  await userEvent.type(field, '@Tabby.example');
  await waitFor(() => expect(fake.asked('rehearsal_plan').at(-1)).toEqual({ domain: 'tabby.example' }));
  const tick = await screen.findByRole('checkbox', { name: 'People may be created at tabby.example' });
  expect(tick).not.toBeChecked();
  expect(begin()).toBeDisabled();
  await userEvent.click(tick);
  expect(begin()).toBeEnabled();
});

it('streams the rows in, says when it waits, and can be cancelled', async () => {
  let last: Rehearsal | null = null;
  const fake = await start({
    job_cancel: () => ({}),
    rehearsal_last: () => ({ rehearsal: last, left: [] }),
  });
  await userEvent.click(await screen.findByRole('checkbox'));
  await userEvent.click(begin());
  fake.tell({ kind: 'rehearsal', job: 9, event: { kind: 'started', id: 'create-person' } });
  fake.tell({ kind: 'rehearsal', job: 9, event: { kind: 'ended', row: row() } });
  fake.tell({ kind: 'rehearsal', job: 9, event: { kind: 'waiting', id: 'rename', seconds: 12 } });
  expect(await screen.findByText('201, stored')).toBeInTheDocument();
  const now = document.querySelector<HTMLElement>('[data-now]') as HTMLElement;
  expect(now).toHaveTextContent('Change the name waiting 12 s, as the rate limit asks');
  expect(screen.getByRole('status')).toHaveTextContent('1 answered so far.');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel and take back' }));
  expect(fake.asked('job_cancel')).toEqual([{ job: 9 }]);
  // What is left out by the cancelling was not answered.
  const skipped = row({ id: 'rename', title: 'Change the name', verdict: 'skip', got: 'cancelled' });
  fake.tell({ kind: 'rehearsal', job: 9, event: { kind: 'ended', row: skipped } });
  await waitFor(() => expect(now).toHaveTextContent('Taking back'));
  expect(screen.getByRole('status')).toHaveTextContent('Taking back what was written. 1 answered so far.');
  last = rehearsal({ cancelled: true, headline: 'The rehearsal was cancelled.' });
  fake.tell({ kind: 'rehearsal_ended', job: 9, rehearsal: last });
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('The rehearsal was cancelled.'));
  expect(screen.getByRole('button', { name: 'Rehearse again' })).toBeInTheDocument();
});

it('ends with the verdict, what to do, and the journal that names what was written', async () => {
  await start({ rehearsal_last: () => ({ rehearsal: rehearsal(), left: [] }) });
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('Groups arrive without their people.'),
  );
  expect(screen.getByRole('region', { name: 'What to do' })).toHaveTextContent('ConfigCat’s to fix');
  const journal = screen.getByRole('region', { name: 'Journal' });
  expect(journal).toHaveTextContent(`${person} person gone`);
});

it('opens a row to what was seen, why it matters and what to do, by keyboard too', async () => {
  await start({ rehearsal_last: () => ({ rehearsal: rehearsal(), left: [] }) });
  const first = await screen.findByRole('button', { name: /Create the person/ });
  first.focus();
  await userEvent.keyboard('{ArrowDown}');
  const second = screen.getByRole('button', { name: /Add one member/ });
  await waitFor(() => expect(second).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(second).toHaveAttribute('aria-expanded', 'true'));
  const details = document.querySelector<HTMLElement>('[data-details="add-member"]') as HTMLElement;
  expect(details).toHaveTextContent('What we saw The answer was 200, and the group is empty.');
  expect(details).toHaveTextContent('Why it matters Whoever is in no group gets no permission.');
  expect(details).toHaveTextContent('What to do Send the copy for support to ConfigCat.');
  await userEvent.keyboard('{Enter}');
  expect(document.querySelector('[data-details]')).toBeNull();
});

it('shows the plan again before it rehearses again, and asks for the confirmation anew', async () => {
  const fake = await start({ rehearsal_last: () => ({ rehearsal: rehearsal(), left: [] }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Rehearse again' }));
  expect(await screen.findByRole('checkbox')).not.toBeChecked();
  expect(begin()).toBeDisabled();
  expect(fake.asked('rehearsal_start')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'The last result' }));
  expect(screen.getByRole('status')).toHaveTextContent('Groups arrive without their people.');
});

it('starts by Ctrl+Enter only what was confirmed, and keeps the keyboard on the page', async () => {
  const fake = await start();
  const hear = (event: KeyboardEvent) => onKey(event);
  window.addEventListener('keydown', hear);
  const box = await screen.findByRole('checkbox', { name: 'People may be created at whisker.co' });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(fake.asked('rehearsal_start')).toEqual([]);
  box.focus();
  await userEvent.keyboard(' ');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  window.removeEventListener('keydown', hear);
  expect(fake.asked('rehearsal_start')).toHaveLength(1);
  expect(fake.asked('check_start')).toEqual([]);
  await waitFor(() => expect(document.querySelector('.rehearsal')).toHaveFocus());
});

it('offers to take back what an earlier one left, and says what became of it', async () => {
  let left = [entry];
  const fake = await start({
    rehearsal_last: () => ({ rehearsal: rehearsal(), left }),
    rehearsal_take_back: () => {
      left = [];
      return { written: [gone], all_gone: true, proof: 'It is gone.', todo: '', exchanges: [] };
    },
  });
  await waitFor(() => expect(document.querySelector('[data-left]')).toHaveTextContent(person));
  await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));
  expect(fake.asked('rehearsal_take_back')).toEqual([{}]);
  expect(await screen.findByText('It is gone.')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull());
});

it('says why a rehearsal could not begin, and keeps the plan', async () => {
  await start({
    rehearsal_start: () => {
      throw {
        code: 'input-unreadable',
        message: '“whisker” is not an e-mail domain.',
        why: '',
        remedy: 'Enter the part behind the @.',
        evidence: null,
      };
    },
  });
  await userEvent.click(await screen.findByRole('checkbox'));
  await userEvent.click(begin());
  expect(await screen.findByRole('alert')).toHaveTextContent('is not an e-mail domain');
  expect(begin()).toBeEnabled();
});

it('says why a rehearsal ended that could not begin', async () => {
  const fake = await start();
  await userEvent.click(await screen.findByRole('checkbox'));
  await userEvent.click(begin());
  const problem = {
    code: 'storage-failed',
    message: 'The rehearsal’s journal can’t be read.',
    why: '',
    remedy: 'Look at the disk’s free space.',
    evidence: null,
  } as const;
  fake.tell({ kind: 'job_failed', job: 9, problem });
  expect(await screen.findByRole('alert')).toHaveTextContent('journal can’t be read');
  expect(begin()).toBeDisabled();
});

it('takes no other job’s failure for its own while it starts, and its own that came before its number', async () => {
  let begun: (job: { job: number }) => void = () => undefined;
  const fake = await start({ rehearsal_start: () => new Promise((done) => (begun = done)) });
  const failure = (message: string) =>
    ({ code: 'storage-failed', message, why: '', remedy: '', evidence: null }) as const;
  await userEvent.click(await screen.findByRole('checkbox'));
  await userEvent.click(begin());
  fake.tell({ kind: 'job_failed', job: 8, problem: failure('The check failed.') });
  await tick();
  expect(rehearsing.running).toBe(true);
  expect(rehearsing.refused).toBeNull();
  fake.tell({ kind: 'job_failed', job: 9, problem: failure('The journal can’t be read.') });
  begun({ job: 9 });
  await waitFor(() => expect(rehearsing.running).toBe(false));
  expect(rehearsing.refused?.message).toBe('The journal can’t be read.');
});

it('shows nothing of one profile in another', async () => {
  await start({ rehearsal_last: () => ({ rehearsal: rehearsal(), left: [entry] }) });
  await waitFor(() => expect(rehearsing.left).toHaveLength(1));
  session.view = null;
  await tick();
  expect(rehearsing.last).toBeNull();
  expect(rehearsing.left).toHaveLength(0);
});
