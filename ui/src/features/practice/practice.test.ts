import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { ActOutcome, PracticeView } from '$lib/generated/api';
import Panel from './Panel.svelte';
import { Practice } from './state.svelte';
import { app, practiceView } from './testdata';

const ok = (message = 'Settings saved'): ActOutcome => ({ ok: true, message });
const refused = (message: string): ActOutcome => ({ ok: false, message });

async function panel(view: PracticeView, answers: Answers = {}) {
  const fake = fakeBackend({ practice_view: () => view, ...answers });
  const practice = new Practice();
  await practice.reload();
  practice.open = true;
  render(Panel, { practice });
  return { fake, practice };
}

const button = (name: string) => screen.getByRole('button', { name });
const click = (name: string) => userEvent.click(button(name));

it('makes an application from the sign-in method to Finish, with what was typed on the way', async () => {
  const none = practiceView({ okta: { app: null } });
  const { fake } = await panel(none, {
    practice_okta: () => ({ outcome: ok('Application created'), view: practiceView() }),
  });
  await click('Create App Integration');
  await userEvent.click(screen.getByRole('radio', { name: 'SAML 2.0' }));
  await click('Next');
  await userEvent.type(screen.getByLabelText('App name'), 'ConfigCat');
  await click('Next');
  await userEvent.type(screen.getByLabelText('Single sign on URL'), 'https://acs.example');
  await userEvent.type(screen.getByLabelText('Audience URI (SP Entity ID)'), 'https://entity.example');
  await userEvent.selectOptions(screen.getByLabelText('Name ID format'), 'EmailAddress');
  await click('Next');
  await userEvent.click(screen.getByRole('radio', { name: "I'm an Okta customer adding an internal app" }));
  await click('Finish');
  expect(fake.asked('practice_okta')).toEqual([
    {
      action: {
        kind: 'create_app',
        sign_in_method: 'SAML 2.0',
        label: 'ConfigCat',
        saml: {
          single_sign_on_url: 'https://acs.example',
          audience_uri: 'https://entity.example',
          name_id_format: 'EmailAddress',
          application_username: 'Okta username',
        },
        internal_app: true,
      },
    },
  ]);
  expect(await screen.findByRole('tab', { name: 'Sign On', selected: true })).toBeInTheDocument();
});

it('leaves the name ID format as Okta does, so that forgetting it stays possible', async () => {
  const { practice } = await panel(practiceView({ okta: { app: null } }));
  practice.startWizard();
  expect(practice.wizard?.saml.name_id_format).toBe('Unspecified');
});

it('keeps what was typed into Okta while one looks into ConfigCat', async () => {
  await panel(practiceView({ okta: { app: null } }));
  await click('Create App Integration');
  await userEvent.click(screen.getByRole('radio', { name: 'SAML 2.0' }));
  await click('Next');
  await userEvent.type(screen.getByLabelText('App name'), 'Config');
  await click('Practice ConfigCat');
  expect(screen.queryByLabelText('App name')).toBeNull();
  await click('Practice Okta');
  expect(screen.getByLabelText('App name')).toHaveValue('Config');
});

it('keeps unsaved input when the products change underneath it', async () => {
  let view = practiceView();
  const { practice } = await panel(view, { practice_view: () => view });
  practice.show('okta_provisioning');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  const url = screen.getByLabelText('SCIM connector base URL');
  await userEvent.clear(url);
  await userEvent.type(url, 'https://wrong.example');
  view = practiceView({ okta: { waiting: 3 } });
  expect(await practice.reload()).toBe(true);
  expect(await screen.findByText(/3 jobs wait/)).toBeInTheDocument();
  expect(screen.getByLabelText('SCIM connector base URL')).toHaveValue('https://wrong.example');
});

it('shows what is stored as soon as it changes, where nobody is editing', async () => {
  let view = practiceView();
  const { practice } = await panel(view, { practice_view: () => view });
  practice.show('okta_provisioning');
  expect(await screen.findByRole('checkbox', { name: 'Push Groups' })).not.toBeChecked();
  view = practiceView({ okta: { app: app({ connector: { ...app().connector, push_groups: true } }) } });
  await practice.reload();
  await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Push Groups' })).toBeChecked());
});

it('says that nothing was different when a change turns out to be none', async () => {
  const { practice } = await panel(practiceView());
  expect(await practice.reload()).toBe(false);
});

it('does not take a new line of the system log for a change that needs a look', async () => {
  let view = practiceView();
  const { practice } = await panel(view, { practice_view: () => view });
  view = practiceView({ okta: { log: [] } });
  expect(await practice.reload()).toBe(false);
  expect(practice.view?.okta.log).toEqual([]);
});

it('reads once more after a burst of changes, not once for each', async () => {
  const { fake, practice } = await panel(practiceView());
  const before = fake.asked('practice_view').length;
  await Promise.all([practice.reload(), practice.reload(), practice.reload(), practice.reload()]);
  expect(fake.asked('practice_view').length).toBe(before + 2);
});

it('sends a wrong token as it was typed, and shows the refusal beside the form', async () => {
  const message = 'Error authenticating: Unauthorized';
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: refused(message), view: practiceView() }),
  });
  practice.show('okta_provisioning');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  await userEvent.type(screen.getByLabelText('Authorization'), 'Bearer wrong');
  await click('Test Connector Configuration');
  const sent = fake.asked('practice_okta')[0]?.action;
  expect(sent).toMatchObject({ kind: 'test_connector', authorization: 'Bearer wrong' });
  const form = screen.getByRole('form', { name: 'SCIM Connection' });
  expect(await within(form).findByText(message)).toBeInTheDocument();
  await click('Save');
  expect(screen.getByLabelText('Authorization')).toHaveValue('Bearer wrong');
});

it('keeps the stored token when none is typed, and empties the field once one is saved', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok('Connector configured successfully'), view: practiceView() }),
  });
  practice.show('okta_provisioning');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  await click('Save');
  expect(fake.asked('practice_okta')[0]?.action).toMatchObject({
    kind: 'set_connector',
    authorization: null,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  await userEvent.type(screen.getByLabelText('Authorization'), 'fresh-token');
  await click('Save');
  await screen.findByRole('button', { name: 'Edit' });
  expect(practice.authorization).toBe('');
});

it('has no tab Provisioning before SCIM provisioning is ticked, and says why', async () => {
  const { practice } = await panel(practiceView({ okta: { app: app({ scim_provisioning: false }) } }));
  practice.show('okta_provisioning');
  expect(await screen.findByText(/Enable SCIM provisioning is ticked under General/)).toBeInTheDocument();
  expect(screen.queryByRole('tab', { name: 'Provisioning' })).toBeNull();
  expect(screen.getByRole('form', { name: 'App Settings' })).toBeInTheDocument();
});

it('lets the same group be assigned that is pushed already', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok('Group assigned'), view: practiceView() }),
  });
  practice.show('okta_assignments');
  await userEvent.click(await screen.findByRole('button', { name: 'Assign' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Assign to Groups' }));
  await click('Assign ConfigCat Developers');
  expect(fake.asked('practice_okta')).toEqual([{ action: { kind: 'assign_group', group_id: 'g3' } }]);
  await click('Done');
  expect(screen.queryByRole('form', { name: /Assign ConfigCat to Groups/ })).toBeNull();
});

it('pushes a group that was found by name', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.show('okta_push_groups');
  await userEvent.click(await screen.findByRole('button', { name: 'Push Groups' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Find groups by name' }));
  expect(button('Save')).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Enter a group to push'), 'prod');
  expect(screen.queryByRole('button', { name: 'All Engineers' })).toBeNull();
  await click('Product');
  await click('Save');
  expect(fake.asked('practice_okta')).toEqual([{ action: { kind: 'push_group', group_id: 'g2' } }]);
});

it('suspends a person, and changes a name and an address while the login stays', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok('Directory changed'), view: practiceView() }),
  });
  practice.show('okta_groups');
  await userEvent.click(await screen.findByRole('tab', { name: 'People' }));
  await click('Actions for Ana Costa');
  await userEvent.click(screen.getByRole('menuitem', { name: /^Suspend/ }));
  await click('Actions for Ana Costa');
  await userEvent.click(screen.getByRole('menuitem', { name: 'Edit profile' }));
  const last = screen.getByLabelText('Last name');
  expect(last).toHaveValue('Costa');
  await userEvent.clear(last);
  await userEvent.type(last, 'Costa-Reed');
  await click('Save');
  expect(fake.asked('practice_okta').map(({ action }) => action)).toEqual([
    { kind: 'directory', act: { kind: 'suspend', user_id: 'u1' } },
    {
      kind: 'directory',
      act: {
        kind: 'rename',
        user_id: 'u1',
        first_name: 'Ana',
        last_name: 'Costa-Reed',
        email: 'ana.costa@whisker.co',
      },
    },
  ]);
});

it('stops and resumes the push of one group', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok('Group push deactivated'), view: practiceView() }),
  });
  practice.show('okta_push_groups');
  await userEvent.click(await screen.findByRole('button', { name: 'Actions for ConfigCat Developers' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Deactivate group push' }));
  expect(fake.asked('practice_okta')).toEqual([
    { action: { kind: 'set_push_status', mapping_id: 'm1', active: false } },
  ]);
});

it('provisions somebody who was assigned and never sent', async () => {
  const people = practiceView().okta.people.map((each) =>
    each.id === 'u7' ? { ...each, provisioned: false } : each,
  );
  const { fake, practice } = await panel(practiceView({ okta: { people } }), {
    practice_okta: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.show('okta_assignments');
  expect(await screen.findByText('1 person is assigned and not provisioned.')).toBeInTheDocument();
  await click('Provision Ines Okafor');
  expect(fake.asked('practice_okta')).toEqual([{ action: { kind: 'provision_user', user_id: 'u7' } }]);
});

it('retries one failed job alone', async () => {
  const task = {
    id: 't1',
    subject: 'ana.costa@whisker.co',
    message: 'Unauthorized',
    at: '2026-05-12T14:02:11Z',
  };
  const { fake, practice } = await panel(practiceView({ okta: { tasks: [task] } }), {
    practice_okta: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.place = 'tasks';
  await userEvent.click(await screen.findByRole('button', { name: 'Retry ana.costa@whisker.co' }));
  expect(fake.asked('practice_okta')).toEqual([{ action: { kind: 'retry_task', task_id: 't1' } }]);
});

it('gives the token another role, and revokes it', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.place = 'api';
  await userEvent.selectOptions(
    await screen.findByLabelText('Administrator role'),
    'Read-Only Administrator',
  );
  await click('Revoke token');
  expect(fake.asked('practice_okta').map(({ action }) => action)).toEqual([
    { kind: 'set_api_token', rights: 'read_only_admin' },
    { kind: 'set_api_token', rights: 'revoked' },
  ]);
});

it('makes a service app and offers its private key once, copied in Rust', async () => {
  const made = { client_id: '0oaKEY', label: 'Catflap', scopes: ['okta.apps.read'], dpop: true };
  const { fake, practice } = await panel(practiceView(), {
    practice_okta: () => ({ outcome: ok(), view: practiceView({ okta: { service_apps: [made] } }) }),
    practice_copy_service_key: () => ({ clears_after: 60 }),
  });
  practice.place = 'api';
  await userEvent.click(await screen.findByRole('button', { name: 'Create service app' }));
  await userEvent.type(screen.getByLabelText('App integration name'), 'Catflap');
  await userEvent.click(screen.getByRole('checkbox', { name: /DPoP/ }));
  await click('Save');
  expect(fake.asked('practice_okta')[0]?.action).toMatchObject({
    kind: 'create_service_app',
    label: 'Catflap',
    dpop: true,
    public_key: null,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Copy private key (PEM)' }));
  expect(fake.asked('practice_copy_service_key')).toEqual([{ client_id: '0oaKEY' }]);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Copy private key (PEM)' })).toBeNull());
});

it('seeds a mistake by its plain title and says that it is practice', async () => {
  const mistakes = [{ mistake: 'app-inactive' as const, title: 'The application is inactive' }];
  const { fake, practice } = await panel(practiceView({ okta: { mistakes } }), {
    practice_okta: () => ({ outcome: ok('Seeded: The application is inactive'), view: practiceView() }),
  });
  practice.place = 'mistakes';
  expect(await screen.findByText(/This is practice/)).toBeInTheDocument();
  await click('Seed: The application is inactive');
  expect(fake.asked('practice_okta')).toEqual([
    { action: { kind: 'seed_mistake', mistake: 'app-inactive' } },
  ]);
});

it('copies the SCIM token in Rust and never shows it', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_copy_token: () => ({ clears_after: 60 }),
  });
  practice.show('configcat_scim');
  await userEvent.click(await screen.findByRole('button', { name: 'Copy Token' }));
  expect(fake.asked('practice_copy_token')).toEqual([{}]);
  expect(screen.getByText('3f9a')).toBeInTheDocument();
});

it('asks before the old token stops', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_configcat: () => ({ outcome: ok('A new token is in place.'), view: practiceView() }),
  });
  practice.show('configcat_scim');
  await userEvent.click(await screen.findByRole('button', { name: 'REGENERATE' }));
  expect(fake.asked('practice_configcat')).toEqual([]);
  await click('REGENERATE');
  expect(fake.asked('practice_configcat')).toEqual([{ action: { kind: 'generate_token' } }]);
});

it('gives a group its roles and one permission group for each product', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_configcat: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.show('configcat_groups');
  await userEvent.click(await screen.findByRole('button', { name: 'Permissions of ConfigCat Developers' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Billing Manager' }));
  await userEvent.selectOptions(screen.getByLabelText('WhiskerShop'), 'None');
  await userEvent.selectOptions(screen.getByLabelText('WhiskerPay'), 'Readers');
  await click('Save');
  expect(fake.asked('practice_configcat')).toEqual([
    {
      action: {
        kind: 'set_group_permissions',
        group_id: 's1',
        organization_admin: false,
        billing_manager: true,
        permissions: { WhiskerPay: 'Readers' },
      },
    },
  ]);
});

it('sets the order of the groups', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_configcat: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.show('configcat_groups');
  await userEvent.click(await screen.findByRole('button', { name: 'SET PRIORITY' }));
  await click('Move ConfigCat Readers up');
  await click('Save');
  expect(fake.asked('practice_configcat')).toEqual([
    { action: { kind: 'set_priority', group_ids: ['s2', 's1'] } },
  ]);
});

it('keeps the order that is being set when a group arrives meanwhile', async () => {
  let view = practiceView();
  const { practice } = await panel(view, { practice_view: () => view });
  practice.order = ['s2', 's1'];
  const arrived = { ...practiceView().configcat.groups[0]!, id: 's3', name: 'Late' };
  view = practiceView({ configcat: { groups: [...practiceView().configcat.groups, arrived] } });
  await practice.reload();
  expect(practice.order).toEqual(['s2', 's1', 's3']);
});

it('saves trusted domains together with the metadata URL', async () => {
  const idp = { ...practiceView().configcat.saml!, metadata_url: '', trusted_domains: [] };
  const { fake, practice } = await panel(practiceView({ configcat: { saml: idp } }), {
    practice_configcat: () => ({ outcome: ok(), view: practiceView() }),
  });
  practice.show('configcat_saml');
  await userEvent.type(await screen.findByLabelText('Metadata URL'), 'https://okta.example/metadata');
  await userEvent.click(screen.getByRole('checkbox', { name: 'whisker.co' }));
  await click('Save');
  expect(fake.asked('practice_configcat')).toEqual([
    {
      action: {
        kind: 'set_saml_idp',
        metadata_url: 'https://okta.example/metadata',
        sign_on_url: '',
        certificate: '',
        trusted_domains: ['whisker.co'],
      },
    },
  ]);
});

it('starts one user, all users, and whoever comes later', async () => {
  const { fake, practice } = await panel(practiceView(), {
    practice_configcat: () => ({ outcome: ok('Provisioning started.'), view: practiceView() }),
  });
  practice.show('configcat_users');
  await userEvent.click(await screen.findByRole('button', { name: 'START ben.adeyemi@whisker.co' }));
  await click('START FOR ALL USERS');
  await userEvent.click(screen.getByRole('switch', { name: 'Provision future users automatically' }));
  expect(fake.asked('practice_configcat').map(({ action }) => action.kind)).toEqual([
    'start_user',
    'start_all',
    'set_provision_future',
  ]);
});

it('shows why an act could not be carried out at all', async () => {
  const { practice } = await panel(practiceView(), {
    practice_okta: () => {
      throw {
        code: 'not-practice',
        message: 'Practice is not open.',
        why: '',
        remedy: 'Open practice again.',
        evidence: null,
      };
    },
  });
  practice.show('okta_groups');
  await userEvent.click(await screen.findByRole('button', { name: 'Add group' }));
  await userEvent.type(screen.getByLabelText('Name'), 'ConfigCat Owners');
  await click('Save');
  expect(await screen.findByText('Practice is not open. Open practice again.')).toBeInTheDocument();
  expect(screen.getByLabelText('Name')).toHaveValue('ConfigCat Owners');
});

it('forgets what was typed when practice begins anew', async () => {
  let view = practiceView();
  const { practice } = await panel(view, { practice_view: () => view });
  practice.connector.edit();
  practice.authorization = 'typed';
  practice.newGroup = { name: 'ConfigCat Owners', like: '' };
  view = practiceView({ okta: { app: null } });
  await practice.reload();
  expect([practice.newGroup, practice.connector.editing, practice.authorization]).toEqual([null, false, '']);
});

it('opens at the page that a step means', () => {
  const practice = new Practice();
  practice.show('okta_provisioning', 'to-app');
  expect([practice.product, practice.tab, practice.side]).toEqual(['okta', 'provisioning', 'to_app']);
  practice.show('okta_provisioning', 'connector-settings');
  expect(practice.side).toBe('integration');
  practice.show('configcat_users', 'start');
  expect([practice.product, practice.section]).toEqual(['configcat', 'users']);
  practice.show('okta_applications');
  expect([practice.product, practice.inApp]).toEqual(['okta', false]);
});
