// The permission plan, made in Catflap and carried over into the practice ConfigCat by hand, as ConfigCat wants it.
import { box, choose } from './guide-walk.mjs';
import { keys, until } from './harness.mjs';

/** What each group gives, in priority order. */
export const RULES = [
  { group: 'ConfigCat Owners', roles: ['Organization Admin', 'Billing Manager'], permissions: {} },
  { group: 'ConfigCat Billing Managers', roles: ['Billing Manager'], permissions: {} },
  { group: 'ConfigCat Developers', roles: [], permissions: { 'FurBall Finder': 'Developers', WhiskerShop: 'Developers' } },
  { group: 'ConfigCat Readers', roles: [], permissions: { 'FurBall Finder': 'Readers', WhiskerShop: 'Readers' } },
];

/** The groups of the plan, from first to last. */
export async function order(app) {
  const grid = await app.find('grid', 'Permissions of each group, in priority order');
  const rows = await app.all('rowheader', undefined, { within: grid });
  return Promise.all(rows.map((row) => app.run((e) => e.querySelector('b').textContent, row)));
}

/** Waits until the groups of the plan stand in this order. */
export async function orderIs(app, ...groups) {
  await until(`the order ${groups.join(', ')}`, async () => (await order(app)).join() === groups.join());
}

/** Moves a group of the plan by keyboard until it stands at this place, counted from 0. */
export async function moveByKey(app, group, to) {
  for (;;) {
    const before = await order(app);
    const at = before.indexOf(group);
    if (at === to) return;
    const handle = await app.find('button', `Move ${group}`);
    await app.run((e) => e.focus(), handle);
    await app.press(keys.alt, at > to ? keys.up : keys.down);
    await until(`“${group}” to move`, async () => (await order(app)).indexOf(group) !== at);
  }
}

/** Sets a plan under Access by its controls: the order by keyboard, roles by switches, permissions by lists. */
export async function makePlan(app, rules = RULES) {
  await app.click('link', /^Access/);
  await app.find('grid', 'Permissions of each group, in priority order');
  for (const [at, { group }] of rules.entries()) await moveByKey(app, group, at);
  for (const { group, roles, permissions } of rules) {
    for (const role of roles) await box(app, `${role} for ${group}`, true, undefined, 'switch');
    for (const [product, permission] of Object.entries(permissions)) await choose(app, `${product} for ${group}`, permission);
  }
}

/** Gives the groups of the practice ConfigCat what the plan says, each by its gear. */
export async function carryOver(app, panel, rules = RULES) {
  for (const { group, roles, permissions } of rules) {
    await app.click('button', `Permissions of ${group}`, { within: panel });
    const form = await app.find('form', `Permissions of ${group}`, { within: panel });
    for (const role of roles) await box(app, new RegExp(`^${role}`), true, form); // a note belongs to the name
    for (const [product, permission] of Object.entries(permissions)) await choose(app, product, permission, form);
    await app.click('button', 'Save', { within: form });
    await app.gone('form', `Permissions of ${group}`, { within: panel });
  }
}

/** Puts the groups of the practice ConfigCat into the plan's order. */
export async function setPriority(app, panel, rules = RULES) {
  await app.click('button', 'SET PRIORITY', { within: panel });
  const form = await app.find('form', 'Set priority', { within: panel });
  const list = await app.find('list', 'Priority', { within: form });
  const names = () => app.run((e) => [...e.querySelectorAll('.main')].map((name) => name.textContent), list);
  for (const [to, { group }] of rules.entries()) {
    for (let at = (await names()).indexOf(group); at > to; at -= 1) {
      await app.click('button', `Move ${group} up`, { within: form });
      await until(`“${group}” to move up`, async () => (await names()).indexOf(group) === at - 1);
    }
  }
  await app.click('button', 'Save', { within: form });
  await app.gone('form', 'Set priority', { within: panel });
}
