// Servers that answer late, badly or not at all: what waits says so, cancelling works, and the finding names the cause.
import assert from 'node:assert/strict';
import { until, windowTest } from './harness.mjs';
import { withPracticeServers, withServerBefore } from './practice-servers.mjs';

/** Connects a real profile to a URL, and begins its first check. */
async function connect(app, url, token) {
  await app.click('button', /Connect a real organization/);
  await app.type('Name of this profile', 'Whisker Works');
  await app.type('SCIM URL', url);
  await app.type('Token', token);
  await app.click('button', /^Connect/);
  await app.click('button', 'Check the connection');
  await app.find('heading', 'Connection');
}

/** Seconds that a countdown on the page shows. */
const left = async (app) => Number((await app.words()).match(/Waiting (\d+) s: ConfigCat asks for fewer requests \(429\)\./)?.[1]);

windowTest('what waits for a rate limit counts down, and is cancelled at once', {}, (app, again, part) =>
  withPracticeServers(['--ready'], ({ scim_url: url, scim_token: token }) => {
    let limited = false;
    const act = (asked) => (limited && /\/Users/.test(asked.url) ? { status: 429, headers: { 'retry-after': '40' } } : undefined);
    return withServerBefore(url, act, async (front) => {
      await connect(app, front, token);
      await app.find('button', 'Check now', { patience: 60_000 });
      limited = true;

      await part('a check says so too', async () => {
        await app.click('button', 'Check now');
        await app.see(/Waiting \d+ s: ConfigCat asks for fewer requests \(429\)\./);
        await app.click('button', 'Cancel');
        await app.see('The check was cancelled.');
        assert.doesNotMatch(await app.words(), /Waiting \d/);
      });

      await part('the reading of people counts down', async () => {
        await app.click('link', /^People/);
        await app.see(/Waiting \d+ s: ConfigCat asks for fewer requests \(429\)\./);
        const first = await left(app);
        assert.ok(first > 20 && first <= 41, `${first} s`);
        await until('the countdown to go on', async () => (await left(app)) < first);
        await app.click('button', 'Cancel');
        await app.find('button', /^Read (now|again)/);
        assert.doesNotMatch(await app.words(), /Waiting \d/);
      });
    });
  }),
);

windowTest('a server that never answers is checked until somebody cancels', {}, (app, again, part) =>
  withPracticeServers(['--ready'], ({ scim_url: url, scim_token: token }) =>
    withServerBefore(url, () => 'silence', async (front) => {
      await connect(app, front, token);
      await part('cancelling ends it, and says what was not asked', async () => {
        await app.click('button', 'Cancel');
        await app.see('The check was cancelled.');
        await app.find('button', /not asked|cancelled/, { within: await app.find('region', 'Checks') });
      });
    }),
  ),
);

windowTest('a login page in place of the list is named as such', {}, (app) =>
  withPracticeServers(['--ready'], ({ scim_url: url, scim_token: token }) => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title><form></form>' };
    return withServerBefore(url, () => page, async (front) => {
      await connect(app, front, token);
      await app.see(/Last check (?!never)/i, { patience: 60_000 });
      const finding = await app.find('complementary', 'Finding');
      assert.match(await finding.getText(), /web page/);
    });
  }),
);

windowTest('for a wrong URL the right one is offered, taken over when asked, and passes', {}, (app, again, part) =>
  withPracticeServers(['--ready'], async ({ scim_url: url, scim_token: token }) => {
    await connect(app, `${url}/scim`, token);

    await part('nothing changes until it is said so', async () => {
      await app.find('button', 'Check now', { patience: 60_000 });
      await app.click('button', 'Use this URL');
      const dialog = await app.find('dialog', 'Use this SCIM URL?');
      assert.ok((await dialog.getText()).includes(`${url}/scim`));
      await app.click('button', 'Cancel', { within: dialog });
      await app.gone('dialog', 'Use this SCIM URL?');
      await app.find('button', 'Use this URL');
    });

    await part('the token is kept, and every check passes', async () => {
      await app.click('button', 'Use this URL');
      await app.click('button', 'Use it and check');
      const list = await app.find('region', 'Checks');
      await app.find('button', /^As it should be Token accepted/, { within: list, patience: 60_000 });
      await app.gone('button', 'Use this URL');
    });
  }),
);
