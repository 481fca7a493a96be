// What Catflap does in Okta: groups pushed beside assigned ones, a list that is stopped and gone on with, and what is never
// done. On practice, in the real window.
import assert from 'node:assert/strict';
import { goToStep, openPage, stepIs } from './guide-walk.mjs';
import { keys, until, windowTest } from './harness.mjs';
import { withPracticeServers, withServerBefore } from './practice-servers.mjs';

/** Opens the page of what Catflap can do for a step. */
async function letCatflap(app, step) {
  await app.click('link', /^Set up/);
  await goToStep(app, step);
  await app.click('button', 'Let Catflap do it');
  await app.find('form', 'Your choice');
}

/** Ticks a group of the list. */
async function choose(app, name) {
  const group = new RegExp(`^${name}\\b`);
  await app.click('checkbox', group);
  await until(`“${name}” to be chosen`, async () => (await app.find('checkbox', group)).isSelected());
}

/** From the choice to the list of what will be done. */
async function show(app) {
  await app.click('button', 'Show what will be done');
  return app.find('list', 'What will be done in Okta');
}

/** Reads users and groups again, and gives the row of a group. */
async function synced(app, name) {
  await app.click('link', /^People/);
  await app.click('button', /Read again$/);
  await app.find('button', /Read again$/);
  await app.click('tab', /^Groups/);
  return app.find('row', new RegExp(`^${name.replace(/[()]/g, '\\$&')}`));
}

windowTest('a group is pushed beside an assigned one, and arrives in ConfigCat with its people', { practice: true, ready: true }, async (app, again, part) => {
  let wanted;

  await part('a group that is assigned can’t be pushed itself, and one that is pushed can’t be pushed twice', async () => {
    await letCatflap(app, 'Push groups');
    await app.see('Nothing is sent to Okta until you have seen it.');
    await app.find('checkbox', /^Everyone at Whisker\b/);
    await app.click('radio', 'The groups themselves');
    for (const name of ['Everyone at Whisker', 'ConfigCat Developers']) {
      const box = await app.find('checkbox', new RegExp(`^${name}\\b`));
      assert.equal(await box.isEnabled(), false, name);
    }
    await app.see('It is assigned, so it can’t be pushed itself: Okta does not support one group in both roles.');
    await app.click('radio', 'By a new group beside each');
  });

  await part('the list is shown with each request as it will be sent, and what follows in ConfigCat', async () => {
    await choose(app, 'Everyone at Whisker');
    await app.type('Name of the push group', 'cc-{name}');
    const list = await show(app);
    await app.see('Nothing was sent yet.');
    await app.find('heading', 'What follows in ConfigCat');
    const lines = await app.run((e) => [...e.querySelectorAll('[data-line] b')].map((b) => b.textContent), list);
    assert.equal(lines[0], 'Create the group “cc-Everyone at Whisker” beside “Everyone at Whisker”');
    assert.equal(lines.at(-1), 'Push “cc-Everyone at Whisker”');
    wanted = lines.filter((line) => line.startsWith('Add ')).length;
    assert.ok(wanted > 0, lines.join('\n'));
    const { okta } = await app.call('practice_view');
    assert.ok(!okta.groups.some(({ name }) => name === 'cc-Everyone at Whisker'), 'showing it sends nothing');
    const request = await app.run((e) => e.querySelector('[data-line="1"] pre').textContent, list);
    assert.equal(JSON.parse(request).profile.name, 'cc-Everyone at Whisker');
  });

  await part('by the keyboard it is carried out, line by line, to its end', async () => {
    await app.press(keys.control, keys.enter);
    await app.find('button', 'Back to the step');
    await app.see(`${wanted + 2} changes are done.`);
    const list = await app.find('list', 'What was done in Okta');
    const states = await app.run((e) => [...e.querySelectorAll('[data-line]')].map((line) => line.dataset.state), list);
    assert.deepEqual(new Set(states), new Set(['done']));
  });

  await part('the guide looks again by itself, and the step stays proven', async () => {
    await app.click('button', 'Back to the step');
    await app.find('heading', 'Push groups');
    await app.find('button', 'Proven Push groups');
  });

  await part('the group is there in ConfigCat, with its people', async () => {
    // Okta’s rate limit has been drawn on above: it is read again only once there is something to read.
    const arrived = async () => (await app.call('practice_view')).configcat.groups.find(({ name }) => name === 'cc-Everyone at Whisker')?.people;
    await until(`the group to arrive with its ${wanted} people`, async () => (await arrived()) === wanted, 60_000);
    const row = await synced(app, 'cc-Everyone at Whisker');
    assert.match(await row.getText(), new RegExp(`(?<!\\d)${wanted}(?!\\d)`));
  });

  await part('what was done stands in the activity list', async () => {
    await app.click('link', /^Activity/);
    await app.see('In Okta: Push “cc-Everyone at Whisker”.');
  });

  await part('asked for once more, everything is so already', async () => {
    await letCatflap(app, 'Push groups');
    await choose(app, 'Everyone at Whisker');
    await app.type('Name of the push group', 'cc-{name}');
    await show(app);
    await app.see('Everything is so already.');
    assert.equal((await app.all('button', /^Do \d+ change/)).length, 0);
    await app.press(keys.escape);
    await app.find('form', 'Your choice');
    await app.press(keys.escape);
    await app.find('button', 'Let Catflap do it');
  });
});

/** An Okta behind a server that answers by itself once: `say` gives the answer for a request, or nothing. */
async function withOkta(app, body) {
  await withPracticeServers(['--ready'], async ({ okta_org: org, okta_token: token }) => {
    let say = () => undefined;
    const asked = [];
    const act = (request) => {
      const answer = say(request);
      if (request.method !== 'GET') asked.push(`${request.method} ${request.url}`);
      return answer;
    };
    await withServerBefore(org, act, async (front) => {
      await app.click('link', /^Settings/);
      await app.click('button', 'Change Okta');
      const form = await app.find('form', 'Okta');
      await app.type('Org URL', front, { within: form });
      await app.click('button', 'Replace Token value', { within: form });
      await app.type('Token value', token, { within: form });
      await app.click('button', 'Connect Okta', { within: form });
      await app.gone('form', 'Okta');
      /** The next request that `fits` gets `answer` instead of its own. */
      const once = (fits, answer) => {
        say = (request) => {
          if (!fits(request)) return undefined;
          say = () => undefined;
          return answer();
        };
      };
      const get = async (path) => (await fetch(new URL(path, org), { headers: { authorization: `SSWS ${token}` } })).json();
      await body({ once, asked, get });
    });
  });
}

/** A refusal in Okta’s form. */
const refusal = (status, errorCode, errorSummary, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ errorCode, errorSummary, errorLink: errorCode, errorId: 'oae1', errorCauses: [] }),
});
const forbidden = () => refusal(403, 'E0000006', 'You do not have permission to perform the requested action');

/** A person is put into a group. */
const isMember = ({ method, url }) => method === 'PUT' && /\/groups\/[^/]+\/users\//.test(url);

windowTest('a list that was stopped half-way, and one that Okta refused, are gone on with; nothing is done twice', { practice: true, ready: true }, (app, again, part) =>
  withOkta(app, async ({ once, asked, get }) => {
    let lines;

    await part('the connection says who its credential is, and what it may do', async () => {
      const card = await app.find('region', 'Who this is, what it may do');
      await app.text(/^API token of /, { within: card });
      await app.text('Push groups', { within: card });
      await app.text(/^An API token ends after 30 days without use/, { within: card });
    });

    await part('while Okta makes it wait, it is stopped after the line that is under way', async () => {
      await letCatflap(app, 'Push groups');
      await choose(app, 'Everyone at Whisker');
      const list = await show(app);
      lines = await app.run((e) => e.querySelectorAll('[data-line]').length, list);
      assert.ok(lines > 5, `${lines} lines`);
      const reset = String(Math.ceil(Date.now() / 1000) + 5);
      once(isMember, () =>
        refusal(429, 'E0000047', 'API call exceeded rate limit due to too many requests.', {
          date: new Date().toUTCString(),
          'x-rate-limit-limit': '10',
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': reset,
        }),
      );
      await app.click('button', `Do ${lines} changes in Okta`);
      await app.see(/Waiting \d+ s: /);
      await app.click('button', 'Stop after this line');
      await app.see(`Cancelled with ${lines - 2} lines left.`);
    });

    await part('the guide offers it, with how far it came, and it is gone on with until Okta refuses a line', async () => {
      await app.click('button', 'The step');
      await app.see(`A list of changes in Okta was left half done: 2 of ${lines} lines done.`);
      once(isMember, forbidden);
      await app.click('button', 'Go on');
      await app.see(`Stopped at line 3 of ${lines}: `);
      await app.see('Okta says: “You do not have permission to perform the requested action”');
    });

    await part('gone on with once more it comes to its end', async () => {
      await app.click('button', 'Go on');
      await app.find('button', 'Back to the step');
      await app.see(/changes are done\./);
      const [group] = await get('/api/v1/groups?q=Everyone%20at%20Whisker%20(push)');
      assert.equal((await get(`/api/v1/groups/${group.id}/users`)).length, lines - 2, 'everybody is in it');
    });

    await part('each write was sent once, but for the two that Okta turned away', async () => {
      const times = new Map();
      for (const request of asked) times.set(request, (times.get(request) ?? 0) + 1);
      const more = [...times].filter(([, count]) => count > 1);
      assert.equal(times.size, lines, [...times.keys()].join('\n'));
      assert.deepEqual(more.map(([, count]) => count), [2, 2]);
    });

    await part('nothing is left to go on with', async () => {
      await app.click('button', 'Back to the step');
      await app.find('button', 'Let Catflap do it');
      assert.ok(!(await app.words()).includes('left half done'));
    });

    await part('another list is given up: what it did stays, and it is not offered again', async () => {
      await app.click('button', 'Let Catflap do it');
      await choose(app, 'All Engineers');
      await show(app);
      once(isMember, forbidden);
      await app.click('button', /^Do \d+ changes in Okta/);
      await app.see('Stopped at line 2 of ');
      await app.click('button', 'Give up');
      await app.find('form', 'Your choice');
      assert.equal((await get('/api/v1/groups?q=All%20Engineers%20(push)')).length, 1);
      await app.press(keys.escape);
      await app.find('button', 'Let Catflap do it');
      assert.ok(!(await app.words()).includes('left half done'));
    });
  }),
);

windowTest('an application is made from the addresses of ConfigCat’s page, and its steps are proven', { practice: true }, async (app, again, part) => {
  await part('the addresses are those that the guide knows', async () => {
    await goToStep(app, 'Add the identity provider in ConfigCat');
    const panel = await openPage(app, 'Open SAML in ConfigCat');
    await app.click('button', 'ADD SAML IDENTITY PROVIDER', { within: panel });
    await app.type('Name', 'Okta', { within: panel });
    await app.click('button', 'Create', { within: panel });
    await app.find('heading', 'SAML identity provider: Okta', { within: panel });
    await stepIs(app, 'Proven', 'Add the identity provider in ConfigCat');
    await app.click('button', 'Close the practice panel');
    await letCatflap(app, 'Name it');
    const { saml } = (await app.call('practice_view')).configcat;
    const typed = async (label) => (await app.field(label)).getProperty('value');
    assert.equal(await typed('Entity ID'), saml.entity_id);
    assert.equal(await typed('Assertion Consumer Service'), saml.acs_url);
  });

  await part('it is shown, created, and seen by the guide', async () => {
    await show(app);
    assert.equal((await app.call('practice_view')).okta.app, null);
    await app.click('button', 'Do 1 change in Okta');
    await app.see('1 change is done.');
    await app.click('button', 'Back to the step');
    for (const step of ['Name it', 'Choose SAML 2.0']) await stepIs(app, 'Proven', step);
    await goToStep(app, 'Name ID format');
    for (const step of ['Entity ID and sign-on address', 'Name ID format']) await stepIs(app, 'Proven', step);
  });

  await part('where Okta has no API, the step says so', async () => {
    await goToStep(app, 'Connector settings');
    await app.see('Okta has no API for this; Catflap proves it afterwards.');
    assert.equal((await app.all('button', 'Let Catflap do it')).length, 0);
  });
});

windowTest('a group is assigned after it was shown who would come; one that is pushed is not', { practice: true, ready: true }, async (app, again, part) => {
  const rights = (rights) => app.call('practice_okta', { action: { kind: 'set_api_token', rights } });

  await part('a credential that only reads is told before anything is chosen, and what it may do', async () => {
    await rights('read_only_admin');
    await letCatflap(app, 'Assign groups');
    await app.see('What Catflap signs in to Okta with may not do this.');
    await app.click('button', 'The connection');
    const card = await app.find('region', 'Who this is, what it may do');
    await app.text(/^Read.only Administrator$/i, { within: card });
    await rights('super_admin');
    await app.click('button', 'Look again', { within: card });
    await app.text(/^Super Administrator$/i, { within: card });
  });

  await part('a pushed group can’t be assigned as well', async () => {
    await letCatflap(app, 'Assign groups');
    assert.equal(await (await app.find('checkbox', /^ConfigCat Developers\b/)).isEnabled(), false);
    await app.see('It is pushed, so it can’t be assigned as well: Okta does not support one group in both roles.');
  });

  await part('who would come is told before anything is sent', async () => {
    await choose(app, 'Contractors');
    await show(app);
    await app.find('heading', 'What follows in ConfigCat');
    const { okta } = await app.call('practice_view');
    assert.ok(!okta.app.assignments.some(({ name }) => name === 'Contractors'));
  });

  await part('then it is assigned', async () => {
    await app.click('button', 'Do 1 change in Okta');
    await app.see('1 change is done.');
    const { okta } = await app.call('practice_view');
    assert.ok(okta.app.assignments.some(({ name }) => name === 'Contractors'));
  });
});

windowTest('a push in error, one that was stopped and a switch that is off are put right', { practice: true, ready: true }, async (app, again, part) => {
  const seed = (mistake) => app.call('practice_okta', { action: { kind: 'seed_mistake', mistake } });

  for (const [mistake, mark] of [['push-mapping-error', 'push in error'], ['push-mapping-inactive', 'push stopped']]) {
    await part(`a group whose mark is “${mark}” is listed alone, mended, and the step is proven`, async () => {
      await seed(mistake);
      await letCatflap(app, 'Every push group is active');
      await app.text(mark);
      const boxes = await app.all('checkbox', /^ConfigCat /);
      assert.equal(boxes.length, 1);
      await boxes[0].click();
      await show(app);
      await app.click('button', /^Do \d+ changes? in Okta/);
      await app.see(/changes? (is|are) done\./);
      await app.click('button', 'Back to the step');
      await stepIs(app, 'Proven', 'Every push group is active', { patience: 60_000 });
    });
  }

  await part('the switch is set, and the step is proven', async () => {
    await seed('deactivate-users-off');
    await goToStep(app, 'To App: create, update, deactivate');
    await app.click('button', 'Check again');
    await stepIs(app, 'Needs you', 'To App: create, update, deactivate');
    await letCatflap(app, 'To App: create, update, deactivate');
    const list = await show(app);
    await app.text('Switch on Deactivate Users', { within: list });
    await app.click('button', 'Do 1 change in Okta');
    await app.see('1 change is done.');
    await app.click('button', 'Back to the step');
    await stepIs(app, 'Proven', 'To App: create, update, deactivate');
  });
});
