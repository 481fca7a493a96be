// Takes the pictures of README: every place of the window, on practice data with the guide done but for its last step's
// people. Called by scripts/screenshots with the folder to write to.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './harness.mjs';

const folder = process.argv[2];

/** Runs `body` in a fresh window. */
async function inWindow(options, body) {
  const dataDir = await mkdtemp(join(tmpdir(), 'catflap-picture-'));
  const app = await launch({ ...options, dataDir });
  try {
    await body(app);
  } catch (error) {
    await app.shot('failed-pictures');
    throw error;
  } finally {
    await app.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

for (const theme of ['light', 'dark']) {
  const shot = async (app, name) => {
    const path = await app.shot(`${name}-${theme}`, folder);
    console.log(path);
  };

  await inWindow({ theme }, async (app) => {
    await app.find('button', /Practise first/);
    await shot(app, 'welcome');
  });

  await inWindow({ theme, practice: true, ready: true }, async (app) => {
    await app.find('heading', 'Set up');
    // The guide is seen best where it has something to say: one box was left unticked.
    const { connector } = (await app.call('practice_view')).okta.app;
    const push = (push_groups) => app.call('practice_okta', { action: { kind: 'set_connector', connector: { ...connector, push_groups }, authorization: null } });
    await push(false);
    await app.call('guide_verify');
    await app.run(() => { window.location.hash = '#/setup/connector-settings'; });
    await app.find('heading', 'Connector settings');
    await app.see(/Push Groups is not ticked/i);
    await app.see(/Looked \d/);
    await shot(app, 'setup');
    await push(true);
    await app.call('guide_verify');

    await app.click('link', /^Connection/);
    await app.click('button', /Check now/);
    await app.see(/Last check (?!never)/i);
    await app.click('button', /Refused with a wrong token/);
    await shot(app, 'connection');

    await app.click('link', /^People/);
    await app.click('button', /^Read/);
    await app.find('row', /@whisker/);
    await shot(app, 'people');

    // The plan as the practice ConfigCat has it, with its first two groups the other way round.
    const { groups } = (await app.call('practice_view')).configcat;
    const plan = groups.map(({ name, organization_admin, billing_manager, permissions }) => ({ name, organization_admin, billing_manager, permissions }));
    [plan[0], plan[1]] = [plan[1], plan[0]];
    await app.call('plan_save', { plan: { groups: plan }, what: 'Groups moved' });
    await app.click('link', /^Access/);
    await app.find('heading', 'Access');
    await shot(app, 'access');
  });
}
