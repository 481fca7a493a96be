import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { fakeBackend } from '$lib/backend/fake';
import type { CredentialView, GuideView } from '$lib/generated/api';
import { session } from '$lib/session.svelte';
import { connection, connections, profileView, real } from '$lib/testdata';
import Credential from './Credential.svelte';
import OktaForm from './OktaForm.svelte';

const unset = connection({ which: 'okta' });
const secret = { set_at: '2026-05-12T10:00:00Z', ends_in: '', kept: true };

beforeEach(() => {
  session.view = profileView(real);
});

function form(view = unset) {
  const fake = fakeBackend({ okta_save: () => ({ connections: connections(), cleaned: [] }) });
  render(OktaForm, { view, onsaved: () => undefined });
  return fake;
}

const save = () => screen.getByRole('button', { name: 'Connect Okta' });

it('signs in with an API token', async () => {
  const fake = form();
  await userEvent.type(screen.getByLabelText('Org URL'), 'whisker-admin.okta.com/admin/apps');
  expect(save()).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Token value'), '00abc');
  await userEvent.click(save());
  expect(fake.asked('okta_save')).toEqual([
    { org_url: 'whisker-admin.okta.com/admin/apps', token: '00abc', client_id: '', private_key: '' },
  ]);
});

it('signs in as a service app, with a key that is pasted', async () => {
  const fake = form();
  await userEvent.type(screen.getByLabelText('Org URL'), 'whisker.okta.com');
  await userEvent.click(screen.getByRole('radio', { name: 'Service app (OAuth 2.0)' }));
  await userEvent.type(screen.getByLabelText('Client ID'), '0oa1');
  expect(save()).toBeDisabled();
  await userEvent.click(screen.getByRole('textbox', { name: 'Private key' }));
  await userEvent.paste('{"kty":"RSA"}');
  await userEvent.click(save());
  expect(fake.asked('okta_save')).toEqual([
    { org_url: 'whisker.okta.com', token: '', client_id: '0oa1', private_key: '{"kty":"RSA"}' },
  ]);
  // Once it is saved, the window holds nothing of it.
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Private key' })).toHaveValue(''));
});

it('takes a key from a file, and refuses one that is no key by its size', async () => {
  form();
  await userEvent.click(screen.getByRole('radio', { name: 'Service app (OAuth 2.0)' }));
  const picker = document.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
  await userEvent.upload(picker, new File(['-----BEGIN PRIVATE KEY-----'], 'key.pem'));
  expect(await screen.findByText('Taken from key.pem.')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Private key' })).toHaveValue('-----BEGIN PRIVATE KEY-----');
  await userEvent.upload(picker, new File(['x'.repeat(70_000)], 'huge.pem'));
  expect(await screen.findByText(/huge.pem is too long/)).toBeInTheDocument();
});

it('keeps a stored key, and does not take it for a token', async () => {
  const fake = form(
    connection({ which: 'okta', status: 'live', address: 'https://w.okta.com', account: '0oa1', secret }),
  );
  expect(screen.getByText(/set on 12 May/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'API token' }));
  expect(screen.queryByText(/set on 12 May/)).toBeNull();
  expect(save()).toBeDisabled();
  await userEvent.click(screen.getByRole('radio', { name: 'Service app (OAuth 2.0)' }));
  await userEvent.click(save());
  expect(fake.asked('okta_save')).toEqual([
    { org_url: 'https://w.okta.com', token: '', client_id: '0oa1', private_key: '' },
  ]);
});

const guide = {
  stages: [{ id: 's', title: 'S', steps: [{ id: 'to-app', number: '3.4' }] }],
  values: [],
} as unknown as GuideView;

const may: CredentialView = {
  who: 'Service app 0oa1',
  detail: 'Granted: okta.apps.read',
  sees: [
    { title: 'Push groups', may: 'yes', why: '', scopes: [], costs: [] },
    {
      title: 'The switches of To App',
      may: 'no',
      why: 'The scope was not granted.',
      scopes: ['okta.apps.read'],
      costs: ['3.4'],
    },
  ],
  changes: [
    { title: 'Create push groups', may: 'unknown', why: 'Okta does not say.', scopes: [], costs: [] },
  ],
  ends_unused_at: null,
};

it('says who the credential is, what each missing piece costs, and what nobody knows', async () => {
  const fake = fakeBackend({ okta_credential: () => may, guide: () => guide });
  const view = connection({ which: 'okta', status: 'live', account: '0oa1', secret });
  const { unmount } = render(Credential, { view });
  const card = await screen.findByRole('region', { name: 'Who this is, what it may do' });
  expect(await within(card).findByText('Service app 0oa1')).toBeInTheDocument();
  expect(within(card).getByRole('link', { name: '3.4' })).toHaveAttribute('href', '#/setup/to-app');
  expect(within(card).getByText('okta.apps.read')).toBeInTheDocument();
  expect(card.querySelector('[data-may="unknown"]')).toHaveTextContent('Unknown');
  expect(within(card).queryByText(/ends after 30 days/)).toBeNull();

  // Okta’s limits belong to the whole org: it is asked once, until somebody asks again.
  unmount();
  render(Credential, { view });
  await userEvent.click(await screen.findByRole('button', { name: 'Look again' }));
  expect(fake.asked('okta_credential')).toHaveLength(2);
});

it('says when an API token ends if nobody uses it', async () => {
  fakeBackend({
    okta_credential: () => ({ ...may, ends_unused_at: '2026-06-11T10:00:00Z' }),
    guide: () => guide,
  });
  render(Credential, {
    view: connection({ which: 'okta', status: 'live', address: 'https://w.okta.com', secret }),
  });
  expect(await screen.findByText(/this one on 11 Jun/)).toBeInTheDocument();
});
