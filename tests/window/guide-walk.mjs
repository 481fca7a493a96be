// The walk through the guide in practice, act by act, with what its user has: the step's button, the practice panels,
// the clipboard. Each stage begins at its first step and ends with its last one open.
import { keys, until } from './harness.mjs';

/** Goes to a step by the list of steps, or by its search when its stage is folded. */
export async function goToStep(app, title) {
  await app.press(keys.control, 'k');
  const field = await app.find('combobox', 'Find anything');
  await field.sendKeys(title);
  await app.click('option', new RegExp(`^${escape(title)}`));
  await app.find('heading', title);
}

/** On to the next step, whose title this is. */
export async function next(app, title) {
  await app.click('button', new RegExp(`^Next step.*${escape(title)}`));
  await app.find('heading', title);
}

/** Opens the page of the step in its practice panel, by the step's own button; gives the panel. */
export async function openPage(app, label) {
  await app.click('button', label);
  return app.find('region', 'Practice panel');
}

/** Waits until the list of steps says this of a step: “Proven”, “Needs you”, “Ticked by hand” or “Open”. */
export async function stepIs(app, state, title, options) {
  await app.find('button', `${state} ${title}`, options);
}

/** Ticks by hand what nothing can prove. */
export async function tick(app, title) {
  await app.click('button', 'I did this');
  await stepIs(app, 'Ticked by hand', title);
}

/** Takes a value of the panel by its Copy. */
export async function copy(app, label, within) {
  await app.click('button', `Copy ${label}`, { within });
  await app.text(`${label} copied`, { within });
}

/** Pastes what is on the clipboard, in place of what stands in the field. */
export async function paste(app, label, within) {
  const field = await app.field(label, { within });
  await field.click();
  await app.press(keys.control, 'a');
  await app.press(keys.control, 'v');
  await until(`“${label}” to hold what was pasted`, async () => (await field.getProperty('value')) !== '');
  return field;
}

/** Chooses one of a list, by its words. */
export async function choose(app, label, option, within) {
  const list = await app.field(label, { within });
  const found = await app.run((select, words) => [...select.options].find((each) => each.text === words), list, option);
  if (!found) throw new Error(`“${option}” is not among the choices of “${label}”`);
  await found.click();
  await until(`“${label}” to be ${option}`, () => app.run((select, words) => select.selectedOptions[0]?.text === words, list, option));
}

/** Ticks or unticks a box. */
export async function box(app, label, on, within, role = 'checkbox') {
  const found = await app.find(role, label, { within });
  if ((await found.isSelected()) !== on) await app.click(role, label, { within });
  await until(`“${label}” to be ${on ? 'on' : 'off'}`, async () => (await (await app.find(role, label, { within })).isSelected()) === on);
}

/** Stage 0: rights, domain, auto-assign. */
export async function beforeYouStart(app) {
  await app.find('heading', 'Verify your e-mail domain');
  let panel = await openPage(app, 'Open domains in ConfigCat');
  await app.click('button', 'ADD & VERIFY DOMAIN', { within: panel });
  await app.type('Domain', 'whisker.co', { within: panel });
  await app.click('button', 'Add', { within: panel });
  await app.click('button', 'Verify whisker.co', { within: panel });
  await app.text('Verified', { within: panel });
  await stepIs(app, 'Proven', 'Verify your e-mail domain');

  await next(app, 'Switch off auto-assign');
  panel = await openPage(app, 'Open domains in ConfigCat');
  await box(app, /^Auto-assign users/, false, panel, 'switch');
}

/** Stages 1 and 2: the application, made in Okta's wizard with ConfigCat's page beside it; sign-in by SAML. */
export async function applicationAndSignIn(app) {
  let panel = await openPage(app, 'Open Applications in Okta');
  await app.click('button', 'Create App Integration', { within: panel });
  await next(app, 'Choose SAML 2.0');
  await app.click('radio', /^SAML 2.0/, { within: panel });
  await app.click('button', 'Next', { within: panel });
  await next(app, 'Name it');
  await app.type('App name', 'ConfigCat', { within: panel });
  await app.click('button', 'Next', { within: panel });

  await next(app, 'Add the identity provider in ConfigCat');
  panel = await openPage(app, 'Open SAML in ConfigCat');
  await app.click('button', 'ADD SAML IDENTITY PROVIDER', { within: panel });
  await app.type('Name', 'Okta', { within: panel });
  await app.click('button', 'Create', { within: panel });
  await app.find('heading', 'SAML identity provider: Okta', { within: panel });

  // Both addresses travel by the clipboard, from one product to the other; what was typed into Okta stays meanwhile.
  await next(app, 'Entity ID and sign-on address');
  for (const [value, field] of [
    ['Assertion Consumer Service', 'Single sign on URL'],
    ['Entity ID', 'Audience URI (SP Entity ID)'],
  ]) {
    await app.click('button', 'Practice ConfigCat', { within: panel });
    await copy(app, value, panel);
    await app.click('button', 'Practice Okta', { within: panel });
    await paste(app, field, panel);
  }
  await next(app, 'Name ID format');
  await choose(app, 'Name ID format', 'EmailAddress', panel);
  await choose(app, 'Application username', 'Email', panel);
  await app.click('button', 'Next', { within: panel });
  await next(app, 'Say that it is internal, and finish');
  await app.click('radio', "I'm an Okta customer adding an internal app", { within: panel });
  await app.click('button', 'Finish', { within: panel });
  await app.find('heading', 'ConfigCat', { within: panel });

  await next(app, 'Give ConfigCat Okta’s metadata');
  panel = await openPage(app, 'Open Sign On in Okta');
  await copy(app, 'View IdP metadata', panel);
  await app.click('button', 'Practice ConfigCat', { within: panel });
  await paste(app, 'Metadata URL', panel);
  await app.click('button', 'Save', { within: panel });
  await stepIs(app, 'Proven', 'Give ConfigCat Okta’s metadata');

  await next(app, 'Choose the trusted domains');
  panel = await openPage(app, 'Open SAML in ConfigCat');
  await box(app, 'whisker.co', true, panel);
  await app.click('button', 'Save', { within: panel });
}

/** Steps 3.1 and 3.2. */
export async function untilConnector(app) {
  let panel = await openPage(app, 'Open General in Okta');
  const settings = await app.find('form', 'App Settings', { within: panel });
  await app.click('button', 'Edit', { within: settings });
  await box(app, 'Enable SCIM provisioning', true, settings);
  await app.click('button', 'Save', { within: settings });
  await stepIs(app, 'Proven', 'Enable SCIM provisioning');
  await next(app, 'SCIM URL and token');
  await stepIs(app, 'Proven', 'SCIM URL and token');
}

/** Opens the connector's form for editing; gives the panel. */
export async function editConnector(app) {
  const panel = await openPage(app, 'Open Provisioning in Okta');
  const form = await app.find('form', 'SCIM Connection', { within: panel });
  await app.click('button', 'Edit', { within: form });
  return panel;
}

/** Everything of the connector's form but the token. */
export async function fillConnector(app, panel, { pushGroups = true } = {}) {
  await app.click('button', 'Practice ConfigCat', { within: panel });
  await app.click('tab', 'SCIM', { within: panel });
  await copy(app, 'SCIM URL', panel);
  await app.click('button', 'Practice Okta', { within: panel });
  await paste(app, 'SCIM connector base URL', panel);
  await app.type('Unique identifier field for users', 'email', { within: panel });
  await box(app, 'Push New Users', true, panel);
  await box(app, 'Push Profile Updates', true, panel);
  await box(app, 'Push Groups', pushGroups, panel);
  await choose(app, 'Authentication Mode', 'HTTP Header', panel);
}

/** The token, by the clipboard, from ConfigCat's page into Okta's form. */
export async function pasteToken(app, panel) {
  await app.click('button', 'Practice ConfigCat', { within: panel });
  await app.click('tab', 'SCIM', { within: panel });
  await copy(app, 'Token', panel);
  await app.click('button', 'Practice Okta', { within: panel });
  await paste(app, 'Authorization', panel);
}

/** Step 3.4. */
export async function toApp(app) {
  const panel = await openPage(app, 'Open Provisioning in Okta');
  const form = await app.find('form', 'Provisioning to App', { within: panel });
  await app.click('button', 'Edit', { within: form });
  for (const label of ['Create Users', 'Update User Attributes', 'Deactivate Users']) await box(app, label, true, form);
  await app.click('button', 'Save', { within: form });
  await stepIs(app, 'Proven', 'To App: create, update, deactivate');
}

/** Assigns a group to the application, on the tab Assignments. */
export async function assignGroup(app, panel, name) {
  await app.click('button', 'Assign', { within: panel });
  await app.click('menuitem', 'Assign to Groups', { within: panel });
  const form = await app.find('form', 'Assign ConfigCat to Groups', { within: panel });
  await app.click('button', `Assign ${name}`, { within: form });
  await app.gone('button', `Assign ${name}`, { within: form });
  await app.click('button', 'Done', { within: form });
  await app.find('button', `Remove ${name}`, { within: panel });
}

/** Assigns one person to the application. */
export async function assignPerson(app, panel, name) {
  await app.click('button', 'Assign', { within: panel });
  await app.click('menuitem', 'Assign to People', { within: panel });
  const form = await app.find('form', 'Assign ConfigCat to People', { within: panel });
  await app.type('Search', name, { within: form });
  await app.click('button', `Assign ${name}`, { within: form });
  await app.gone('button', `Assign ${name}`, { within: form });
  await app.click('button', 'Done', { within: form });
}

/** Pushes groups by name, on the tab Push Groups. */
export async function pushGroups(app, panel, ...names) {
  await app.click('button', 'Push Groups', { within: panel });
  await app.click('menuitem', 'Find groups by name', { within: panel });
  const form = await app.find('form', 'Push groups by name', { within: panel });
  for (const [at, name] of names.entries()) {
    await app.type('Enter a group to push', name, { within: form });
    await app.click('button', name, { within: form });
    await app.text('Create Group', { within: form });
    await app.click('button', at + 1 < names.length ? 'Save & Add Another' : 'Save', { within: form });
    await app.find('button', `Actions for ${name}`, { within: panel });
  }
}

/** Waits until Okta has sent everything that it had to send. */
export async function allSent(app, panel) {
  await until('Okta to have sent everything', async () => (await app.run((e) => e.innerText, panel)).match(/jobs? waits? to be sent/) === null, 60_000);
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
