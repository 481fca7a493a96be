// The guide in practice mode, from its first step to its last, with the mistakes that it warns of made on the way.
// One window for all of it: each part begins where the one before it ended.
import assert from 'node:assert/strict';
import {
  allSent, applicationAndSignIn, assignGroup, assignPerson, beforeYouStart, box, editConnector, fillConnector, goToStep, next, openPage, paste, pasteToken,
  pushGroups, stepIs, tick, toApp, untilConnector,
} from './guide-walk.mjs';
import { carryOver, makePlan, setPriority } from './access-plan.mjs';
import { windowTest } from './harness.mjs';

const GROUPS = ['ConfigCat Owners', 'ConfigCat Billing Managers', 'ConfigCat Developers', 'ConfigCat Readers'];

windowTest('the guide can be walked to its end in practice, mistakes included, and is where it was after a restart', { practice: true }, async (app, again, part) => {
  const proof = () => app.find('region', 'Proof');

  await part('a first look proves what the connections show already', async () => {
    await app.find('heading', 'Set up');
    await stepIs(app, 'Proven', 'Your rights in both places');
    await next(app, 'Verify your e-mail domain');
  });

  await part('a verified domain is proven as soon as it is verified', () => beforeYouStart(app));

  await part('the application is made in Okta with ConfigCat’s page beside it, and every value of SAML is proven', async () => {
    await tick(app, 'Switch off auto-assign');
    await next(app, 'Create App Integration');
    await applicationAndSignIn(app);
    for (const title of ['Add the identity provider in ConfigCat', 'Entity ID and sign-on address', 'Name ID format', 'Choose the trusted domains']) {
      await stepIs(app, 'Proven', title);
    }
  });

  await part('the URL and the token of ConfigCat are proven before Okta has them', async () => {
    await next(app, 'Enable SCIM provisioning');
    await untilConnector(app);
    await next(app, 'Connector settings');
  });

  await part('a wrong token is refused by Okta’s own test, and cured by the right one from ConfigCat’s page', async () => {
    const panel = await editConnector(app);
    await fillConnector(app, panel, { pushGroups: false });
    await app.type('Authorization', 'a-token-that-nobody-made', { within: panel });
    await app.click('button', 'Save', { within: panel });
    await app.text(/^Error authenticating: Unauthorized/, { within: panel });
    await pasteToken(app, panel);
    await app.click('button', 'Save', { within: panel });
    await app.find('button', 'Edit', { within: panel });
  });

  await part('Push Groups left unticked: the proof says exactly that, and the drawing marks it', async () => {
    await stepIs(app, 'Needs you', 'Connector settings');
    const card = await proof();
    const wrong = await app.all('img', 'Wrong', { within: card });
    assert.equal(wrong.length, 1, 'one point is wrong');
    const point = await app.run((e) => e.closest('li').innerText.trim(), wrong[0]);
    assert.match(point, /^Push Groups/);
    assert.equal(await (await app.find('heading', undefined, { within: card })).getText(), 'Push Groups is not ticked');

    // The drawing folds away while the panel is docked beside it.
    await app.click('button', 'Close the practice panel');
    await app.text('How the form looks in Okta');
    const marked = await app.run(() => [...document.querySelectorAll('figure .bad')].map((e) => e.innerText.trim()));
    assert.deepEqual(marked, ['Push Groups']);
  });

  await part('ticked, it is proven', async () => {
    const panel = await editConnector(app);
    await box(app, 'Push Groups', true, panel);
    await app.click('button', 'Save', { within: panel });
    await stepIs(app, 'Proven', 'Connector settings');
    await next(app, 'To App: create, update, deactivate');
    await toApp(app);
  });

  await part('one group assigned and pushed is warned of by its name, in its own step', async () => {
    await next(app, 'Assign groups');
    let panel = await openPage(app, 'Open Assignments in Okta');
    await assignGroup(app, panel, 'ConfigCat Developers');
    await goToStep(app, 'Push groups');
    panel = await openPage(app, 'Open Push Groups in Okta');
    await pushGroups(app, panel, 'ConfigCat Developers');
    await goToStep(app, 'Separate groups for pushing');
    await stepIs(app, 'Needs you', 'Separate groups for pushing');
    const card = await proof();
    await app.text(/ConfigCat Developers.*both assigned and pushed/, { within: card });
    assert.ok((await app.all('img', 'Wrong', { within: card })).length > 0);
  });

  await part('everyone assigned by a group of their own, the warning goes', async () => {
    await goToStep(app, 'Assign groups');
    const panel = await openPage(app, 'Open Assignments in Okta');
    await assignGroup(app, panel, 'Everyone at Whisker');
    await app.click('button', 'Remove ConfigCat Developers', { within: panel });
    await app.gone('button', 'Remove ConfigCat Developers', { within: panel });
    await allSent(app, panel);
    await stepIs(app, 'Proven', 'Assign groups');
    await stepIs(app, 'Proven', 'Separate groups for pushing');
  });

  await part('somebody in a push group whom no assigned group holds is named, and arrives once assigned', async () => {
    await goToStep(app, 'Push groups');
    let panel = await openPage(app, 'Open Push Groups in Okta');
    await pushGroups(app, panel, ...GROUPS.filter((name) => name !== 'ConfigCat Developers'));
    await allSent(app, panel);
    await stepIs(app, 'Needs you', 'Push groups');
    await app.text(/“ConfigCat Readers” has 1 member who is not assigned/, { within: await proof() });
    await app.text(/hiroshi\.tanaka@whisker\.co\. Assign a group that holds them/, { within: await proof() });

    await goToStep(app, 'Assign groups');
    panel = await openPage(app, 'Open Assignments in Okta');
    await assignPerson(app, panel, 'Hiroshi Tanaka');
    await allSent(app, panel);
    await stepIs(app, 'Proven', 'Push groups');
    await goToStep(app, 'Every push group is active');
    await stepIs(app, 'Proven', 'Every push group is active');
    await next(app, 'People and groups have arrived');
    await stepIs(app, 'Proven', 'People and groups have arrived');
  });

  await part('the plan is made in Catflap and carried over into ConfigCat', async () => {
    await app.click('link', /^People/);
    await app.find('button', /Read again$/);
    await makePlan(app);
    await app.click('link', /^Set up/);
    await goToStep(app, 'Give each group its permissions');
    const panel = await openPage(app, 'Open groups in ConfigCat');
    await carryOver(app, panel);
    await stepIs(app, 'Proven', 'Give each group its permissions');
    await next(app, 'Set the priority');
    await setPriority(app, panel);
    await stepIs(app, 'Proven', 'Set the priority');
    await next(app, 'Review what everyone gets');
    await stepIs(app, 'Proven', 'Review what everyone gets');
  });

  await part('provisioning is started, for those of today and of tomorrow', async () => {
    await next(app, 'Start provisioning');
    const panel = await openPage(app, 'Open users in ConfigCat');
    await app.click('button', 'START FOR ALL USERS', { within: panel });
    await stepIs(app, 'Proven', 'Start provisioning', { patience: 40_000 });
    await next(app, 'Provision future users automatically');
    await box(app, 'Provision future users automatically', true, panel, 'switch');
    await next(app, 'Review accounts outside provisioning');
    const members = await openPage(app, 'Open Members in ConfigCat');
    for (const remove of await app.all('button', /^Remove /, { within: members })) {
      const name = await remove.getAccessibleName();
      await app.click('button', name, { within: members });
      await app.gone('button', name, { within: members });
    }
    await stepIs(app, 'Proven', 'Review accounts outside provisioning');
  });

  await part('what nothing can prove is ticked by hand; then nothing is open and nothing needs anybody', async () => {
    const list = await app.find('navigation', 'Steps of the guide');
    // A stage folds again when nothing in it is open or looked at.
    const nextOpen = async () => {
      for (const stage of await app.all('button', /\d of \d$/, { within: list })) {
        if ((await stage.getAttribute('aria-expanded')) === 'false') await stage.click();
      }
      const [open] = await app.all('button', /^Open (?!.*\d of \d$)/, { within: list });
      return open && (await open.getAccessibleName()).replace(/^Open /, '');
    };
    for (let title = await nextOpen(); title; title = await nextOpen()) {
      await app.click('button', `Open ${title}`, { within: list });
      await app.find('heading', title);
      await tick(app, title);
    }
    assert.equal((await app.all('img', 'Needs you', { within: list })).length, 0);
    await app.click('button', /^All done/, { within: list });
    await app.find('heading', 'From now on, Okta’s groups decide who gets in');
    await app.find('link', /Set up.*27 of 27 steps done/);
  });

  await part('after a restart, in a new process, all of it is still there', async () => {
    app = await again();
    await app.find('link', /Set up.*27 of 27 steps done/);
    const list = await app.find('navigation', 'Steps of the guide');
    assert.equal((await app.all('img', 'Needs you', { within: list })).length, 0);
    await goToStep(app, 'Connector settings');
    await stepIs(app, 'Proven', 'Connector settings');
    const panel = await openPage(app, 'Open Provisioning in Okta');
    await app.find('heading', 'ConfigCat', { within: panel });
  });
});
