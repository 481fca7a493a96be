import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Problem } from '$lib/backend';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { CleanedEntry } from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import { boot, connection, connections, profileView, real, sidebarAnswers } from '$lib/testdata';
import View from './View.svelte';

const clean: CleanedEntry = {
  url: 'https://scim.example/v2/1',
  url_cleaned: [],
  url_problem: null,
  token_cleaned: [],
  token_problem: null,
  warnings: [],
};

const refused: Problem = {
  code: 'credential-refused',
  message: 'ConfigCat refused the token.',
  why: '',
  remedy: 'Generate a new one.',
  evidence: null,
};

beforeEach(() => {
  session.boot = boot();
  session.view = null;
  session.connections = null;
});

function start(more: Answers = {}) {
  const fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    scim_clean: () => clean,
    profile_create: () => profileView({ ...real, name: 'Acme' }),
    scim_save: () => ({ connections: connections(), cleaned: [] }),
    ...more,
  });
  render(View);
  return fake;
}

async function fill() {
  await userEvent.type(screen.getByLabelText(/Name of this profile/), 'Acme');
  await userEvent.type(screen.getByLabelText('SCIM URL'), 'https://scim.example/v2/1');
  await userEvent.type(screen.getByLabelText('Token'), 'tok-3f9a');
}

it('says what was cleaned while it is typed', async () => {
  const fake = start({
    scim_clean: () => ({
      ...clean,
      token_cleaned: [{ code: 'bearer-prefix', sentence: '“Bearer” was removed.' }],
    }),
  });
  await userEvent.type(screen.getByLabelText('Token'), 'Bearer tok');
  expect(await screen.findByText('“Bearer” was removed.')).toBeInTheDocument();
  expect(fake.asked('scim_clean').at(-1)).toEqual({ url: '', token: 'Bearer tok' });
});

it('makes the profile, saves URL and token, and offers the other two connections', async () => {
  const fake = start();
  await fill();
  await userEvent.click(screen.getByRole('button', { name: /^Connect/ }));
  expect(await screen.findByRole('heading', { name: 'Acme is connected' })).toBeInTheDocument();
  expect(fake.asked('profile_create')).toEqual([{ name: 'Acme' }]);
  expect(fake.asked('scim_save')).toEqual([{ url: 'https://scim.example/v2/1', token: 'tok-3f9a' }]);
  expect(screen.getByRole('button', { name: 'Connect Okta' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Connect ConfigCat API' })).toBeInTheDocument();
});

it('leaves what was typed when the token is refused, and makes no second profile on the next try', async () => {
  const save = vi.fn();
  save.mockImplementationOnce(() => {
    throw refused;
  });
  save.mockImplementation(() => ({ connections: connections(), cleaned: [] }));
  const fake = start({ scim_save: save });
  await fill();
  await userEvent.click(screen.getByRole('button', { name: /^Connect/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('ConfigCat refused the token.');
  expect(screen.getByLabelText('SCIM URL')).toHaveValue('https://scim.example/v2/1');
  expect(screen.getByLabelText('Token')).toHaveValue('tok-3f9a');
  await userEvent.click(screen.getByRole('button', { name: /^Connect/ }));
  await screen.findByRole('heading', { name: 'Acme is connected' });
  expect(fake.asked('profile_create')).toHaveLength(1);
});

it('makes nothing from a URL that can’t be used', async () => {
  const fake = start({
    scim_clean: () => ({
      ...clean,
      url: '',
      url_problem: { ...refused, code: 'url-unusable', message: 'This is not a URL.' },
    }),
  });
  await fill();
  await userEvent.click(screen.getByRole('button', { name: /^Connect/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('This is not a URL.');
  expect(fake.asked('profile_create')).toEqual([]);
});

it('connects Okta, and says who that is and what it may do', async () => {
  const live = connection({ which: 'okta', status: 'live', address: 'https://w.okta.com' });
  const fake = start({
    okta_save: () => ({ connections: connections({ okta: live }), cleaned: [] }),
    okta_credential: () => ({
      who: 'API token of ana@whisker.co',
      detail: 'Read-only Administrator',
      sees: [],
      changes: [],
      ends_unused_at: null,
    }),
    guide: () => ({ stages: [], values: [] }),
  });
  await fill();
  await userEvent.click(screen.getByRole('button', { name: /^Connect/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Connect Okta' }));
  await userEvent.type(screen.getByLabelText('Org URL'), 'w-admin.okta.com/admin/apps');
  await userEvent.type(screen.getByLabelText('Token value'), '00abc');
  await userEvent.click(screen.getByRole('button', { name: 'Connect Okta' }));
  expect(await screen.findByText('API token of ana@whisker.co')).toBeInTheDocument();
  expect(fake.asked('okta_save')).toHaveLength(1);
});
