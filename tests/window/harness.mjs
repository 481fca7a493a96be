// Drives the real window by WebDriver, as an administrator would: what is found is found by role and name, label or text.
//
//   windowTest('a sentence', { practice: true }, async (app) => { await app.click('button', 'Practise first'); … });
//
// Each test has a data folder of its own. When one fails, the picture, the text of the page and what the application
// wrote stand in tests/out. The tests run on a virtual desktop (scripts/on-desktop), never on the developer's own.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Builder, Capabilities, Key, error as failure } from 'selenium-webdriver';

export { Key };

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
export const out = join(root, 'tests/out');
const binary = process.env.CATFLAP_BINARY ?? join(root, 'target/debug/catflap');
const standIns = fileURLToPath(new URL('./bin', import.meta.url));
const testingLibrary = fileURLToPath(import.meta.resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'));

/** How long anything may take to appear, in milliseconds. Generous: a slow machine is no failure. */
const PATIENCE = 20_000;

/** The sizes that every screen is looked at in. */
export const SIZES = { wide: [1280, 800], narrow: [900, 600] };

// The names of Selenium's keys are long; these are the ones the application uses.
export const keys = { enter: Key.ENTER, escape: Key.ESCAPE, tab: Key.TAB, up: Key.ARROW_UP, down: Key.ARROW_DOWN, space: Key.SPACE, home: Key.HOME, end: Key.END, alt: Key.ALT, control: Key.CONTROL };

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function childrenOf(pid) {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.split(' ').filter(Boolean).map(Number);
}

/** Waits until `look` gives something truthy; what it throws meanwhile is told when time is over. */
export async function until(what, look, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const seen = await look();
      if (seen) return seen;
      last = undefined;
    } catch (error) {
      if (error instanceof failure.NoSuchSessionError) throw error;
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain: ${what}${last ? `\n${last.message}` : ''}`);
    await pause(60);
  }
}

/** A string is a whole name; a RegExp travels as source and flags. */
const wire = (name) => (name instanceof RegExp ? { source: name.source, flags: name.flags } : name);

// Runs in the page. Gives the elements that are there and visible.
const FIND = `
  const [kind, what, name, within] = arguments;
  const unwire = (v) => v && typeof v === 'object' && v.source !== undefined ? new RegExp(v.source, v.flags) : v;
  const q = TestingLibraryDom;
  const top = within ?? document.body;
  const found = kind === 'role' ? q.queryAllByRole(top, what, name === null ? {} : { name: unwire(name) })
    : kind === 'label' ? q.queryAllByLabelText(top, unwire(what))
    : q.queryAllByText(top, unwire(what), { ignore: 'script, style' });
  return found.filter((e) => e.checkVisibility ? e.checkVisibility({ visibilityProperty: true }) : e.getClientRects().length > 0);
`;

/** One running window. */
export class App {
  #driver;
  #process;
  #spoken = [];

  /** Whether `kill` ended it. */
  killed = false;

  constructor(driver, process, dataDir, spoken) {
    this.#driver = driver;
    this.#process = process;
    this.#spoken = spoken;
    this.dataDir = dataDir;
  }

  /** The WebDriver session, for what this class does not offer. */
  get driver() {
    return this.#driver;
  }

  /** What the application and its web view wrote to standard error. */
  get stderr() {
    return this.#spoken.join('');
  }

  /** Runs a function in the page. */
  run(script, ...values) {
    return this.#driver.executeScript(typeof script === 'function' ? `return (${script}).apply(null, arguments)` : script, ...values);
  }

  /** Sends a command of the core by name, as the page does: to set a scene, not to replace a click. */
  async call(name, request = {}) {
    const { reply, problem } = await this.run(
      (command, body) => window.__TAURI_INTERNALS__.invoke('call', { name: command, request: body }).then((reply) => ({ reply }), (problem) => ({ problem })),
      name,
      request,
    );
    if (problem) throw new Error(`${name}: ${JSON.stringify(problem)}`);
    return reply;
  }

  async #query(kind, what, name, within) {
    const ready = await this.run('return typeof TestingLibraryDom !== "undefined"');
    if (!ready) {
      await this.run(await readFile(testingLibrary, 'utf8'));
    }
    return this.run(FIND, kind, wire(what), wire(name ?? null), within ?? null);
  }

  /** All visible elements of a role, by accessible name. Does not wait. */
  all(role, name, { within } = {}) {
    return this.#query('role', role, name, within);
  }

  /** The one visible element of a role with this name; waits for it. The first, when there are several. */
  find(role, name, { within, patience } = {}) {
    return until(`${role} “${name ?? 'any name'}”`, async () => (await this.#query('role', role, name, within))[0], patience);
  }

  /** The field with this label; waits for it. */
  field(label, { within, patience } = {}) {
    return until(`a field labelled “${label}”`, async () => (await this.#query('label', label, null, within))[0], patience);
  }

  /** The element with this text of its own; waits for it. */
  text(text, { within, patience } = {}) {
    return until(`the text “${text}”`, async () => (await this.#query('text', text, null, within))[0], patience);
  }

  /** Waits until the visible text of the page holds this, in one or more elements. */
  async see(text, { patience } = {}) {
    await until(`the page to say “${text}”`, async () => {
      const page = await this.words();
      return text instanceof RegExp ? text.test(page) : page.includes(text);
    }, patience);
  }

  /** Waits until nothing of this role and name is visible any more. */
  async gone(role, name, { within, patience } = {}) {
    await until(`${role} “${name}” to go`, async () => (await this.#query('role', role, name, within)).length === 0, patience);
  }

  /** The visible text of the page, white space folded. */
  async words() {
    const text = await this.run(() => document.body.innerText);
    return text.replace(/\s+/g, ' ');
  }

  /** Clicks what has this role and name. */
  async click(role, name, options = {}) {
    await until(`to click ${role} “${name}”`, async () => {
      const element = await this.find(role, name, options);
      await this.run((e) => e.scrollIntoView({ block: 'nearest' }), element);
      await element.click();
      return true;
    }, options.patience);
  }

  /** Types into the field with this label, in place of what stands there. */
  async type(label, text, options = {}) {
    const field = await this.field(label, options);
    await field.clear();
    await field.sendKeys(text);
    return field;
  }

  /** The window is put away and comes back to the front. */
  async comeBack() {
    const mine = await this.#window();
    await run('xdotool', ['windowminimize', '--sync', mine], { timeout: 20_000 });
    await run('xdotool', ['windowactivate', '--sync', mine], { timeout: 20_000 });
  }

  /** Presses keys, in the element that has the focus; several at once make a chord. */
  async press(...chord) {
    const actions = this.#driver.actions({ async: true });
    for (const key of chord) actions.keyDown(key);
    for (const key of chord.toReversed()) actions.keyUp(key);
    await actions.perform();
  }

  /** Sets the size of the window's content, in CSS pixels. */
  async resize([width, height]) {
    await until(`the window to be ${width}×${height}`, async () => {
      const [w, h] = await this.run(() => [window.innerWidth, window.innerHeight]);
      if (w === width && h === height) return true;
      const rect = await this.#driver.manage().window().getRect();
      await this.#driver.manage().window().setRect({ x: rect.x, y: rect.y, width: rect.width + width - w, height: rect.height + height - h });
      await pause(150);
      return false;
    });
  }

  /** The size of the window's content, in CSS pixels. */
  size() {
    return this.run(() => [window.innerWidth, window.innerHeight]);
  }

  /** Saves a picture of the window; resolves to its path. The driver's own screenshot hangs on a virtual screen. */
  async shot(name, folder = out) {
    const path = join(folder, `${name}.png`);
    await mkdir(folder, { recursive: true });
    // Two frames: what was asked for last has been painted.
    await this.#driver.executeAsyncScript('const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))');
    await run('import', ['-window', await this.#window(), path], { timeout: 30_000 });
    return path;
  }

  /** The addresses that the application opened in the browser, oldest first. */
  async opened() {
    const text = await readFile(join(this.dataDir, 'opened.txt'), 'utf8').catch(() => '');
    return text.split('\n').filter(Boolean);
  }

  /** The X window of this application, for what is done to it from outside. */
  async #window() {
    const [pid] = await childrenOf(this.#process.pid);
    const search = ['search', '--sync', '--onlyvisible', '--all', '--pid', String(pid), '--name', '^Catflap$'];
    const { stdout } = await run('xdotool', search, { timeout: 20_000 });
    return stdout.trim().split('\n')[0];
  }

  /** Closes the window as its user would, and waits for the application to end. */
  async close() {
    const [pid] = await childrenOf(this.#process.pid);
    await run('xdotool', ['windowactivate', '--sync', await this.#window()], { timeout: 20_000 });
    await run('xdotool', ['key', '--clearmodifiers', 'alt+F4'], { timeout: 20_000 });
    await until('the application to end', () => !existsSync(`/proc/${pid}`) || isZombie(pid));
    await this.end();
  }

  /** Kills the application where it stands, as a crash or a power cut would. Only `again` follows. */
  async kill() {
    for (const pid of await childrenOf(this.#process.pid)) process.kill(pid, 'SIGKILL');
    this.killed = true;
    await this.end();
  }

  /** Ends the session and everything it started. */
  async end() {
    const pids = await childrenOf(this.#process.pid);
    await Promise.race([this.#driver.quit().catch(() => {}), pause(5000)]);
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    if (this.#process.exitCode === null) {
      this.#process.kill();
      await once(this.#process, 'exit');
    }
  }
}

async function isZombie(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat === '' || /\) Z /.test(stat);
}

/**
 * Starts the application and a WebDriver session in it. No size leaves the window as it comes.
 *
 * @param {{ practice?: boolean, dataDir: string, size?: [number, number] | null, theme?: 'light' | 'dark', environment?: Record<string, string> }} options
 */
export async function launch({ practice = false, ready = false, tidy = false, users, dataDir, size = SIZES.wide, theme = 'light', environment = {} }) {
  assert.ok(process.env.CATFLAP_DESKTOP_PLACE, 'the window tests run on a desktop of their own: scripts/on-desktop npm --prefix tests run window');
  assert.ok(existsSync(binary), `${binary} is not there: cargo build -p catflap`);
  const port = await freePort();
  const spoken = [];
  const opened = join(dataDir, 'opened.txt');
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CATFLAP_DATA_DIR: dataDir,
      PATH: `${standIns}:${process.env.PATH}`,
      CATFLAP_TEST_OPENED: opened,
      TAURI_AUTOMATION: 'true',
      TAURI_WEBVIEW_AUTOMATION: 'true',
      // What the web view takes for the system's theme.
      GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
      ...environment,
    },
  });
  driver.stdout.on('data', (bytes) => spoken.push(bytes.toString()));
  driver.stderr.on('data', (bytes) => spoken.push(bytes.toString()));
  const capabilities = new Capabilities({
    browserName: 'wry',
    'webkitgtk:browserOptions': { binary, args: flags({ practice, ready, tidy, users }) },
  });
  try {
    const session = await until('a session with the window', async () => {
      if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended: ${spoken.join('')}`);
      return new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    }, 60_000);
    const app = new App(session, driver, dataDir, spoken);
    await until('the page', () => app.run(() => document.readyState === 'complete' && document.body.innerText.trim() !== ''));
    if (size) await app.resize(size);
    // The driver moves a pointer of its own; the desktop's would hold tooltips in the middle of the window.
    await run('xdotool', ['mousemove', '9999', '9999'], { timeout: 10_000 });
    return app;
  } catch (error) {
    for (const pid of await childrenOf(driver.pid)) process.kill(pid, 'SIGKILL');
    driver.kill();
    error.message += `\n${spoken.join('')}`;
    throw error;
  }
}

/** What the application is started with. `ready` begins practice with the whole guide done, `tidy` with nothing to find. */
function flags({ practice, ready, tidy, users }) {
  if (!practice) return [];
  return ['--practice', ...(ready ? ['--ready'] : []), ...(tidy ? ['--tidy'] : []), ...(users ? ['--users', String(users)] : [])];
}

/** Keeps what tells why a test failed. */
async function keepEvidence(name, app, error) {
  const file = join(out, `failed-${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}`);
  await mkdir(out, { recursive: true });
  const [page, html] = await Promise.all([
    Promise.race([app.words().catch(String), pause(5000, 'the page does not answer')]),
    Promise.race([app.run(() => document.documentElement.outerHTML).catch(String), pause(5000, '')]),
  ]);
  await writeFile(`${file}.txt`, `${error.stack}\n\n--- the page\n${page}\n\n--- standard error\n${app.stderr}\n`);
  await writeFile(`${file}.html`, html);
  await run('import', ['-window', 'root', `${file}.png`], { timeout: 30_000 }).catch(() => {});
  error.message += `\n  evidence: ${file}.{txt,html,png}`;
}

/**
 * A test in the real window. Its body gets the running application; `again(options)`, which closes the window and
 * starts it once more on the same data; and `part(sentence, steps)`, which names a part of a long test. A part that fails
 * ends the test: what comes after it stands on it.
 */
export function windowTest(name, options, body) {
  test(name, async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'catflap-test-'));
    let app;
    const again = async (changes = {}) => {
      if (!app.killed) await app.close();
      app = await launch({ ...options, dataDir, ...changes });
      return app;
    };
    const part = async (sentence, steps) => {
      let failed;
      await t.test(sentence, async () => {
        try {
          await steps();
        } catch (error) {
          failed = error;
          throw error;
        }
      });
      if (failed) throw failed;
    };
    try {
      app = await launch({ ...options, dataDir });
      await body(app, again, part);
    } catch (error) {
      if (app) await keepEvidence(name, app, error);
      throw error;
    } finally {
      await app?.end();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
}

/** What is on the clipboard; rejects when nothing is. */
export async function clipboard() {
  const { stdout } = await run('xclip', ['-selection', 'clipboard', '-o'], { timeout: 10_000 });
  return stdout;
}

/** Files that a test left in the data folder. */
export const filesIn = (folder) => readdir(folder, { recursive: true });
