// Access: the plan is changed by keyboard and by drag, and what a person may do follows.
import assert from 'node:assert/strict';
import { makePlan, order, orderIs } from './access-plan.mjs';
import { choose, paste } from './guide-walk.mjs';
import { clipboard, keys, until, windowTest } from './harness.mjs';

const [owners, billing, developers, readers] = ['ConfigCat Owners', 'ConfigCat Billing Managers', 'ConfigCat Developers', 'ConfigCat Readers'];

/** What the details say of somebody who is in two groups of the plan. */
async function camila(app) {
  await app.click('tab', /^Everybody/);
  await app.type('Search everybody', 'Camila');
  const row = await app.find('row', /^Camila Rojas/);
  await row.click();
  const details = await app.find('complementary', 'Details');
  await app.find('heading', 'Camila Rojas', { within: details });
  return details;
}

async function camilaHas(app, permission, from, before) {
  const details = await camila(app);
  await until(`Camila to have ${permission} from ${from}`, async () => {
    const said = (await details.getText()).replace(/\s+/g, ' ');
    return said.includes(`WhiskerShop / ${permission}`) && said.includes(`from ${from}, before ${before}`);
  });
  await app.click('tab', /^Plan/);
}

/** The plan as it is kept. */
const groupsKept = async (app) => (await app.call('plan')).plan.groups;

/** The first way that is made in the plan alone. */
async function wayOfPlan(app) {
  const button = await app.find('button', 'Keep it');
  return app.run((e) => e.closest('article'), button);
}

/** Pastes a plan and looks at what it would change. */
async function bringIn(app, text) {
  if ((await app.all('dialog', 'Bring a plan in')).length === 0) {
    await app.click('button', 'The plan as a file');
    await app.click('menuitem', 'Bring a plan in…');
  }
  await app.call('text_copy', { text });
  await paste(app, 'Plan as TOML or JSON');
  await app.click('button', 'Look at it');
}

windowTest('the plan is changed by keyboard and by drag, and a person’s permissions follow', { practice: true, ready: true }, async (app, again, part) => {
  await part('groups that were read stand in the plan, and what they should give is set in place', async () => {
    await app.find('heading', 'Set up');
    await app.click('link', /^People/);
    await app.find('button', /Read again$/);
    await makePlan(app);
    await orderIs(app, owners, billing, developers, readers);
    await app.see('Nobody would lose anything.');
    await camilaHas(app, 'Developers', developers, readers);
  });

  await part('a group is lifted, moved and dropped by keyboard, and Escape puts it back', async () => {
    const handle = await app.find('button', `Move ${readers}`);
    await app.run((e) => e.focus(), handle);
    await app.press(keys.space);
    await app.press(keys.up);
    await app.press(keys.escape);
    await orderIs(app, owners, billing, developers, readers);
    await app.press(keys.space);
    await app.press(keys.up);
    await app.press(keys.space);
    await orderIs(app, owners, billing, readers, developers);
    await app.text('moved up 1');
    await camilaHas(app, 'Readers', readers, developers);
  });

  await part('who would lose something by it is named beside it', async () => {
    const effect = await app.find('complementary', 'If you start provisioning with this plan');
    await app.find('link', 'Camila Rojas', { within: effect });
  });

  await part('Ctrl+Z takes it back', async () => {
    await app.press(keys.control, 'z');
    await orderIs(app, owners, billing, developers, readers);
    await camilaHas(app, 'Developers', developers, readers);
  });

  await part('a group is dragged to another place, and the button Undo takes that back too', async () => {
    const handle = await app.find('button', `Move ${readers}`);
    const target = await app.find('row', developers);
    const { height } = await target.getRect();
    await app.driver.actions({ async: true })
      .move({ origin: handle }).press()
      .move({ origin: 'pointer', y: -Math.round(height / 2), duration: 60 })
      .move({ origin: 'pointer', y: -Math.round(height / 2), duration: 60 })
      .release().perform();
    await orderIs(app, owners, billing, readers, developers);
    await camilaHas(app, 'Readers', readers, developers);
    await app.click('button', 'Undo');
    await orderIs(app, owners, billing, developers, readers);
  });

  await part('arrows go from control to control; Alt with an arrow moves the group at once', async () => {
    await app.run((e) => e.focus(), await app.find('button', `Move ${owners}`));
    await app.press(keys.down);
    await until('the handle below', () => app.run((name) => document.activeElement.getAttribute('aria-label') === `Move ${name}`, billing));
    await app.press(keys.alt, keys.down);
    await orderIs(app, owners, developers, billing, readers);
    await app.press(keys.control, 'z');
    await orderIs(app, owners, billing, developers, readers);
  });

  await part('while a group is dragged, who would be touched stands beside it before anything is kept', async () => {
    const handle = await app.find('button', `Move ${readers}`);
    const target = await app.find('row', developers);
    const { height } = await target.getRect();
    const kept = await groupsKept(app);
    await app.driver.actions({ async: true })
      .move({ origin: handle }).press()
      .move({ origin: 'pointer', y: -Math.round(height / 2), duration: 60 })
      .move({ origin: 'pointer', y: -Math.round(height / 2), duration: 60 })
      .perform();
    const ahead = await app.find('region', 'Against the plan you keep');
    await app.find('link', 'Camila Rojas', { within: ahead });
    await app.text('Not kept yet');
    assert.deepEqual(await groupsKept(app), kept);
    await app.driver.actions({ async: true })
      .move({ origin: 'pointer', y: height, duration: 60 })
      .release().perform();
    await app.gone('region', 'Against the plan you keep');
    await orderIs(app, owners, billing, developers, readers);
    assert.deepEqual(await groupsKept(app), kept);
  });

  await part('a group takes the place whose number is typed', async () => {
    await app.click('button', new RegExp(`^${readers} is at position 4`));
    const field = await app.field(`New position of ${readers}`);
    await until('the field to be typed into', () => app.run((e) => document.activeElement === e, field));
    await app.press('1');
    await app.text('Not kept yet');
    await app.press(keys.enter);
    await orderIs(app, readers, owners, billing, developers);
    await app.press(keys.control, 'z');
    await orderIs(app, owners, billing, developers, readers);
  });

  await part('edits are tried together, and nothing is kept before one says so', async () => {
    const kept = await groupsKept(app);
    await app.click('switch', 'Try first');
    await choose(app, `WhiskerShop for ${developers}`, 'Admins');
    await app.click('switch', `Billing Manager for ${developers}`);
    const tray = await app.find('region', 'Tried, not kept');
    await app.find('button', 'Keep all 2', { within: tray });
    await app.find('region', 'Against the plan you keep');
    assert.deepEqual(await groupsKept(app), kept);
    await app.click('button', 'Take all 2 back', { within: tray });
    await app.see('Nothing tried yet.');
    await app.click('switch', 'Try first');
    assert.deepEqual(await groupsKept(app), kept);
  });

  await part('a plan change that would lock out the last admin is stopped by its guard', async () => {
    await app.click('switch', `Organization Admin for ${owners}`);
    await app.see(/Do not start with this plan: \d things? to fix\./);
    const warning = await app.find('alert');
    assert.match(await warning.getText(), /Organization Admin/);
    await app.click('button', /^Check-list for ConfigCat/);
    await app.see(/This plan has \d things? to fix/);
    await app.click('button', 'Copy as Markdown');
    const asked = await app.find('dialog', 'Carry it out all the same?');
    assert.match(await asked.getText(), /Nobody would be Organization Admin/);
    await app.click('button', 'Back to the plan', { within: asked });
    await app.click('button', `Give it back to ${owners}`, { within: await app.find('alert') });
    await app.see('Nobody would lose anything.');
    await app.gone('alert');
  });

  await part('one permission changed is one person’s permission changed', async () => {
    await choose(app, `WhiskerShop for ${developers}`, 'Admins');
    await camilaHas(app, 'Admins', developers, readers);
    await app.press(keys.control, 'z');
    await camilaHas(app, 'Developers', developers, readers);
  });

  await part('a group that is not synced yet is planned ahead by its name', async () => {
    await app.type('Name of a group that is not synced yet', 'ConfigCat Auditors');
    await app.press(keys.enter);
    await orderIs(app, owners, billing, developers, readers, 'ConfigCat Auditors');
    await app.click('button', 'Remove ConfigCat Auditors from the plan');
    await orderIs(app, owners, billing, developers, readers);
  });

  await part('the smallest change for one person is found, with whom else it touches, and kept', async () => {
    const details = await camila(app);
    await app.click('link', 'This person should have something else', { within: details });
    await choose(app, 'Where', 'WhiskerShop');
    await choose(app, 'What', 'Admins');
    await app.find('heading', 'Camila Rojas should be Admins in WhiskerShop');
    const way = await wayOfPlan(app);
    assert.match(await way.getText(), /For Camila Rojas[^]*WhiskerShop \/ .* → Admins/);
    await app.click('button', 'Keep it', { within: way });
    await app.see('It is so already: nothing has to be edited.');
    await app.press(keys.control, 'z');
    await app.gone('status', /It is so already/);
  });

  await part('a pasted plan shows what it would change before it is taken; a broken one keeps what was pasted', async () => {
    await app.click('tab', /^Plan/);
    await orderIs(app, owners, billing, developers, readers);
    const { text } = await app.call('plan_text', { format: 'toml' });
    await bringIn(app, text.replace('name =', 'nom ='));
    const dialog = await app.find('dialog', 'Bring a plan in');
    await app.find('alert', undefined, { within: dialog });
    assert.ok((await (await app.field('Plan as TOML or JSON')).getProperty('value')).includes('nom ='));
    await bringIn(app, text.replace(/(name = "ConfigCat Readers"[^]*WhiskerShop = )"Readers"/, '$1"Admins"'));
    await app.find('region', 'What would be another than now', { within: dialog });
    await app.find('button', 'Take this plan', { within: dialog });
    assert.match(await dialog.getText(), /ConfigCat Readers[^]*Admins/);
    await app.click('button', 'Take this plan', { within: dialog });
    await until('the list to follow', async () => (await (await app.field(`WhiskerShop for ${readers}`)).getProperty('value')) === 'Admins');
    await app.press(keys.control, 'z');
    await until('the list to go back', async () => (await (await app.field(`WhiskerShop for ${readers}`)).getProperty('value')) === 'Readers');
  });

  await part('the check-list says what to set in ConfigCat, and is copied', async () => {
    await app.click('button', 'Check-list for ConfigCat');
    const rules = await app.find('region', 'Permissions: the gear of each group');
    await app.find('checkbox', new RegExp(`^${owners}`), { within: rules });
    await app.click('button', 'Copy as Markdown');
    await app.see('Copied');
    assert.match(await clipboard(), /ConfigCat Developers/);
  });

  await part('a line is ticked by hand, another by what ConfigCat’s audit log shows', async () => {
    await app.click('checkbox', new RegExp(`^${owners}`));
    await app.see('1 of');
    const { groups } = (await app.call('practice_view')).configcat;
    const { id } = groups.find(({ name }) => name === developers);
    const permissions = { 'FurBall Finder': 'Developers', WhiskerShop: 'Developers' };
    await app.call('practice_configcat', { action: { kind: 'set_group_permissions', group_id: id, organization_admin: false, billing_manager: false, permissions } });
    await app.click('button', 'Look in ConfigCat’s audit log');
    await app.see(/Set by .* after the plan asked for this/);
    await app.see(/1 change there since the plan was last edited/);
    await app.see('2 of');
    await app.click('tab', /^Plan/);
  });

  await part('the plan is there after a restart', async () => {
    app = await again();
    await app.click('link', /^Access/);
    await app.find('grid', 'Permissions of each group, in priority order');
    assert.deepEqual(await order(app), [owners, billing, developers, readers]);
    await app.see('Nobody would lose anything.');
  });
});
