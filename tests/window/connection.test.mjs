// The connection: a wrong token, its finding and its remedy; a real profile by URL and token alone.
import assert from 'node:assert/strict';
import { copy, goToStep, openPage, paste, stepIs } from './guide-walk.mjs';
import { keys, windowTest } from './harness.mjs';
import { withPracticeServers } from './practice-servers.mjs';

/** Puts another token in place of the stored one, by `enter`. */
async function replaceToken(app, enter) {
  await app.click('link', /^Settings/);
  await app.click('button', 'Change ConfigCat SCIM');
  const form = await app.find('form', 'ConfigCat SCIM');
  await app.click('button', 'Replace Token', { within: form });
  await enter(form);
  await app.click('button', /^Save/, { within: form });
  await app.gone('form', 'ConfigCat SCIM');
}

/** Checks the connection; gives the page when its last answer is in. */
async function check(app) {
  await app.click('link', /^Connection/);
  await app.click('button', 'Check now');
  await app.see(/Last check (?!never)/i);
  await app.find('button', 'Check now');
}

windowTest('a wrong token is named with its remedy, and the right one from ConfigCat’s page cures it', { practice: true, ready: true }, async (app, again, part) => {
  await part('the check says that the token is not accepted, why it matters and what to do', async () => {
    await replaceToken(app, (form) => app.type('Token', 'a-token-that-nobody-made', { within: form }));
    await check(app);
    await app.see('Okta can’t work with this service provider like this: the token is not accepted.');
    const details = await app.find('complementary', 'Finding');
    await app.find('heading', 'The token is not accepted', { within: details });
    for (const heading of ['What we saw', 'Why it matters', 'What to do']) await app.find('heading', heading, { within: details });
    const said = await details.getText();
    assert.match(said, /answered 401/);
    assert.match(said, /REGENERATE/);
    assert.match(said, /Bearer ••••made/, 'the masked request is shown');
    assert.ok(!said.includes('a-token-that-nobody-made'), 'the token itself is not');
  });

  await part('what was not asked after it says so, and is no failure', async () => {
    const list = await app.find('region', 'Checks');
    assert.equal((await app.all('img', 'Needs you', { within: list })).length, 1);
    await app.find('button', /Shape of users.*not asked/, { within: list });
  });

  await part('the guide sees the same', async () => {
    await app.click('link', /^Set up/);
    await goToStep(app, 'SCIM URL and token');
    await stepIs(app, 'Needs you', 'SCIM URL and token');
    await app.text('ConfigCat refuses the token', { within: await app.find('region', 'Proof') });
  });

  await part('copied from ConfigCat’s page and pasted, the right token passes every check', async () => {
    const panel = await openPage(app, 'Open SCIM in ConfigCat');
    await copy(app, 'Token', panel);
    await replaceToken(app, (form) => paste(app, 'Token', form));
    await check(app);
    const list = await app.find('region', 'Checks');
    await app.find('button', /^As it should be Token accepted/, { within: list });
    assert.equal((await app.all('img', 'Needs you', { within: list })).length, 0);
    await app.find('button', /^As it should be Okta’s own connector test/, { within: list });
    await app.click('link', /^Set up/);
    await goToStep(app, 'SCIM URL and token');
    await stepIs(app, 'Proven', 'SCIM URL and token');
  });
});

windowTest('a real profile works with URL and token alone, cleaned of what was pasted along', {}, (app, again, part) =>
  withPracticeServers(['--ready'], async ({ scim_url: url, scim_token: token }) => {
    await part('what was pasted along is taken off and said', async () => {
      await app.click('button', /Connect a real organization/);
      await app.type('Name of this profile', 'Whisker Works');
      await app.type('SCIM URL', ` ${url}/Users/ `);
      await app.type('Token', `Bearer ${token}`);
      await app.see(/Bearer.*(removed|taken off|left out)|(removed|taken off|left out).*Bearer/i);
      await app.see(/\/Users/);
      await app.click('button', /^Connect/);
      await app.find('heading', 'Whisker Works is connected');
    });

    await part('its endpoint passes the check', async () => {
      await app.click('button', 'Check the connection');
      await app.see(/Last check (?!never)/i);
      const list = await app.find('region', 'Checks');
      await app.find('button', /^As it should be Token accepted/, { within: list });
      assert.equal((await app.all('img', 'Needs you', { within: list })).length, 0);
    });

    await part('everybody is read, and what only Okta or ConfigCat could tell is called unseen', async () => {
      await app.click('link', /^People/);
      const people = await app.find('grid', 'People');
      await app.find('row', /camila\.rojas@whisker\.co/, { within: people });
      await app.see(/\b40\b/);
      assert.ok((await app.all('img', /can’t be seen/, { within: people })).length > 0);
    });

    await part('the guide proves what SCIM shows, and says which connection could show more', async () => {
      await app.click('link', /^Set up/);
      await goToStep(app, 'SCIM URL and token');
      await stepIs(app, 'Proven', 'SCIM URL and token');
      await goToStep(app, 'Connector settings');
      await stepIs(app, 'Open', 'Connector settings');
      await app.find('button', 'Connect Okta');
    });

    await part('its steps open in the browser, for there is no panel', async () => {
      await app.press(keys.control, keys.enter);
      await app.text('It is open in your browser. Catflap looks again when you come back.');
      assert.deepEqual(await app.opened(), ['https://login.okta.com']);
      assert.equal((await app.all('region', 'Practice panel')).length, 0);
    });
  }),
);
