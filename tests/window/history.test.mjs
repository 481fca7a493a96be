// The history of readings: what changed in practice is read again, told in a sentence, compared, and alarms when it is much.
import assert from 'node:assert/strict';
import { Key, keys, SIZES, until, windowTest } from './harness.mjs';

/** Waiting for what Okta sends. */
const LONG = { patience: 90_000 };

/** An act of the administrator in the practice Okta, and what Okta sends for it. */
async function act(app, action) {
  const { outcome } = await app.call('practice_okta', { action });
  assert.ok(outcome.ok, outcome.message);
  await until('Okta to have sent it', async () => (await app.call('practice_view')).okta.waiting === 0, LONG.patience);
}

const directory = (app, act_) => act(app, { kind: 'directory', act: act_ });

/** Okta's ids by name. */
async function ids(app) {
  const { okta } = await app.call('practice_view');
  const person = (email) => okta.people.find((each) => each.email === email).id;
  const group = (name) => okta.groups.find((each) => each.name === name).id;
  return { okta, person, group };
}

/** Reads people again, and waits until the history says something of it. */
async function readAgain(app, changed) {
  await app.click('button', 'Read again');
  await app.find('row', changed, LONG);
}

/** Chooses from a drop-down list. */
const choose = async (app, label, option) => (await app.field(label)).findElement({ xpath: `option[.="${option}"]` }).click();
const timeline = (app) => app.find('grid', 'Readings, newest first');
const changes = (app) => app.find('complementary', 'What changed');
const compared = (app) => app.run(() => {
  const { from, to } = document.querySelector('[data-to]')?.dataset ?? {};
  return from === undefined ? null : [Number(from), Number(to)];
});

windowTest('what changes is kept, told and compared, and an alarm leads to what was lost', { practice: true, ready: true }, async (app, again, part) => {
  await part('the first reading stands alone, and says what it is good for', async () => {
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
    await app.click('tab', 'History');
    await app.text('40 users in 4 groups.', { within: await changes(app) });
    await app.text(/The next reading that finds something new is kept beside it/, { within: await changes(app) });
  });

  await part('somebody who moves in Okta is told after the next reading, with what it costs them', async () => {
    const { plan } = await app.call('plan');
    const gives = { 'ConfigCat Developers': { WhiskerShop: 'Developers' }, 'ConfigCat Readers': { 'FurBall Finder': 'Readers' } };
    const groups = plan.groups.map((group) => ({ ...group, permissions: gives[group.name] ?? {} }));
    await app.call('plan_save', { plan: { ...plan, groups }, what: 'Permissions set' });
    const { person, group } = await ids(app);
    const user_id = person('nikhil.patel@whisker.co');
    await directory(app, { kind: 'remove_member', group_id: group('ConfigCat Developers'), user_id });
    await directory(app, { kind: 'add_member', group_id: group('ConfigCat Readers'), user_id });
    await readAgain(app, /1 moved from ConfigCat Developers to ConfigCat Readers.*1 lost WhiskerShop/);
    const panel = await changes(app);
    await app.text('1 moved from ConfigCat Developers to ConfigCat Readers', { within: panel });
    const access = await app.find('region', 'Access', { within: panel });
    await app.text('1 lost WhiskerShop', { within: access });
    await app.text('1 gained FurBall Finder', { within: access });
  });

  await part('a name leads to the card of the person, whose history tells the same', async () => {
    await app.click('link', 'nikhil.patel@whisker.co', { within: await changes(app) });
    await app.find('heading', 'Nikhil Patel', { within: await app.find('complementary', 'Details') });
    await app.click('tab', 'History');
  });

  await part('Shift and an arrow compare over more than one reading; the list beside it does the same', async () => {
    const { person } = await ids(app);
    await directory(app, { kind: 'deactivate', user_id: person('zoe.lindqvist@whisker.co') });
    await readAgain(app, /1 was switched off|1 left/);
    const [from, to] = await until('the last two', () => compared(app));
    await app.run((grid) => grid.focus(), await timeline(app));
    await app.press(Key.SHIFT, keys.down);
    await until('one more before', async () => (await compared(app))?.join() === [from - 1, to].join());
    await app.text('1 moved from ConfigCat Developers to ConfigCat Readers', { within: await changes(app) });
    await app.text(/^1 (was switched off|left)$/, { within: await changes(app) });
    await app.press(keys.down);
    await until('the reading in the middle alone', async () => (await compared(app))?.join() === [from - 1, from].join());
  });

  await part('many who go at once raise an alarm above People, which leads to who they are', async () => {
    const { okta } = await ids(app);
    const leavers = okta.people.filter((each) => each.status === 'ACTIVE').slice(0, 12);
    for (const { id } of leavers) await app.call('practice_okta', { action: { kind: 'directory', act: { kind: 'deactivate', user_id: id } } });
    await until('Okta to have sent it', async () => (await app.call('practice_view')).okta.waiting === 0, LONG.patience);
    await app.click('tab', /^People/);
    await app.click('button', 'Read again');
    const alarm = await app.find('alert', undefined, LONG);
    await app.text(/12 of 39 active people left or were switched off/, { within: alarm });
    await app.click('button', 'Show what was lost', { within: alarm });
    await app.text(/look in Okta for a changed group rule/i, { within: await changes(app) });
    await app.find('img', 'Many were lost', { within: await timeline(app) });
    await app.click('button', 'I have looked at it');
    await app.gone('button', 'I have looked at it');
    await app.find('img', 'Many were lost', { within: await timeline(app) });
  });

  await part('in a narrow window what changed is a sheet that Enter opens and Escape closes', async () => {
    await app.resize(SIZES.narrow);
    await app.find('dialog', 'What changed');
    await app.press(keys.escape);
    await app.gone('dialog', 'What changed');
    await app.run((grid) => grid.focus(), await timeline(app));
    await app.press(keys.end);
    await app.press(keys.enter);
    await app.text('40 users in 4 groups.', { within: await app.find('dialog', 'What changed') });
    await app.press(keys.escape);
    await app.gone('dialog', 'What changed');
  });
});

windowTest('people are read again by themselves as often as is set, and as many readings are kept', { practice: true, ready: true }, async (app) => {
  await app.click('link', /^People/);
  await app.find('row', /^Kwame Mensah/);
  await app.click('tab', 'History');
  await app.click('link', 'Change that');
  await choose(app, 'Read people again by itself', 'Every minute');
  await app.see('a reading that would have to wait is put off to its next turn');
  await choose(app, 'Readings kept in the history', '20');
  await until('both to be kept', async () => {
    const { settings } = await app.call('boot');
    return settings.refresh_minutes === 1 && settings.history_most === 20;
  });
  await app.click('link', /^People/);
  await app.see(/next at \d\d:\d\d/);
  await app.click('tab', 'History');
  await app.see('20 are kept at most.');
});
