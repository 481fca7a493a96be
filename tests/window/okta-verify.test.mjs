// Okta, verified in the real window: a tidy practice org is proven in every step that can be, and each mistake that is
// seeded into it needs somebody in its own step alone, with its words on the card.
import assert from 'node:assert/strict';
import { goToStep, openPage, stepIs } from './guide-walk.mjs';
import { until, windowTest } from './harness.mjs';
import { withPracticeServers } from './practice-servers.mjs';

const TIDY = { practice: true, ready: true, tidy: true };

/** Mistakes with the step that tells them and how it does; a replaced token is missing in Okta and in Catflap alike. The whole table, over HTTP alone, is crates/guide/tests/it/seeded.rs. */
const MISTAKES = [
  ['app-inactive', 'Name it', '“ConfigCat” is not active'],
  ['wrong-audience', 'Entity ID and sign-on address', 'Audience URI (SP Entity ID) is not ConfigCat’s Entity ID'],
  ['user-name-template', 'Name ID format', 'Application username is the Okta login, which is not everyone’s e-mail address'],
  ['expired-idp-certificate', 'Give ConfigCat Okta’s metadata', 'Okta’s certificate expired on'],
  ['provisioning-off', 'Enable SCIM provisioning', 'SCIM provisioning was on and is off now'],
  ['import-ticked', 'Connector settings', 'Import New Users and Profile Updates is ticked'],
  ['push-groups-off', 'Connector settings', 'Push Groups is not ticked'],
  ['token-replaced', 'Connector settings', 'ConfigCat refuses the token that Okta sends', 'SCIM URL and token'],
  ['deactivate-users-off', 'To App: create, update, deactivate', 'Deactivate Users is not ticked'],
  ['group-assigned-and-pushed', 'Separate groups for pushing', 'ConfigCat Readers is both assigned and pushed'],
  ['push-group-empty', 'Push groups', '“ConfigCat Testers” has no members'],
  ['push-member-not-assigned', 'Push groups', '“ConfigCat Readers” has 1 member who is not assigned'],
  ['push-mapping-error', 'Every push group is active', 'Pushing “ConfigCat Readers” failed'],
  ['group-deleted-in-target', 'Every push group is active', '“ConfigCat Readers” has not arrived in ConfigCat'],
  ['email-twin', 'People and groups have arrived', '1 person is assigned with the address of somebody else'],
  ['control-character', 'People and groups have arrived', '1 person is assigned and not in ConfigCat'],
  ['ghost-failed-push', 'People and groups have arrived', '1 person is active in ConfigCat and not assigned in Okta'],
];

/** Titles of the steps that need somebody, by the list of steps. */
async function needing(app) {
  const list = await app.find('navigation', 'Steps of the guide');
  const rows = await app.all('button', /^Needs you (?!.*\d of \d$)/, { within: list });
  const names = await Promise.all(rows.map((row) => row.getAccessibleName()));
  return names.map((name) => name.replace(/^Needs you /, ''));
}

/** Practice from its first day, by the menu of profiles. */
async function beginAgain(app) {
  await app.click('button', /Whisker Co\./);
  await app.click('menuitem', 'Start practice again…');
  await app.click('button', 'Start again');
  await app.gone('dialog', 'Start practice again?');
  await healthy(app);
}

async function healthy(app) {
  await until('every look to be over and nothing to need anybody', async () => {
    const { steps } = await app.call('guide_progress');
    return steps.every((step) => step.status !== 'failing') && steps.filter((step) => step.status === 'proven').length > 20;
  });
  await until('nothing to need anybody', async () => (await needing(app)).length === 0);
}

windowTest('an Okta org is connected by its token, and its steps are proven at once', { practice: true }, (app) =>
  withPracticeServers(['--ready', '--tidy'], async (at) => {
    await app.call('scim_save', { url: at.scim_url, token: at.scim_token });
    await app.click('link', /^Settings/);
    await app.click('button', 'Change Okta');
    const form = await app.find('form', 'Okta');
    // As an administrator copies it: any page of the org will do.
    await app.type('Org URL', `${at.okta_org}/admin/dashboard`, { within: form });
    await app.click('button', 'Replace Token value', { within: form });
    await app.type('Token value', at.okta_token, { within: form });
    await app.click('button', 'Connect Okta', { within: form });
    await app.gone('form', 'Okta');
    await app.click('link', /^Set up/);
    for (const title of ['Name it', 'Connector settings', 'Every push group is active', 'People and groups have arrived']) {
      await goToStep(app, title);
      await stepIs(app, 'Proven', title);
    }
    const { steps } = await app.call('guide_verify');
    const proven = steps.filter((step) => step.status === 'proven' && step.proof.seen_by.includes('okta')).map((step) => step.id);
    assert.deepEqual(proven.filter((id) => id !== 'your-rights'), [
      'create-app-integration', 'choose-saml', 'name-app', 'name-id-format', 'enable-scim', 'connector-settings', 'to-app',
      'assign-groups', 'separate-groups', 'push-groups', 'push-status', 'arrived',
    ]);
    assert.deepEqual(await needing(app), []);
  }),
);

windowTest('a tidy org is proven in every step that can be', TIDY, async (app) => {
  await app.find('heading', 'Set up');
  await app.click('link', /^People/);
  await app.click('button', /^Read/);
  await app.find('row', /@whisker/);
  // The plan that ConfigCat has already, and then the acts in ConfigCat that carry it over.
  const { groups } = (await app.call('practice_view')).configcat;
  const plan = groups.map(({ name, organization_admin, billing_manager, permissions }) => ({ name, organization_admin, billing_manager, permissions }));
  await app.call('plan_save', { plan: { groups: plan }, what: 'Plan made' });
  for (const { id: group_id, organization_admin, billing_manager, permissions } of groups) {
    await app.call('practice_configcat', { action: { kind: 'set_group_permissions', group_id, organization_admin, billing_manager, permissions } });
  }
  await app.call('practice_configcat', { action: { kind: 'set_priority', group_ids: groups.map((group) => group.id) } });
  await app.click('link', /^Set up/);
  await goToStep(app, 'Set the priority');
  await stepIs(app, 'Proven', 'Set the priority');
  await app.call('guide_verify');
  const { steps } = await app.call('guide_progress');
  // No API tells these.
  assert.deepEqual(steps.filter((step) => step.status !== 'proven').map((step) => step.id), ['auto-assign-off', 'internal-app', 'future-users']);
  assert.deepEqual(await needing(app), []);
});

windowTest('each mistake needs somebody in its own step alone, and its card says what is wrong', TIDY, async (app, again, part) => {
  await app.find('heading', 'Set up');
  await healthy(app);

  await part('a mistake is seeded from the practice panel, found, and mended there', async () => {
    await goToStep(app, 'To App: create, update, deactivate');
    const panel = await openPage(app, 'Open Provisioning in Okta');
    await app.click('tab', 'Mistakes', { within: panel });
    await app.type('Search mistakes', 'create users', { within: panel });
    await app.click('button', 'Seed: Create Users is off', { within: panel });
    await app.text('Seeded: Create Users is off', { within: panel });
    await stepIs(app, 'Needs you', 'To App: create, update, deactivate');
    await app.text('Create Users is not ticked', { within: await app.find('region', 'Proof') });
    await app.click('tab', 'Applications', { within: panel });
    await app.click('button', 'ConfigCat', { within: panel });
    await app.click('tab', 'Provisioning', { within: panel });
    await app.click('tab', 'To App', { within: panel });
    await app.click('button', 'Edit', { within: panel });
    await app.click('checkbox', 'Create Users', { within: panel });
    await app.click('button', 'Save', { within: panel });
    await stepIs(app, 'Proven', 'To App: create, update, deactivate');
    await app.click('button', 'Close the practice panel');
    await healthy(app);
  });

  for (const [mistake, step, says, ...also] of MISTAKES) {
    await part(`${mistake} shows in ${[step, ...also].map((each) => `“${each}”`).join(' and ')} alone`, async () => {
      await app.call('practice_okta', { action: { kind: 'seed_mistake', mistake } });
      const expected = [...also, step].join();
      await until(`“${expected}” alone to need somebody`, async () => (await needing(app)).join() === expected);
      await app.click('button', `Needs you ${step}`);
      const card = await app.find('region', 'Proof');
      await until(`the card to say “${says}”`, async () => (await card.getText()).includes(says));
      await beginAgain(app);
    });
  }
});
