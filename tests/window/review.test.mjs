// The access review: seen before it is written, for some or for all, for now or for earlier, and saved where the
// administrator says.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Key, keys, SIZES, until, windowTest } from './harness.mjs';

const run = promisify(execFile);
const xdotool = (...args) => run('xdotool', args, { timeout: 30_000 });

/** The desktop’s own dialog that asks where a file is to go. */
async function dialog() {
  const { stdout } = await xdotool('search', '--sync', '--onlyvisible', '--name', '^Save File$');
  const [id] = stdout.trim().split('\n');
  await xdotool('windowactivate', '--sync', id);
  return id;
}

async function saveAs(path) {
  await dialog();
  await xdotool('key', '--clearmodifiers', 'ctrl+a');
  await xdotool('type', '--clearmodifiers', path);
  await xdotool('key', '--clearmodifiers', 'Return');
}

/** Chooses from a drop-down list. */
const choose = async (app, label, option) => (await app.field(label)).findElement({ xpath: `option[.="${option}"]` }).click();
const rows = async (app) => (await app.all('row', undefined, { within: await app.find('table', 'First rows') })).length - 1;

windowTest('an access review is seen before it is written, and saved where it is told to', { practice: true, ready: true }, async (app, again, part) => {
  await part('it opens on everybody, and says what it can’t say', async () => {
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
    await app.click('button', 'Access review');
    await app.find('heading', 'Access review');
    await app.see(/42 people, as read on/);
    assert.equal(await rows(app), 42);
    await app.find('row', /^Camila Rojas.*In sync.*Assigned.*Active.*Member/);
  });

  await part('it is narrowed by group, state, product and words', async () => {
    await choose(app, 'Member of', 'ConfigCat Billing Managers');
    await until('four billing managers', async () => (await rows(app)) === 4);
    await app.see('4 people in the group “ConfigCat Billing Managers”, as read on');
    await choose(app, 'Member of', 'Any group');
    await choose(app, 'State', 'Not managed');
    await until('two who are not managed', async () => (await rows(app)) === 2);
    await choose(app, 'State', 'Everybody');
    await app.press('/');
    await (await app.find('searchbox', 'Search people')).sendKeys('rojas');
    await until('one', async () => (await rows(app)) === 1);
    await (await app.find('searchbox', 'Search people')).sendKeys(' nobody');
    await app.find('heading', 'Nobody fits');
    await app.click('button', 'Everybody again');
    await until('everybody', async () => (await rows(app)) === 42);
  });

  const saved = (name) => join(app.dataDir, name);

  await part('the dialog that is closed says nothing', async () => {
    await app.click('button', /^Save as HTML…/);
    await dialog();
    await xdotool('key', '--clearmodifiers', 'Escape');
    await until('the button to be there again', async () => (await app.find('button', /^Save as HTML…/)).getAttribute('aria-busy').then((busy) => busy === null));
    assert.equal((await app.words()).includes('The access review is saved'), false);
  });

  await part('CSV goes where the dialog says, and the window says where that is', async () => {
    await (await app.text('CSV')).click();
    await app.press(keys.control, Key.ENTER);
    await saveAs(saved('review.csv'));
    await app.see(`The access review is saved: ${saved('review.csv')}`);
    const csv = await readFile(saved('review.csv'), 'utf8');
    assert.match(csv, /Camila Rojas/);
    assert.equal(csv.trim().split(/\r?\n/).length, 43, 'a heading, and everybody');
  });

  await part('HTML and JSON go there as well, for whom was chosen', async () => {
    await choose(app, 'Member of', 'ConfigCat Billing Managers');
    await until('four billing managers', async () => (await rows(app)) === 4);
    await (await app.text('JSON')).click();
    await app.click('button', /^Save as JSON…/);
    await saveAs(saved('review.json'));
    await app.see(`The access review is saved: ${saved('review.json')}`);
    const review = JSON.parse(await readFile(saved('review.json'), 'utf8'));
    assert.match(JSON.stringify(review), /ConfigCat Billing Managers/);
    await (await app.text('HTML')).click();
    await app.click('button', /^Save as HTML…/);
    await saveAs(saved('review.html'));
    await app.see(`The access review is saved: ${saved('review.html')}`);
    assert.match(await readFile(saved('review.html'), 'utf8'), /^<!doctype html>/i);
  });

  await part('of an earlier reading it says that only who was synced is known', async () => {
    await choose(app, 'Member of', 'Any group');
    await (await app.field('As read')).findElement({ xpath: 'option[starts-with(., "today")]' }).click();
    await app.see('Of an earlier reading only who was synced is known');
  });

  await part('in a narrow window nothing is cut off', async () => {
    await app.resize(SIZES.narrow);
    const [needs, has] = await app.run(() => [document.querySelector('main').scrollWidth, document.querySelector('main').clientWidth]);
    assert.equal(needs, has);
    await app.click('button', 'Back');
    await app.find('heading', 'People');
  });
});
