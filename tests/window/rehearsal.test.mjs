// The rehearsal, from its plan to the proof that nothing is left, and after a crash; errors pasted from Okta; earlier checks.
import assert from 'node:assert/strict';
import { paste } from './guide-walk.mjs';
import { keys, until, windowTest } from './harness.mjs';
import { withPracticeServers, withServerBefore } from './practice-servers.mjs';

/** Opens the page of the rehearsal, by the list of checks. */
async function openRehearsal(app) {
  await app.click('link', /^Connection/);
  await app.click('link', /Everything Okta will ever send/);
  await app.find('heading', 'Rehearsal');
}

/** Puts another token in place of the stored one. */
async function replaceToken(app, token) {
  await app.click('link', /^Settings/);
  await app.click('button', 'Change ConfigCat SCIM');
  const form = await app.find('form', 'ConfigCat SCIM');
  await app.click('button', 'Replace Token', { within: form });
  await app.type('Token', token, { within: form });
  await app.click('button', /^Save/, { within: form });
  await app.gone('form', 'ConfigCat SCIM');
}

/** Enters the domain and says that people may be created there; the start is offered then. */
async function confirm(app, domain) {
  await app.type('E-mail domain of the throwaway people', domain);
  const label = `People may be created at ${domain}`;
  await until(`“${label}” to be offered`, async () => (await app.find('checkbox', label)).isEnabled());
  await app.click('checkbox', label);
  await until('the start to be offered', async () => (await app.find('button', 'Start the rehearsal')).isEnabled());
}

/** The names that a rehearsal gives to what it creates, as the page says them. */
async function throwawayNames(app) {
  const page = await app.words();
  return new Set(page.match(/catflap-rehearsal-\w+(-2)?@[\w.]*\w|Catflap rehearsal \w+/g));
}

windowTest('a rehearsal says first what it will write, and proves at its end that nothing is left', { practice: true, ready: true }, async (app, again, part) => {
  let planned;

  await part('the plan names every write, on what, and how it is taken back', async () => {
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
    await openRehearsal(app);
    await app.see('Nothing is written until you start it.');
    await app.find('columnheader', 'Taken back');
    const domain = await app.field('E-mail domain of the throwaway people');
    assert.equal(await domain.getProperty('value'), 'whisker.co', 'the domain of the people there is proposed');
    await app.find('cell', /^Create the person ?POST \/Users/);
    await app.find('cell', /^Create the group ?POST \/Groups/);
    planned = await throwawayNames(app);
    assert.equal(planned.size, 3, `two people and a group: ${[...planned].join(', ')}`);
  });

  await part('without the confirmation it does not start, by button or by keyboard; another domain asks for it anew', async () => {
    const start = () => app.find('button', 'Start the rehearsal');
    assert.equal(await (await start()).isEnabled(), false);
    await app.press(keys.control, keys.enter);
    assert.equal((await app.all('button', 'Cancel and take back')).length, 0);
    await confirm(app, 'whisker.co');
    await app.type('E-mail domain of the throwaway people', 'whisker.test');
    const box = await app.find('checkbox', 'People may be created at whisker.test');
    assert.equal(await box.isSelected(), false);
    assert.equal(await (await start()).isEnabled(), false);
    await confirm(app, 'whisker.co');
    planned = await throwawayNames(app);
  });

  await part('it runs to its end, and every row is as it should be', async () => {
    await app.click('button', 'Start the rehearsal');
    await app.find('button', 'Rehearse again');
    const table = await app.find('table', 'What Okta sends, what it needs and what it got');
    const rows = await app.all('button', undefined, { within: table });
    assert.ok(rows.length > 15, `${rows.length} rows`);
    assert.equal((await app.all('img', 'As it should be', { within: table })).length, rows.length);
    await app.find('row', /Create the same again.*409 uniqueness/, { within: table });
  });

  await part('a row opens to what was sent and answered', async () => {
    await app.click('button', /Create the same again/);
    await app.find('heading', 'What we saw');
    await app.text(/request.* answer/i);
  });

  await part('the journal names what was written, and all of it is gone', async () => {
    await app.find('heading', 'Journal');
    await app.see(/3 things were written: .* All are gone: looked up again by name and by id\./);
    const items = await app.all('listitem', undefined);
    const fates = (await Promise.all(items.map((item) => item.getText()))).filter((text) => /rehearsal/i.test(text));
    assert.equal(fates.length, 3);
    for (const name of planned) assert.ok(fates.some((text) => text.includes(name) && /\bgone\b/.test(text)), `${name} is gone`);
    await app.see(/Looked up again by name at \d/);
  });

  await part('People, read again, shows nobody and no group of it', async () => {
    await app.click('link', /^People/);
    await app.click('button', /Read again$/);
    await app.see('39 of 42 are in sync.');
    await app.find('button', /Read again$/);
    await app.type('Search people', 'rehearsal');
    await app.find('heading', 'Nobody matches');
    await app.click('tab', /^Groups/);
    await app.find('row', /^ConfigCat Developers/);
    assert.equal((await app.all('row', /rehearsal/i)).length, 0);
  });
});

/**
 * Runs `body` with a URL whose server hands everything on, but keeps the first answer that `keeps` chooses to itself. `kept`
 * resolves when it has.
 */
async function withKeptAnswer(url, keeps, body) {
  let seen;
  let keep = true;
  const kept = new Promise((resolve) => (seen = resolve));
  const act = (asked) => {
    if (!keep || !keeps(asked)) return undefined;
    keep = false;
    return { kept: seen };
  };
  return withServerBefore(url, act, (before) => body(before, kept));
}

windowTest('what a killed rehearsal left is offered at the next start, and taken back', {}, (app, again, part) =>
  withPracticeServers(['--ready'], ({ scim_url: url, scim_token: token }) =>
    withKeptAnswer(url, (asked) => asked.method === 'POST' && /\/Groups$/.test(asked.url), async (front, kept) => {
      /** What is left at the endpoint, asked without Catflap. */
      const leftThere = async () => {
        const lists = await Promise.all(['Users', 'Groups'].map(async (kind) => {
          const answer = await fetch(`${url}/${kind}?count=1000`, { headers: { authorization: `Bearer ${token}` } });
          return (await answer.json()).Resources;
        }));
        return lists.flat().map((each) => each.userName ?? each.displayName).filter((name) => /rehearsal/i.test(name));
      };

      await part('the application is killed when the group is made and nobody has heard of it', async () => {
        await app.click('button', /Connect a real organization/);
        await app.type('Name of this profile', 'Whisker Works');
        await app.type('SCIM URL', front);
        await app.type('Token', token);
        await app.click('button', /^Connect/);
        await app.find('heading', 'Whisker Works is connected');
        await app.click('button', 'Check the connection');
        await app.see(/Last check (?!never)/i);
        await openRehearsal(app);
        await confirm(app, 'whisker.co');
        await app.click('button', 'Start the rehearsal');
        await kept;
        await app.find('button', 'Cancel and take back');
        await app.kill();
        assert.equal((await leftThere()).length, 3, 'two people and a group stand there');
      });

      await part('the next start names all three and takes them back', async () => {
        const left = await leftThere();
        app = await again();
        await app.click('link', /^Connection/);
        await app.see('An earlier rehearsal may have left 3 things behind:');
        for (const name of left) await app.text(name);
        await app.click('button', 'Take it back');
        await app.find('heading', 'What was left');
        await app.see(/3 things were written: .* All are gone: looked up again by name and by id\./);
        await app.gone('button', 'Take it back');
      });

      await part('the endpoint itself has none of it any more, and another start offers nothing', async () => {
        assert.deepEqual(await leftThere(), []);
        app = await again();
        await openRehearsal(app);
        await app.find('heading', 'Before you start');
        assert.equal((await app.all('button', 'Take it back')).length, 0);
      });
    }),
  ),
);

windowTest('an error pasted from Okta is judged by a check, and two checks are compared in words', { practice: true, ready: true }, async (app, again, part) => {
  const refused = 'Automatic provisioning of user Mia Whisker to app ConfigCat failed: Error while trying to push profile update for mia@whisker.co: Error authenticating: Unauthorized. Errors reported by remote server: null';
  const field = 'The error as Okta shows it';
  const pasteError = async (text) => {
    await app.call('text_copy', { text }); // as copied in Okta
    await paste(app, field);
  };
  const typed = async () => (await app.field(field)).getProperty('value');

  await part('the error is recognised: what to change, what it means, and by which words', async () => {
    await app.click('link', /^Connection/);
    await app.click('button', 'Paste the Okta error');
    await pasteError(refused);
    await app.find('heading', 'The token that Okta sends is not accepted');
    for (const heading of ['What to change', 'What it means', 'Recognised by']) await app.find('heading', heading);
  });

  await part('it is checked by itself; while the token works, that does not confirm it', async () => {
    const says = await app.find('region', /^What the check says/);
    assert.match(await says.getText(), /Ruled out/);
    assert.doesNotMatch(await says.getText(), /Confirmed/);
    await app.click('button', 'Check again');
    await until('the check to end', async () => (await app.call('check_history')).runs.length === 2);
  });

  await part('the field to change is one click away', async () => {
    await app.click('button', 'Open Provisioning in Okta');
    await app.field('Authorization', { within: await app.find('region', 'Practice panel') });
  });

  await part('what was typed stays while another place is open', async () => {
    await replaceToken(app, 'a-token-that-nobody-made');
    await app.click('link', /^Connection/);
    await app.click('button', 'Paste the Okta error');
    assert.equal(await typed(), refused);
  });

  await part('with a refused token the check confirms it, and leads to its finding', async () => {
    await app.click('button', 'Check again');
    await app.see('Confirmed: The token that Okta sends is not accepted');
    assert.equal(await typed(), refused, 'a check leaves the text alone');
    await app.click('link', 'The token is not accepted', { within: await app.find('region', /^What the check says/) });
    await app.find('heading', 'The token is not accepted', { within: await app.find('complementary', 'Finding') });
  });

  await part('what nobody knows is said not to be known', async () => {
    await app.click('button', 'Paste the Okta error');
    await pasteError('the goldfish could not be provisioned today');
    await app.text('Not known');
    assert.equal((await app.all('heading', 'The token that Okta sends is not accepted')).length, 0);
    assert.equal(await typed(), 'the goldfish could not be provisioned today');
  });

  await part('the list says what changed since the check before', async () => {
    await app.see(/Since .*the connection: was working, is failing now/);
  });

  await part('the history tells the change in words, the token by its last characters alone', async () => {
    await app.click('button', 'Earlier checks');
    await app.see('the connection: was working, is failing now');
    await app.see('the token: was accepted, is refused (401) now');
    await app.see(/another token \(…\w{4} → …made\)/);
  });

  await part('two other runs, chosen, are compared instead', async () => {
    const runs = await app.find('table', 'Runs, newest first');
    assert.equal((await app.all('radio', /as the later one$/, { within: runs })).length, 3);
    const [, second] = await app.all('radio', /as the later one$/, { within: runs });
    const [, , first] = await app.all('radio', /as the earlier one$/, { within: runs });
    await second.click();
    await first.click();
    await app.see('Nothing changed that matters.');
  });
});
