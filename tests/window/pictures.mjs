// Takes the pictures of README: every place of the window, on practice data with the guide done but for its last step's
// people. Called by scripts/screenshots with the folder to write to.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, until } from './harness.mjs';

const folder = process.argv[2];

/** Runs `body` in a fresh window. */
async function inWindow(options, body) {
  const dataDir = await mkdtemp(join(tmpdir(), 'catflap-picture-'));
  const app = await launch({ ...options, dataDir });
  try {
    await body(app);
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
    await until('all that can be proven to be proven', async () => {
      const progress = await app.call('guide_verify');
      return progress.proven > 10;
    });
    await app.click('button', /^Provisioning \(SCIM\)/);
    await app.click('link', /^Connector settings/);
    await app.find('heading', 'Connector settings');
    await shot(app, 'setup');

    await app.click('link', /^Connection/);
    await app.click('button', /Check now/);
    await app.gone('button', /Cancel|Stop/);
    await shot(app, 'connection');

    await app.click('link', /^People/);
    await app.click('button', /^Read/);
    await app.find('row', /@whisker/);
    await shot(app, 'people');

    await app.click('link', /^Access/);
    await app.find('heading', 'Access');
    await shot(app, 'access');
  });
}
