// The proof of proofs and its aftermath: the round trip, also when it is killed half way; a new SCIM token; Okta's log.
import assert from 'node:assert/strict';
import { paste } from './guide-walk.mjs';
import { clipboard, keys, until, windowTest } from './harness.mjs';
import { withServerBefore } from './practice-servers.mjs';

/** Waiting for what Okta sends and what is then seen by looking every few seconds. */
const LONG = { patience: 90_000 };

/** An act of the administrator in the practice Okta or ConfigCat. */
async function act(app, product, action) {
  const { outcome, view } = await app.call(`practice_${product}`, { action });
  assert.ok(outcome.ok, outcome.message);
  return view;
}

/** Whatever the practice servers hold that a trip made; Okta's log keeps its own memory. */
async function leftByTrips(app) {
  const { okta, configcat } = await app.call('practice_view');
  const held = JSON.stringify({ okta: { ...okta, log: [] }, configcat });
  return held.match(/catflap[- ]trip[^"]*/gi) ?? [];
}

async function openTrip(app) {
  await app.click('link', /^Connection/);
  await app.click('link', /From Okta to ConfigCat and back/);
  await app.find('heading', 'Round trip');
}

/** Says that the person may be created, once the plan stands there. */
async function confirm(app) {
  const label = 'A person may be created at whisker.co';
  await until(`“${label}” to be offered`, async () => (await app.find('checkbox', label)).isEnabled());
  await app.click('checkbox', label);
  await until('the start to be offered', async () => (await app.find('button', 'Start the round trip')).isEnabled());
}

windowTest('a round trip by a throwaway person is shown first, proven leg by leg, and leaves nothing', { practice: true, ready: true }, async (app, again, part) => {
  await part('the plan names every write, on what, how it is taken back, and what Okta then does', async () => {
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
    await openTrip(app);
    await app.see('Nothing is written until you start it.');
    await app.find('cell', /^Create the person ?POST \/api\/v1\/users/);
    await app.find('cell', /^Push the group ?POST \/api\/v1\/apps\/.*\/group-push\/mappings/);
    await app.find('columnheader', 'Taken back');
    const domain = await app.field('E-mail domain of the throwaway person');
    assert.equal(await domain.getProperty('value'), 'whisker.co', 'the domain of the people there is proposed');
    await app.find('heading', 'What Okta then writes in ConfigCat');
    assert.deepEqual(await leftByTrips(app), [], 'nothing was written for it');
  });

  await part('somebody who has the application by a group is refused in place, before anything is written', async () => {
    await app.click('radio', /^Somebody of your org/);
    await app.type('Search people of the org by name or e-mail', 'Omar');
    await app.click('radio', /^Omar Haddad/);
    await app.see(/has the application by a group/);
    assert.equal(await (await app.find('button', 'Start the round trip')).isEnabled(), false);
    await app.click('radio', /^A throwaway person/);
  });

  await part('a domain that nobody confirmed starts nothing, by button or by keyboard', async () => {
    await app.find('cell', /^Create the person/);
    await app.press(keys.control, keys.enter);
    assert.equal((await app.all('button', 'Cancel and take back')).length, 0);
    await confirm(app);
  });

  await part('every leg arrives, with its time and Okta’s log beside it', async () => {
    await app.click('button', 'Start the round trip');
    await app.find('button', 'Cancel and take back');
    await app.see('What Okta sends arrives in ConfigCat.', LONG);
    const legs = await app.find('list', 'Legs of the trip');
    assert.equal((await app.all('img', 'Arrived', { within: legs })).length, 6);
    for (const title of ['Assign the person', 'Change the name', 'Put the person into a push group', 'Unassign the person']) {
      const leg = await app.run((list, words) => [...list.children].find((each) => each.innerText.includes(words)).innerText, legs, title);
      assert.match(leg, /\d s|\d ms/, `${title}: its time`);
      assert.match(leg, /Okta’s log/i, `${title}: what Okta’s log says`);
    }
  });

  await part('the proof says that everything is taken back, and the practice servers hold nothing of it', async () => {
    await app.find('heading', 'Taken back');
    await app.see(/\d things were written, and taken back\. Each was looked up again\./);
    assert.deepEqual(await leftByTrips(app), []);
  });

  await part('the result is there on return, and in the list of checks', async () => {
    await app.click('button', 'The checks');
    await app.find('link', /From Okta to ConfigCat and back.*all arrived/);
    app = await again();
    await openTrip(app);
    await app.see('What Okta sends arrives in ConfigCat.');
  });
});

windowTest('a round trip that is killed half way is offered for taking back, and nothing is left', { practice: true, ready: true }, async (app, again, part) => {
  await part('the application is killed when the person has arrived', async () => {
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
    const { open } = await app.call('boot');
    // An Okta that does not answer to a new group holds the trip in the middle, however fast the computer is.
    let held = false;
    const act = ({ method, url }) => {
      if (method !== 'POST' || url !== '/api/v1/groups') return undefined;
      held = true;
      return 'silence';
    };
    await withServerBefore(open.connections.okta.address, act, async (front) => {
      await app.call('okta_save', { org_url: front, token: '', client_id: '', private_key: '' });
      await openTrip(app);
      await confirm(app);
      await app.click('button', 'Start the round trip');
      await until('the group to be asked for', () => held, 60_000);
      const leg = (id) => app.run((id) => document.querySelector(`[data-leg="${id}"]`)?.dataset.outcome, id);
      assert.equal(await leg('change-name'), 'arrived');
      assert.equal(await leg('push-group'), 'now');
      assert.ok((await leftByTrips(app)).length > 1, 'the person stands in ConfigCat');
      // The practice servers keep their world once a burst of changes is over.
      await new Promise((over) => setTimeout(over, 1_000));
      await app.kill();
    });
  });

  await part('the next start names what may be left, on Connection and on its own page', async () => {
    app = await again();
    await app.click('link', /^Connection/);
    await app.see(/An earlier round trip may have left \d+ things behind: .*catflap-trip-/);
    await app.find('link', /From Okta to ConfigCat and back.*something may be left/);
    assert.notDeepEqual(await leftByTrips(app), []);
  });

  await part('it is taken back, with the proof of each', async () => {
    await app.click('button', 'Take it back');
    await app.find('heading', 'What was left', LONG);
    await app.see(/\d things were written, and taken back\. Each was looked up again\./);
    await app.gone('button', 'Take it back');
    assert.deepEqual(await leftByTrips(app), []);
  });
});

windowTest('a new SCIM token is proven before ConfigCat’s page is left, and Okta’s first success with it is awaited', { practice: true, ready: true }, async (app, again, part) => {
  let view;

  await part('the drill says first what will stop, and how often Okta pushes', async () => {
    await app.click('link', /^Settings/);
    await app.click('button', 'Regenerate the token');
    await app.find('heading', 'A new SCIM token');
    await app.see('Nothing has stopped yet.');
    await app.see(/Okta sent \d+ jobs? to ConfigCat in the last 7 days/);
    await app.click('button', 'Begin the drill');
    await app.see('The new token is awaited.');
  });

  await part('the old token, and one that nobody made, are told to be wrong; what was typed stays', async () => {
    await app.type('New token', 'a-token-that-nobody-made');
    await app.click('button', 'Prove the new token');
    await app.see('ConfigCat does not accept this token (401).');
    assert.equal(await (await app.field('New token')).getProperty('value'), 'a-token-that-nobody-made');
    await app.call('practice_copy_token');
    await paste(app, 'New token');
    await app.click('button', 'Prove the new token');
    await app.see('This is the token that was in force before.');
  });

  await part('after REGENERATE what Okta pushes fails', async () => {
    view = await act(app, 'configcat', { kind: 'generate_token' });
    await act(app, 'okta', { kind: 'push_now', mapping_id: view.okta.app.push_groups[0].mapping_id });
    await until('Okta to have failed', async () => (await app.call('practice_view')).okta.tasks.length > 0);
  });

  await part('the new token is proven, and the page may be left', async () => {
    await app.call('practice_copy_token');
    await paste(app, 'New token');
    await app.click('button', 'Prove the new token');
    await app.see('The new token works. Provisioning stands still until it is saved in Okta.');
    await app.see('ConfigCat refuses the old token.');
    assert.equal((await app.run(() => [...document.querySelectorAll('input')].map((each) => each.value))).join(''), '', 'the token is not shown again');
  });

  await part('saved in Okta, its first success is seen without asking, and what failed waits to be retried', async () => {
    await app.click('button', 'Copy the new token');
    await app.text('The new token is on the clipboard, for a minute.');
    await act(app, 'okta', { kind: 'set_connector', connector: view.okta.app.connector, authorization: await clipboard() });
    await act(app, 'okta', { kind: 'push_now', mapping_id: view.okta.app.push_groups[1].mapping_id });
    await app.see(/Okta pushes with the new token\. \d+ failed in between and wait to be retried\./, LONG);
    await app.find('group', 'Waits to be retried');
  });

  await part('retried, nothing is left, and the drill ends', async () => {
    await act(app, 'okta', { kind: 'retry_tasks' });
    await app.see('Okta pushes with the new token, and nothing is left from the change.', LONG);
    await app.click('button', 'End the drill');
    await app.see('Nothing has stopped yet.');
  });
});

windowTest('a failed push stands in Okta’s log with its meaning, and leads to the person’s card', { practice: true, ready: true }, async (app, again, part) => {
  let omar;

  await part('the log that nothing failed in says so', async () => {
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
    await app.click('link', /^Activity/);
    await app.click('tab', 'Okta’s log');
    await app.find('region', 'All events');
    await app.see('Nothing failed.');
    assert.equal((await app.all('region', 'What failed')).length, 0);
  });

  await part('who could not be pushed comes first, with the reason, its meaning and what to change', async () => {
    const before = await app.call('practice_view');
    omar = before.okta.people.find((person) => person.name === 'Omar Haddad');
    await act(app, 'configcat', { kind: 'generate_token' });
    await act(app, 'okta', { kind: 'directory', act: { kind: 'rename', user_id: omar.id, first_name: 'Omar', last_name: 'Haddads', email: omar.email } });
    await until('Okta to have failed', async () => (await app.call('practice_view')).okta.tasks.length > 0);
    const failed = await app.find('region', 'What failed', LONG);
    await app.text(/Unauthorized/, { within: failed });
    for (const heading of ['What it means', 'What to change', 'Okta’s reason']) await app.find('heading', heading, { within: failed });
    await app.text('Not through yet', { within: failed });
  });

  await part('the filter shows the failures alone', async () => {
    await app.click('button', /^Failures only/);
    const events = await app.find('region', 'All events');
    assert.equal((await app.all('img', 'Worked', { within: events })).length, 0);
    assert.ok((await app.all('img', 'Failed', { within: events })).length > 0);
  });

  await part('the name leads to the card in People', async () => {
    await app.click('button', /^Show Omar Haddads? in People/, { within: await app.find('region', 'What failed') });
    await app.find('heading', /^Omar Haddads?$/, LONG);
  });

  await part('mended and retried, the log says that it came through', async () => {
    const { okta } = await app.call('practice_view');
    await app.call('practice_copy_token');
    await act(app, 'okta', { kind: 'set_connector', connector: okta.app.connector, authorization: await clipboard() });
    await act(app, 'okta', { kind: 'retry_tasks' });
    await app.click('link', /^Activity/);
    await app.click('tab', 'Okta’s log');
    await app.text('Came through since', LONG);
    await app.see('Whatever failed has come through since.');
  });
});
