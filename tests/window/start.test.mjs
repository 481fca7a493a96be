// The window itself: its first start, its restart, and what it may not do.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clipboard, filesIn, until, windowTest } from './harness.mjs';
import { withPracticeServers } from './practice-servers.mjs';

windowTest('a first start offers both ways and keeps its three promises in sight', {}, async (app) => {
  await app.find('heading', 'Let the right people into ConfigCat');
  await app.find('button', /Practise first/);
  await app.find('button', /Connect a real organization/);
  await app.see('Tokens stay in your system’s keychain');
  await app.see('Reads only, until you are shown what will be written and say yes');
  await app.see('Talks to your Okta and your ConfigCat, to nobody else');
});

windowTest('without --practice, practice begins by a button, and the window says that it is practice', {}, async (app) => {
  await app.click('button', /Practise first/);
  await app.find('heading', 'Set up');
  await app.see('Practice');
});

windowTest('--practice opens the guide at once', { practice: true }, async (app) => {
  await app.find('heading', 'Set up');
  await app.see('Practice');
});

windowTest('it looks again by itself when its window comes back to the front', { practice: true }, async (app) => {
  const lookedAt = async () => (await app.call('guide_progress')).looked_at;
  const before = await until('the first look', lookedAt);
  // Told to the second: another look in the same one would not show.
  await until('the next second', () => new Date().toISOString().slice(0, 19) > before.slice(0, 19));
  assert.equal(await lookedAt(), before, 'nothing looks while the window stays in front');
  await app.comeBack();
  await until('another look', async () => (await lookedAt()) > before);
});

windowTest('a real profile is still there after a restart, and its token is in no file', {}, (app, again) =>
  withPracticeServers(['--ready'], async ({ scim_url: url, scim_token: token }) => {
    await app.click('button', /Connect a real organization/);
    await app.type('Name of this profile', 'Whisker Works');
    await app.type('SCIM URL', url);
    await app.type(/token/i, token);
    await app.click('button', /^Connect/);
    await app.find('heading', /Whisker Works is connected/);

    app = await again();
    await app.find('button', /Whisker Works/);
    for (const name of await filesIn(app.dataDir)) {
      const path = join(app.dataDir, name);
      if ((await stat(path)).isFile()) assert.ok(!(await readFile(path)).includes(token), `${name} does not hold the token`);
    }
  }),
);

windowTest('a copied secret is on the clipboard and leaves it with the application; other text stays', { practice: true }, async (app, again) => {
  await app.call('practice_copy_token');
  const token = await clipboard();
  assert.ok(token.length > 20, 'a token is on the clipboard');
  assert.ok(!(await app.run(() => document.documentElement.outerHTML)).includes(token), 'the page does not hold it');
  app = await again();
  await assert.rejects(clipboard, 'nothing is on the clipboard any more');

  await app.call('practice_copy_token');
  await app.call('text_copy', { text: 'email' });
  assert.equal(await clipboard(), 'email');
});

windowTest('the window comes back in the size it had', {}, async (app, again) => {
  await app.resize([1010, 707]);
  app = await again({ size: null });
  assert.deepEqual(await app.size(), [1010, 707]);
});

windowTest('the page can reach nothing but its own application', {}, async (app) => {
  const reached = await app.run(async () => {
    const tries = {
      fetch: () => fetch('https://example.org/'),
      loopback: () => fetch('http://127.0.0.1:9/'),
      emit: () => window.__TAURI_INTERNALS__.invoke('plugin:event|emit', { event: 'event', payload: {} }),
      window: () => window.__TAURI_INTERNALS__.invoke('plugin:window|close', { label: 'main' }),
      script: () => new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.textContent = 'window.inlineScriptRan = true';
        document.head.append(script);
        if (window.inlineScriptRan) resolve();
        else reject(new Error('refused'));
      }),
    };
    const outcome = {};
    for (const [name, attempt] of Object.entries(tries)) {
      outcome[name] = await attempt().then(() => 'reached', () => 'refused');
    }
    return outcome;
  });
  assert.deepEqual(reached, { fetch: 'refused', loopback: 'refused', emit: 'refused', window: 'refused', script: 'refused' });

  await app.run(() => { window.location.href = 'https://example.org/'; });
  await app.find('button', /Practise first/);
  assert.match(await app.run(() => window.location.href), /^tauri:\/\/localhost/);
});
