import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../App.svelte';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, practice, profileView, real, sidebarAnswers } from '$lib/testdata';
import { toasts } from '$lib/ui';

beforeEach(() => {
  history.replaceState(null, '', '#');
  session.boot = null;
  session.view = null;
  session.problem = null;
  for (const toast of toasts.shown) toasts.dismiss(toast.id);
});

function start(answers: Answers) {
  const fake = fakeBackend({
    ...sidebarAnswers,
    activity: () => ({ rows: [] }),
    ...answers,
  });
  router.replace('activity');
  return { fake, ...render(App) };
}

describe('the window', () => {
  it('says in a band that practice is practice, and that a real organization can be connected', async () => {
    start({ boot: () => boot({ open: profileView(practice) }) });
    const band = await screen.findByRole('complementary', { name: 'Practice' });
    expect(band).toHaveTextContent('nothing here touches a real Okta or ConfigCat');
    expect(within(band).getByRole('link', { name: 'Connect a real organization' })).toHaveAttribute(
      'href',
      '#/connect',
    );
  });

  it('has no band for a real profile', async () => {
    start({ boot: () => boot({ open: profileView(real) }) });
    await screen.findByRole('navigation', { name: 'Places' });
    expect(screen.queryByRole('complementary', { name: 'Practice' })).toBeNull();
  });

  it('offers practice and a real organization when no profile is open', async () => {
    const { fake } = start({
      boot: () => boot({ profiles: [practice] }),
      practice_open: () => profileView(practice),
    });
    const way = await screen.findByRole('button', { name: /Practise first/ });
    expect(screen.getByRole('button', { name: /Connect a real organization/ })).toBeInTheDocument();
    expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull();
    await userEvent.click(way);
    expect(fake.asked('practice_open')).toHaveLength(1);
    expect(await screen.findByRole('navigation', { name: 'Places' })).toBeInTheDocument();
  });

  it('tells why it could not start, and tries again when asked', async () => {
    const answer = vi.fn();
    answer.mockImplementationOnce(() => {
      throw {
        code: 'storage-failed',
        message: 'The database could not be opened.',
        why: 'Nothing can be kept.',
        remedy: 'Free some space.',
        evidence: null,
      };
    });
    answer.mockImplementation(() => boot());
    start({ boot: answer });
    expect(await screen.findByRole('alert')).toHaveTextContent('The database could not be opened.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /Practise first/ })).toBeInTheDocument();
  });
});

describe('a screen that breaks', () => {
  const broken = { rows: [null] } as never;

  it('says so in its place, and works again when asked', async () => {
    const activity = vi.fn(() => ({ rows: [] }));
    activity.mockImplementationOnce(() => broken);
    start({ boot: () => boot({ open: profileView(real) }), activity });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This screen stopped working.');
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing has happened yet')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leaves the other places working', async () => {
    start({ boot: () => boot({ open: profileView(real) }), activity: () => broken });
    await screen.findByRole('alert');
    await userEvent.click(screen.getByRole('link', { name: 'Settings' }));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeInTheDocument();
    expect(screen.queryByText('This screen stopped working.')).toBeNull();
  });
});

describe('the sidebar', () => {
  it('shows how far the guide is and how many people there are', async () => {
    start({ boot: () => boot({ open: profileView(real) }) });
    expect(await screen.findByRole('link', { name: /Set up 18 of 26 steps done/ })).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: /People 312/ })).toBeInTheDocument();
  });

  it('marks the place one is in', async () => {
    start({ boot: () => boot({ open: profileView(real) }) });
    expect(await screen.findByRole('link', { name: 'Activity' })).toHaveAttribute('aria-current', 'page');
  });

  it('lists the connections with their state, each leading to its form', async () => {
    const { fake } = start({ boot: () => boot({ open: profileView(real) }) });
    const list = await screen.findByRole('region', { name: 'Connections' });
    const okta = within(list).getByRole('link', { name: /Okta/ });
    expect(okta).toHaveTextContent('connect');
    expect(okta).toHaveAttribute('href', '#/settings/okta');
    const now = profileView(real).connections;
    fake.tell({ kind: 'connections', connections: { ...now, okta: { ...now.okta, status: 'failing' } } });
    await waitFor(() => expect(okta).toHaveTextContent('failing'));
  });
});

describe('the profile menu', () => {
  it('opens another profile', async () => {
    const { fake } = start({
      boot: () => boot({ open: profileView(practice) }),
      profile_open: () => profileView(real),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Whisker Co/ }));
    await userEvent.click(screen.getByRole('menuitemradio', { name: /Tabby Industries/ }));
    expect(fake.asked('profile_open')).toEqual([{ id: 'r1' }]);
  });

  it('deletes a profile only after asking', async () => {
    const { fake } = start({
      boot: () => boot({ open: profileView(real) }),
      profile_delete: () => boot({ profiles: [practice] }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /Tabby Industries/ }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete…' }));
    expect(fake.asked('profile_delete')).toEqual([]);
    const dialog = screen.getByRole('dialog', { name: 'Delete “Tabby Industries”?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete the profile' }));
    expect(fake.asked('profile_delete')).toEqual([{ id: 'r1' }]);
    expect(await screen.findByRole('button', { name: /Practise first/ })).toBeInTheDocument();
  });

  it('renames a profile, and keeps what was typed when that fails', async () => {
    start({
      boot: () => boot({ open: profileView(real) }),
      profile_rename: () => {
        throw {
          code: 'storage-failed',
          message: 'It was not kept.',
          why: '',
          remedy: 'Try again.',
          evidence: null,
        };
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: /Tabby Industries/ }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Rename…' }));
    const field = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(field);
    await userEvent.type(field, 'Tabby Ltd');
    await userEvent.click(screen.getByRole('button', { name: 'Rename' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('It was not kept.');
    expect(field).toHaveValue('Tabby Ltd');
  });
});

it('leaves what was typed where it stands when a new profile can’t be connected', async () => {
  const { fake } = start({
    boot: () => boot({ profiles: [practice] }),
    scim_clean: () => ({
      url: 'https://scim.example/v2',
      url_cleaned: [],
      url_problem: null,
      token_cleaned: [],
      token_problem: null,
      warnings: [],
    }),
    profile_create: () => profileView(real),
    scim_save: () => {
      throw {
        code: 'credential-refused',
        message: 'ConfigCat refused the token.',
        why: '',
        remedy: '',
        evidence: null,
      };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: /Connect a real organization/ }));
  await userEvent.type(await screen.findByLabelText('SCIM URL'), 'https://scim.example/v2');
  await userEvent.type(screen.getByLabelText('Token'), 'tok-3f9a');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByRole('alert')).toHaveTextContent('ConfigCat refused the token.');
  expect(screen.getByLabelText('Token')).toHaveValue('tok-3f9a');
  expect(fake.asked('scim_save')).toHaveLength(1);
});

describe('finding', () => {
  it('opens with Ctrl+K, finds a person and goes there', async () => {
    const { fake } = start({
      boot: () => boot({ open: profileView(real) }),
      find: () => ({ hits: [{ kind: 'person', id: 'k1', title: 'Ana Costa', detail: 'ana@whisker.co' }] }),
    });
    await screen.findByRole('navigation', { name: 'Places' });
    await userEvent.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: 'Find anything' });
    await userEvent.type(field, 'ana');
    await screen.findByRole('option', { name: /Ana Costa/ });
    expect(fake.asked('find').at(-1)).toEqual({ text: 'ana' });
    await userEvent.keyboard('{Enter}');
    expect(location.hash).toBe('#/people/k1');
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('finds places without asking', async () => {
    start({ boot: () => boot({ open: profileView(real) }), find: () => ({ hits: [] }) });
    await screen.findByRole('navigation', { name: 'Places' });
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox'), 'sett');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    expect(router.place).toBe('settings');
  });
});

it('lists every shortcut with “?”', async () => {
  start({ boot: () => boot({ open: profileView(real) }) });
  await screen.findByRole('navigation', { name: 'Places' });
  await userEvent.keyboard('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard' });
  expect(dialog).toHaveTextContent('Find anything');
  expect(dialog).toHaveTextContent('Ctrl + K');
});
