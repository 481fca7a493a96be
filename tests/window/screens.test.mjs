// Every screen in both sizes and both themes, kept in tests/out for whoever looks at them; and what a machine can see of it:
// nothing is wider than the window, and nothing overlaps its edge.
import assert from 'node:assert/strict';
import { makePlan } from './access-plan.mjs';
import { goToStep, openPage, paste, stepIs } from './guide-walk.mjs';
import { keys, SIZES, windowTest } from './harness.mjs';

/** The screens of a practice profile in which the guide is done. */
const SCREENS = {
  'setup-proven': async (app) => {
    await app.click('link', /^Set up/);
    await goToStep(app, 'Connector settings');
    await stepIs(app, 'Proven', 'Connector settings');
  },
  'setup-panel': async (app) => {
    await goToStep(app, 'Push groups');
    await openPage(app, 'Open Push Groups in Okta');
    await app.find('button', 'Actions for ConfigCat Readers');
  },
  'setup-panel-configcat': async (app) => {
    await goToStep(app, 'Start provisioning');
    await openPage(app, 'Open users in ConfigCat');
    await app.find('list', 'Synced users');
  },
  connection: async (app) => {
    await closePanel(app);
    await app.click('link', /^Connection/);
    await app.click('button', 'Check now');
    await app.see(/Last check (?!never)/i);
    await app.find('button', 'Check now');
  },
  'connection-finding': async (app) => {
    await app.click('button', /Refused with a wrong token/);
    await app.find('heading', /Refused with a wrong token/);
  },
  'connection-explain': async (app) => {
    await app.press(keys.escape);
    await app.click('button', 'Paste the Okta error');
    await app.call('text_copy', { text: 'Automatic provisioning of user Mia Whisker to app ConfigCat failed: Error authenticating: Unauthorized. Errors reported by remote server: null' });
    await paste(app, 'The error as Okta shows it');
    await app.find('heading', 'What to change');
  },
  'connection-history': async (app) => {
    await app.press(keys.escape);
    await app.click('button', 'Earlier checks');
    await app.see('One check so far.');
  },
  'connection-rehearsal': async (app) => {
    await app.press(keys.escape);
    await app.click('link', /Everything Okta will ever send/);
    await app.find('heading', 'What will be written, and how it is taken back');
    await app.see('POST /Users');
  },
  'connection-rehearsed': async (app) => {
    await app.click('checkbox', 'People may be created at whisker.co');
    await app.click('button', 'Start the rehearsal');
    await app.find('button', 'Rehearse again');
  },
  people: async (app) => {
    await app.press(keys.escape);
    await app.click('link', /^People/);
    await app.find('row', /^Kwame Mensah/);
  },
  'people-card': async (app) => {
    await app.click('row', /^Kwame Mensah/);
    await app.find('heading', 'Kwame Mensah');
  },
  'people-groups': async (app) => {
    await app.press(keys.escape);
    await app.click('tab', /^Groups/);
    await app.click('row', /^ConfigCat Developers/);
    await app.find('heading', 'ConfigCat Developers');
  },
  'people-nobody': async (app) => {
    await app.press(keys.escape);
    await app.click('tab', /^People/);
    await app.type('Search people', 'nobody is called this');
    await app.find('heading', 'Nobody matches');
  },
  access: async (app) => {
    await app.click('link', /^Access/);
    await app.find('grid', 'Permissions of each group, in priority order');
  },
  'access-everybody': async (app) => {
    await app.click('tab', /^Everybody/);
    await app.find('row', /Aaliyah Johnson/);
  },
  activity: async (app) => {
    await app.click('link', /^Activity/);
    await app.find('heading', 'Activity');
  },
  settings: async (app) => {
    await app.click('link', /^Settings/);
    await app.find('heading', 'Settings');
  },
  find: async (app) => {
    await app.press(keys.control, 'k');
    await (await app.find('combobox', 'Find anything')).sendKeys('push');
    await app.find('option', /^Push groups/);
  },
  shortcuts: async (app) => {
    await app.press(keys.escape);
    await app.press('?');
    await app.find('dialog', 'Keyboard');
  },
};

async function closePanel(app) {
  const [close] = await app.all('button', 'Close the practice panel');
  if (close) await app.click('button', 'Close the practice panel');
}

/** Names of what reaches out of the window sideways, sheets and what scrolls by itself excepted. */
async function overflows(app) {
  return app.run(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
    const scrolls = (e) => e && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    for (const e of document.querySelectorAll('main button, main input, main h1, main h2, main h3, main p, main a')) {
      const box = e.getBoundingClientRect();
      if (box.width > 1 && (box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(e.parentElement)) wide.push(e.textContent.slice(0, 60));
    }
    return wide;
  });
}

for (const theme of ['light', 'dark']) {
  for (const [size, pixels] of Object.entries(SIZES)) {
    windowTest(`every screen fits a ${size} window, ${theme}`, { practice: true, ready: true, theme, size: pixels }, async (app, again, part) => {
      await app.find('main', undefined);
      await app.resize(SIZES.wide);
      await app.click('link', /^People/);
      await app.find('button', /Read again$/);
      await makePlan(app);
      await app.resize(pixels);
      const cut = {};
      for (const [name, open] of Object.entries(SCREENS)) {
        await part(name, async () => {
          await open(app);
          await app.shot(`${name}-${size}-${theme}`);
          const wide = await overflows(app);
          if (wide.length > 0) cut[name] = wide;
        });
      }
      assert.deepEqual(cut, {});
    });
  }

  windowTest(`the first start and the way to a real organization, ${theme}`, { theme }, async (app) => {
    for (const [size, pixels] of Object.entries(SIZES)) {
      await app.resize(pixels);
      await app.find('button', /Practise first/);
      await app.shot(`welcome-${size}-${theme}`);
      assert.deepEqual(await overflows(app), []);
      await app.click('button', /Connect a real organization/);
      await app.find('heading', 'Connect a real organization');
      await app.shot(`connect-${size}-${theme}`);
      assert.deepEqual(await overflows(app), []);
      await app.click('button', 'Back');
    }
  });
}
