// A long list in the web view itself: how long a scroll, a key and a search take there. The times are printed and held
// against nothing, since this machine's are not another's; the rows that are drawn are counted.
//
//   CATFLAP_USERS=30000 ../scripts/on-desktop node --test window/people-scale.test.mjs
import assert from 'node:assert/strict';
import { until, windowTest } from './harness.mjs';

const USERS = Number(process.env.CATFLAP_USERS ?? 10_000);

/** Runs in the page. What `act` makes the page do is done once its layout is: handlers, what is drawn anew, and its place. */
const MEASURE = `
  const [what, times] = arguments;
  const done = arguments[arguments.length - 1];
  const grid = document.querySelector('[role=grid][aria-label=People]');
  const frame = () => new Promise((then) => requestAnimationFrame(then));
  const rows = () => document.querySelectorAll('[role=row]').length;
  const acts = {
    idle: () => {},
    scroll: (i) => { grid.scrollTop = 400 * (i + 1); grid.dispatchEvent(new Event('scroll')); },
    jump: (i) => { grid.scrollTop = ((i * 7919) % 100) / 100 * grid.scrollHeight; grid.dispatchEvent(new Event('scroll')); },
    key: () => grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true })),
  };
  (async () => {
    const took = [], gaps = [];
    let most = 0;
    grid.focus();
    for (let i = 0; i < times; i++) {
      await frame();
      const began = performance.now();
      acts[what](i);
      await Promise.resolve();
      grid.offsetHeight;
      took.push(performance.now() - began);
      await frame();
      gaps.push(performance.now() - began);
      most = Math.max(most, rows());
      await new Promise((then) => setTimeout(then, 40));
    }
    return { took, gaps, most };
  })().then(done, (error) => done({ error: String(error) }));
`;

/** Runs in the page. From a letter in the search field until the list is the one that was searched. */
const SEARCH = `
  const [words] = arguments;
  const done = arguments[arguments.length - 1];
  const input = document.querySelector('input[type=search]');
  const grid = document.querySelector('[role=grid][aria-label=People]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const shown = () => grid.getAttribute('aria-rowcount');
  const answer = (text) => new Promise((then) => {
    const began = performance.now(), before = shown();
    const watch = new MutationObserver(() => {
      if (shown() === before) return;
      watch.disconnect();
      grid.offsetHeight;
      then(performance.now() - began);
    });
    watch.observe(grid, { attributes: true });
    set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    setTimeout(() => (watch.disconnect(), then(null)), 3000);
  });
  (async () => {
    const took = [];
    for (const word of words)
      for (let end = 1; end <= word.length; end++) {
        const ms = await answer(word.slice(0, end));
        if (ms !== null) took.push(ms);
        await new Promise((then) => setTimeout(then, 60));
      }
    await answer('');
    return took;
  })().then(done, (error) => done({ error: String(error) }));
`;

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
function tell(t, what, numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [quarter, half, most] = [0.25, 0.5, 0.95].map((share) => `${at(sorted, share).toFixed(1)} ms`);
  t(`${what}: a quarter within ${quarter}, half within ${half}, 95 of 100 within ${most}`);
}

windowTest(`a list of ${USERS} people draws less than a hundred rows, whatever is done to it`, { practice: true, ready: true, users: USERS }, async (app, again, part) => {
  const say = (line) => console.log(`# ${line}`);
  await app.driver.manage().setTimeouts({ script: 120_000 });
  await app.click('link', /^People/);
  await until('people to be read', async () => (await app.call('people', { search: '', filter: { kind: 'all' }, news: false, group: null, sort: 'name', descending: false, offset: 0, limit: 1 })).total >= USERS, USERS * 30);
  await app.find('button', 'Read again', { patience: 60_000 });
  await app.find('row', /Kwame Mensah/);

  // What a frame takes here when nothing happens: on a busy machine without a graphics card it is long.
  tell(say, 'nothing, until the next frame', (await app.driver.executeAsyncScript(MEASURE, 'idle', 40)).gaps);
  for (const [what, words, times] of [['scroll', 'a scroll', 60], ['jump', 'a jump anywhere', 40], ['key', 'an arrow key', 60]]) {
    await part(words, async () => {
      const seen = await app.driver.executeAsyncScript(MEASURE, what, times);
      assert.equal(seen.error, undefined);
      tell(say, `${USERS} people, ${words}, work`, seen.took);
      tell(say, `${USERS} people, ${words}, until the next frame`, seen.gaps);
      assert.ok(seen.most < 100, `${seen.most} rows are drawn`);
    });
  }

  await part('a search as it is typed', async () => {
    const took = await app.driver.executeAsyncScript(SEARCH, ['kwame', 'readers', 'anna']);
    assert.ok(Array.isArray(took), JSON.stringify(took));
    tell(say, `${USERS} people, a letter in the search, until its rows stand there`, took);
    assert.ok((await app.all('row')).length < 100);
  });
});
