// People: searched, filtered, sorted, opened, by mouse and by keyboard alone; and found from anywhere.
import assert from 'node:assert/strict';
import { keys, SIZES, until, windowTest } from './harness.mjs';

/** Names in sight, from top to bottom. */
async function names(app, grid) {
  const rows = await app.all('row', undefined, { within: await app.find('grid', grid) });
  return app.run((...each) => each
    .map((row) => [Number(row.getAttribute('aria-rowindex')), row.querySelector('[role=gridcell] b')?.textContent])
    .filter(([, name]) => name)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name), ...rows);
}

const firstIs = (app, name, grid = 'People') => until(`“${name}” to stand first`, async () => (await names(app, grid))[0] === name);
const card = (app) => app.find('complementary', 'Details');
const cardIs = async (app, name) => app.find('heading', name, { within: await card(app) });

windowTest('everybody is found, sorted, filtered and opened, by mouse and by keyboard', { practice: true, ready: true }, async (app, again, part) => {
  await part('the place opens with its verdict, and with those who need a look first', async () => {
    await app.find('heading', 'Set up');
    await app.click('link', /^People/);
    await app.see('39 of 42 are in sync. 3 need a look');
    await firstIs(app, 'Kwame Mensah');
    await cardIs(app, 'Kwame Mensah');
    await app.text(/Suspended in Okta, still active here/, { within: await card(app) });
  });

  await part('/ searches, by name and by group; Escape clears', async () => {
    await app.press('/');
    const search = await app.find('searchbox', 'Search people');
    await search.sendKeys('rojas');
    await firstIs(app, 'Camila Rojas');
    assert.equal((await names(app, 'People')).length, 1);
    await app.press(keys.control, 'a');
    await search.sendKeys('Billing Managers');
    await until('four billing managers', async () => (await names(app, 'People')).length === 4);
    await search.sendKeys('nobody is called this');
    await app.find('heading', 'Nobody matches');
    await app.press(keys.escape);
    await firstIs(app, 'Kwame Mensah');
  });

  await part('a state is chosen by its chip, and its count is told', async () => {
    await app.click('button', /^Not managed 2/);
    await until('two people', async () => (await names(app, 'People')).join() === 'Casey Drummond,Release Robot');
    await app.click('button', /^All 42/);
    await firstIs(app, 'Kwame Mensah');
  });

  await part('a click on a heading sorts, another one the other way round', async () => {
    await app.click('button', 'Person');
    await firstIs(app, 'Aaliyah Johnson');
    await app.click('button', 'Person');
    await app.press('/');
    await app.press(keys.down);
    await app.press(keys.end);
    await until('Aaliyah Johnson to stand last', async () => (await names(app, 'People')).at(-1) === 'Aaliyah Johnson');
    await app.press(keys.home);
    await app.click('button', 'State');
    await firstIs(app, 'Kwame Mensah');
  });

  await part('arrows walk through the list, Enter opens, Escape comes back', async () => {
    await app.press('/');
    await app.press(keys.down);
    await app.press(keys.home);
    await cardIs(app, 'Kwame Mensah');
    await app.press(keys.down);
    await cardIs(app, 'Casey Drummond');
    await app.press(keys.end);
    await until('the last one', async () => (await names(app, 'People')).length > 0 && !(await names(app, 'People')).includes('Kwame Mensah'));
    await app.press(keys.home);
    await cardIs(app, 'Kwame Mensah');
    await app.press(keys.enter);
    await until('the card to have the focus', () => app.run(() => document.activeElement?.textContent === 'Kwame Mensah'));
    await app.press(keys.escape);
    await until('the list to have it', () => app.run(() => document.activeElement?.getAttribute('role') === 'grid'));
  });

  await part('the list keeps its place while people are read again', async () => {
    await app.press(keys.end);
    const where = () => app.run(() => document.querySelector('[role=grid]').scrollTop);
    await until('the end of the list', async () => (await where()) > 0);
    const [before, there] = [await where(), await names(app, 'People')];
    await readAgain(app);
    assert.deepEqual([await where(), await names(app, 'People')], [before, there]);
    await app.press('/');
    await app.press(keys.down);
    await app.press(keys.home);
  });

  await part('a person’s card says how they get in, what they may do, and in which groups they are', async () => {
    await app.press('/');
    await (await app.find('searchbox', 'Search people')).sendKeys('Camila');
    await firstIs(app, 'Camila Rojas');
    await app.click('row', /^Camila Rojas/);
    await cardIs(app, 'Camila Rojas');
    const chain = await app.find('region', 'How they get in', { within: await card(app) });
    await app.text(/Everyone at Whisker/, { within: chain });
    assert.equal((await app.all('listitem', undefined, { within: chain })).length, 7);
    await app.find('region', 'What they may do', { within: await card(app) });
    const groups = await app.find('region', 'Groups', { within: await card(app) });
    await app.click('link', 'ConfigCat Developers', { within: groups });
  });

  await part('a group’s card lists its members, and each leads back to the person', async () => {
    await cardIs(app, 'ConfigCat Developers');
    const members = await app.find('region', 'Members', { within: await card(app) });
    assert.equal((await app.all('link', undefined, { within: members })).length, 10);
    await app.click('button', 'Show all 10 in the list', { within: members });
    await app.find('button', 'Members of ConfigCat Developers; show everybody again');
    await until('ten people', async () => (await names(app, 'People')).length === 10);
    await app.click('button', 'Members of ConfigCat Developers; show everybody again');
    await until('everybody', async () => (await names(app, 'People')).length > 10);
  });

  await part('Ctrl+K finds a person and a group from any place', async () => {
    await app.click('link', /^Settings/);
    await app.press(keys.control, 'k');
    await (await app.find('combobox', 'Find anything')).sendKeys('zo');
    await app.find('option', /^Zoë Lindqvist/);
    await app.press(keys.enter);
    await until('the first of them', async () => /people/.test(await app.run(() => window.location.hash)));
    await app.press(keys.control, 'k');
    await (await app.find('combobox', 'Find anything')).sendKeys('billing managers');
    await app.click('option', /^ConfigCat Billing Managers/);
    await cardIs(app, 'ConfigCat Billing Managers');
  });

  await part('? shows every shortcut, and Escape closes it', async () => {
    await app.press('?');
    await app.find('dialog', 'Keyboard');
    await app.see('Find anything');
    await app.press(keys.escape);
    await app.gone('dialog', 'Keyboard');
  });

  await part('in a narrow window the card is a sheet that Escape closes', async () => {
    await app.resize(SIZES.narrow);
    const sheet = await app.find('dialog', 'Details');
    await app.find('heading', 'ConfigCat Billing Managers', { within: sheet });
    await app.press(keys.escape);
    await app.gone('dialog', 'Details');
    await app.click('row', /^ConfigCat Owners/);
    await app.find('heading', 'ConfigCat Owners', { within: await app.find('dialog', 'Details') });
    await app.press(keys.escape);
    await app.gone('dialog', 'Details');
  });
});

/** Makes a mistake of practice, and has people read again. */
async function seed(app, mistake) {
  await app.call('practice_okta', { action: { kind: 'seed_mistake', mistake } });
  await readAgain(app);
}

async function readAgain(app) {
  const before = (await app.call('people', everybody)).read_at;
  // It is told to the second: another reading is one of a later second.
  await until('the next second', () => Date.now() >= Date.parse(before) + 1000);
  await app.click('button', 'Read again');
  await until('people to be read again', async () => (await app.call('people', everybody)).read_at !== before);
  await app.find('button', 'Read again');
}

const everybody = { search: '', filter: { kind: 'all' }, news: false, group: null, sort: 'name', descending: false, offset: 0, limit: 1 };
const chain = async (app) => app.find('region', 'How they get in', { within: await card(app) });
const marked = async (app, words) => app.text(words, { within: await app.find('grid', 'People') });

windowTest('why somebody can’t get in is answered, whoever it is about', { practice: true, ready: true }, async (app, again, part) => {
  await app.click('link', /^People/);
  await firstIs(app, 'Kwame Mensah');

  await part('from “provisioning failed” on a person to its cause, and to where it is put right', async () => {
    await seed(app, 'no-matching-user');
    await app.click('button', /^Provisioning failed 1/);
    await app.click('row', /^Imani Cole.*Provisioning failed/);
    await cardIs(app, 'Imani Cole');
    await app.text(/^Imani Cole can’t get in/, { within: await card(app) });
    const links = await app.all('listitem', undefined, { within: await chain(app) });
    const lit = await app.run((...each) => each.filter((e) => e.matches('.lit')).map((e) => e.dataset.link), ...links);
    assert.deepEqual(lit, ['push']);
    await app.text(/Matching user not found/, { within: await chain(app) });
    await app.text(/may not create anybody/, { within: await chain(app) });
    await app.click('button', /^Open .* in Okta$/, { within: await chain(app) });
    await app.find('heading', 'To App: create, update, deactivate');
    await app.click('button', 'Close the practice panel');
    await app.click('link', /^People/);
  });

  await part('a leaver who is still active, with the cause', async () => {
    await app.click('button', /^Still active here/);
    await app.click('row', /^Kwame Mensah/);
    await cardIs(app, 'Kwame Mensah');
    await app.text(/Okta sends nothing when a person is suspended/, { within: await card(app) });
    await app.find('button', 'Open Assignments in Okta', { within: await chain(app) });
    await app.click('button', /^All/);
  });

  await part('an address pasted from a ticket, of somebody whom the application does not reach', async () => {
    await seed(app, 'push-member-not-assigned');
    await app.press('/');
    await (await app.find('searchbox', 'Search people')).sendKeys('Noa Brandt <noa.brandt@whisker.co>,');
    await app.find('heading', 'Noa Brandt');
    await app.text(/^Noa Brandt can’t get in/);
    await app.text(/Not assigned/);
    await app.find('button', 'Open Assignments in Okta');
    await app.press(keys.escape);
    await app.click('tab', /^Groups/);
    await app.click('row', /Differs/);
    const missing = await app.find('region', '1 person missing here', { within: await card(app) });
    await app.click('link', 'Noa Brandt', { within: missing });
    await cardIs(app, 'Noa Brandt');
    await app.text(/^Noa Brandt can’t get in/, { within: await card(app) });
    await app.click('tab', /^People/);
  });

  await part('nobody of that name, and what was looked at', async () => {
    await app.press('/');
    await (await app.find('searchbox', 'Search people')).sendKeys('zz@nowhere.example', keys.enter);
    await app.find('heading', 'Nobody matches');
    await app.press(keys.escape);
  });

  await part('who changed is marked in words, and is not any more once that was seen', async () => {
    await app.click('button', /^Changed/);
    await marked(app, 'New');
    await app.click('button', 'Mark as seen');
    await app.gone('button', /^Changed/);
    const { rows } = await app.call('people', { ...everybody, search: 'Camila Rojas' });
    await app.call('practice_okta', { action: { kind: 'directory', act: { kind: 'suspend', user_id: rows[0].okta_id } } });
    await readAgain(app);
    await app.click('button', /^Changed 1/);
    await app.find('row', /^Camila Rojas.*Was: In sync/);
    await app.click('button', 'Mark as seen');
    await app.gone('button', /^Changed/);
    await app.click('button', /^Still active here/);
    await app.find('row', /^Camila Rojas/);
    assert.deepEqual(await app.all('row', /Was: In sync/), []);
  });

  await part('many who are lost at once are told above all, until somebody has looked at it', async () => {
    await app.click('button', /^All/);
    const { okta } = await app.call('practice_view');
    const { id } = okta.groups.find(({ name }) => name === 'Everyone at Whisker');
    await app.call('practice_okta', { action: { kind: 'unassign_group', group_id: id } });
    await until('the alarm', async () => {
      await readAgain(app);
      return (await app.all('button', 'Show what was lost')).length > 0;
    });
    await app.click('button', 'Show what was lost');
    await until('the two readings', async () => /#\/people\/history\/\d+\/\d+$/.test(await app.run(() => location.hash)));
    await app.click('tab', /^People/);
    await app.click('button', 'I have looked at it');
    await app.gone('button', 'Show what was lost');
  });
});
