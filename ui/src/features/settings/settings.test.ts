import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend } from '$lib/backend/fake';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, connection, connections, practice, profileView, real, settings } from '$lib/testdata';
import { toasts } from '$lib/ui';
import View from './View.svelte';

beforeEach(() => {
  router.go('settings');
  session.boot = boot();
  session.view = profileView(real);
  session.connections = connections();
});

const panel = (id: string) =>
  document.querySelector<HTMLElement>(`[data-connection-panel="${id}"]`) as HTMLElement;

it('says of a stored secret when it was set and how it ends, never more', () => {
  render(View);
  expect(panel('scim')).toHaveTextContent(/set on 12 May( 2026)?, ends in …3f9a/);
});

it('copies a secret through Rust and says when it leaves the clipboard', async () => {
  const fake = fakeBackend({ secret_copy: () => ({ clears_after: 60 }) });
  render(View);
  await userEvent.click(within(panel('scim')).getByRole('button', { name: 'Copy ConfigCat SCIM Token' }));
  expect(fake.asked('secret_copy')).toEqual([{ which: 'scim' }]);
  await waitFor(() => expect(toasts.shown.at(-1)?.text).toContain('60 seconds'));
});

it('forgets a connection only after asking', async () => {
  const fake = fakeBackend({ connection_forget: () => connections({ scim: connection() }) });
  render(View);
  await userEvent.click(within(panel('scim')).getByRole('button', { name: 'Forget…' }));
  expect(fake.asked('connection_forget')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Forget it' }));
  expect(fake.asked('connection_forget')).toEqual([{ which: 'scim' }]);
  await waitFor(() => expect(panel('scim')).toHaveTextContent('Not connected'));
});

it('opens the form of the connection that the window was asked for', async () => {
  router.go('settings', 'okta');
  render(View);
  expect(within(panel('okta')).getByRole('form', { name: 'Okta' })).toBeInTheDocument();
  expect(within(panel('configcat')).queryByRole('form')).toBeNull();
});

it('replaces a token and keeps the stored one where none is typed', async () => {
  const fake = fakeBackend({
    scim_clean: () => ({
      url: '',
      url_cleaned: [],
      url_problem: null,
      token_cleaned: [],
      token_problem: null,
      warnings: [],
    }),
    scim_save: () => ({ connections: connections(), cleaned: [] }),
  });
  render(View);
  await userEvent.click(within(panel('scim')).getByRole('button', { name: 'Change ConfigCat SCIM' }));
  const url = screen.getByLabelText('SCIM URL');
  expect(url).toHaveValue('https://scim.example/v2/1');
  await userEvent.clear(url);
  await userEvent.type(url, 'https://scim.example/v2/2');
  await userEvent.click(within(panel('scim')).getByRole('button', { name: /^Save/ }));
  await waitFor(() =>
    expect(fake.asked('scim_save')).toEqual([{ url: 'https://scim.example/v2/2', token: '' }]),
  );
});

it('lets a practice connection be changed, and says that practice sets it right again', () => {
  session.view = profileView(practice);
  render(View);
  expect(within(panel('scim')).getByRole('button', { name: 'Change ConfigCat SCIM' })).toBeEnabled();
  expect(screen.getByText(/the next start of practice sets them right/)).toBeInTheDocument();
});

it('saves the theme as soon as it is chosen', async () => {
  const fake = fakeBackend({ settings_save: (settings) => settings });
  render(View);
  await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(fake.asked('settings_save')).toEqual([{ ...settings, theme: 'dark' }]);
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
});

it('reads people again as often as is chosen, and says that rate limits are respected', async () => {
  const fake = fakeBackend({ settings_save: (settings) => settings });
  render(View);
  const interval = screen.getByLabelText('Read people again by itself');
  expect(interval).toHaveDisplayValue('Never');
  await userEvent.selectOptions(interval, 'Every 15 minutes');
  expect(fake.asked('settings_save')).toEqual([{ ...settings, refresh_minutes: 15 }]);
  await waitFor(() => expect(interval).toHaveAccessibleDescription(/rate limit is respected/));
});

it('notifies of a new failure only when that is switched on, and says what it tells', async () => {
  const fake = fakeBackend({ settings_save: (settings) => settings });
  render(View);
  const notify = screen.getByRole('switch', { name: /^Notify me of a new failure/ });
  expect(notify).not.toBeChecked();
  expect(notify).toHaveAccessibleDescription(/names three people at most; no secret is in it/);
  await userEvent.click(notify);
  expect(fake.asked('settings_save')).toEqual([{ ...settings, notify: true }]);
  await waitFor(() => expect(notify).toBeChecked());
});

it('keeps as many readings as is chosen, one that is not on its list included', async () => {
  session.boot = boot({ settings: { ...settings, history_most: 77 } });
  const fake = fakeBackend({ settings_save: (settings) => settings });
  render(View);
  const kept = screen.getByLabelText('Readings kept in the history');
  expect(kept).toHaveDisplayValue('77');
  expect(kept).toHaveAccessibleDescription(/Older ones are forgotten at the next reading/);
  await userEvent.selectOptions(kept, '1,000');
  expect(fake.asked('settings_save')).toEqual([{ ...settings, history_most: 1000 }]);
});

it('puts a setting back when it could not be saved, and says why', async () => {
  fakeBackend({ settings_save: () => Promise.reject(new Error('the disk is full')) });
  render(View);
  const notify = screen.getByRole('switch', { name: /^Notify me of a new failure/ });
  await userEvent.click(notify);
  await waitFor(() => expect(toasts.shown.at(-1)?.problem?.evidence).toBe('the disk is full'));
  expect(notify).not.toBeChecked();
});

it('refuses a time limit that is none, and says which are', async () => {
  render(View);
  const field = screen.getByLabelText('Give up a request after (seconds)');
  await userEvent.clear(field);
  await userEvent.type(field, '301');
  expect(field).toHaveAccessibleDescription(/whole number from 1 to 300/);
});

it('says where secrets are kept where there is no keychain', () => {
  session.boot = boot({ keychain: { lasting: false, message: 'Secrets are kept for this run only.' } });
  render(View);
  expect(screen.getByText('Secrets are kept for this run only.')).toBeInTheDocument();
});

it('shows the licences of what it ships, in full', async () => {
  render(View);
  await userEvent.click(screen.getByRole('button', { name: 'Licences' }));
  const dialog = screen.getByRole('dialog', { name: 'What this window is made with' });
  expect(dialog).toHaveTextContent('SIL OPEN FONT LICENSE');
});
