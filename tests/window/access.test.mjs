// Access: the plan is changed by keyboard and by drag, and what a person may do follows.
import assert from 'node:assert/strict';
import { makePlan, order, orderIs } from './access-plan.mjs';
import { choose } from './guide-walk.mjs';
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

  await part('a plan without an Organization Admin is stopped before anything else', async () => {
    await app.click('switch', `Organization Admin for ${owners}`);
    await app.see('Do not start with this plan: 1 thing to fix.');
    const warning = await app.find('alert');
    assert.match(await warning.getText(), /Organization Admin/);
    await app.click('button', 'Take the last change back', { within: warning });
    await app.see('Nobody would lose anything.');
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

  await part('the check-list says what to set in ConfigCat, and is copied', async () => {
    await app.click('button', 'Check-list for ConfigCat');
    const dialog = await app.find('dialog', 'Check-list for ConfigCat');
    await app.click('button', 'Copy the check-list', { within: dialog });
    await app.find('button', 'Copied', { within: dialog });
    assert.match(await clipboard(), /ConfigCat Developers/);
    await app.press(keys.escape);
    await app.gone('dialog', 'Check-list for ConfigCat');
  });

  await part('the plan is there after a restart', async () => {
    app = await again();
    await app.click('link', /^Access/);
    await app.find('table', 'Permissions of each group, in priority order');
    assert.deepEqual(await order(app), [owners, billing, developers, readers]);
    await app.see('Nobody would lose anything.');
  });
});
