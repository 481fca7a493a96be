// Measures Catflap beside others in one run, and prints each ratio beside its target. `scripts/bench` builds and runs it.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/release`;
const python = `${root}tests/.venv/bin/python`;

/** The server of this crate, until `stop`. */
async function serve(delay) {
  const server = spawn(`${built}/catflap-bench`, ['serve', '--delay', String(delay)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  return { ...JSON.parse(value), stop: () => server.stdin.end() };
}

/** Runs a program as a whole process: milliseconds from its start to its end, and what it printed. */
async function timed([program, ...args], token) {
  const began = performance.now();
  const child = spawn(program, args, { env: { ...process.env, SCIM_TOKEN: token }, stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = [];
  child.stdout.on('data', (data) => printed.push(data));
  const [code] = await once(child, 'close');
  const ms = performance.now() - began;
  assert.equal(code, 0, `${program} ${args[0]} ran to its end`);
  return { ms, printed: Buffer.concat(printed).toString() };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => `${number < 100 ? number.toFixed(1) : Math.round(number)} ms`;
const line = (what, numbers) =>
  console.log(`  ${what.padEnd(44)} ${[Math.min(...numbers), median(numbers), Math.max(...numbers)].map((n) => ms(n).padStart(10)).join('')}   ${numbers.length} runs`);
const heading = (text) => console.log(`\n${text}\n  ${''.padEnd(44)} ${['min', 'median', 'max'].map((word) => word.padStart(10)).join('')}`);
const ratio = (what, number, target, held) =>
  console.log(`  ${what}: ${number.toFixed(2)}, target ${target}: ${held ? 'held' : 'MISSED'}`);
/** A ratio that is held against nothing. */
const beside = (what, number) => console.log(`  ${what}: ${number.toFixed(2)}`);

const commands = ({ url, token }) => ({
  pull: [`${built}/catflap-cli`, 'pull', '--url', url, '--token-env', 'SCIM_TOKEN'],
  bare: [`${built}/catflap-bench`, 'bare', '--url', url, '--token', token],
  floor: [`${built}/catflap-bench`, 'floor', '--url', url, '--token', token],
  python: [python, `${root}tests/bench/bare_gets.py`, url],
  client: [python, `${root}tests/bench/scim2_client_pull.py`, url],
});

/** Times of each command, in turns, so that a machine that slows down slows all of them. */
async function inTurns(server, counts, turns) {
  const times = Object.fromEntries(Object.keys(counts).map((name) => [name, []]));
  const command = commands(server);
  for (const name of Object.keys(counts)) await timed(command[name], server.token);
  for (let turn = 0; turn < turns; turn += 1) {
    for (let run = 0; run < Math.max(...Object.values(counts)); run += 1) {
      for (const [name, count] of Object.entries(counts)) {
        if (run < count) times[name].push((await timed(command[name], server.token)).ms);
      }
    }
  }
  return times;
}

async function check() {
  const server = await serve(100);
  const [totals, longest] = [[], []];
  for (let run = 0; run < 5; run += 1) {
    const { printed } = await timed([`${built}/catflap-cli`, 'check', '--url', server.url, '--token-env', 'SCIM_TOKEN', '--format', 'json'], server.token);
    const report = JSON.parse(printed);
    assert.equal(report.verdict, 'pass', 'the server is right');
    totals.push(report.duration_ms);
    longest.push(Math.max(...report.checks.flatMap(({ evidence }) => evidence.exchanges.map(({ total_ms: total }) => total))));
  }
  server.stop();
  heading('A full read-only check, 100 ms before each answer');
  line('the whole check', totals);
  line('its longest request', longest);
  const times = median(totals.map((total, run) => total / longest[run]));
  ratio('whole check ÷ longest request', times, 'at most 3', times <= 3);
}

async function pullAtOnce() {
  const server = await serve(0);
  const times = await inTurns(server, { client: 1, pull: 5, bare: 5, floor: 5, python: 1 }, 5);
  server.stop();
  heading('10,000 users and 1,000 groups, answered at once');
  line('scim2-client (Python, into its models)', times.client);
  line('catflap-cli pull', times.pull);
  line('bare GETs with reqwest', times.bare);
  line('bare GETs over a socket', times.floor);
  line('bare GETs with httpx2 (Python)', times.python);
  const faster = median(times.client) / median(times.pull);
  ratio('scim2-client ÷ pull', faster, 'at least 10', faster >= 10);
  const slower = median(times.pull) / median(times.bare);
  ratio('pull ÷ bare GETs with reqwest', slower, 'at most 2', slower <= 2);
  beside('pull ÷ bare GETs over a socket', median(times.pull) / median(times.floor));
  beside('pull ÷ bare GETs with httpx2', median(times.pull) / median(times.python));
}

async function pullWithDelay() {
  const server = await serve(20);
  const times = await inTurns(server, { pull: 1, bare: 1, floor: 1 }, 5);
  server.stop();
  heading('The same, 20 ms before each answer');
  line('catflap-cli pull', times.pull);
  line('bare GETs with reqwest', times.bare);
  line('bare GETs over a socket', times.floor);
  const share = median(times.pull) / median(times.bare);
  ratio('pull ÷ bare GETs with reqwest', share, 'at most 0.5', share <= 0.5);
  beside('pull ÷ bare GETs over a socket', median(times.pull) / median(times.floor));
}

const versions = execFileSync(python, ['-c', 'from importlib.metadata import version; print(version("scim2-client"), version("httpx2"))'], { encoding: 'utf8' });
const [client, http] = versions.trim().split(' ');
console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${process.platform} ${process.arch}; scim2-client ${client} with httpx2 ${http}`);
await check();
await pullAtOnce();
await pullWithDelay();
