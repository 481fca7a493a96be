// Servers and programs that others wrote, and catflap-cli: started, asked and ended.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const TOKEN = 'a-token-that-is-in-no-output-7f3c';
const cli = process.env.CATFLAP_CLI ?? `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/debug/catflap-cli`;
const python = `${root}tests/.venv/bin/`;

export async function freePort() {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

/** Runs a program to its end: exit code and what it wrote. */
export function run(program, args, environment = {}, input = '') {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { env: { ...process.env, ...environment }, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: error?.code ?? 0, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

/** catflap-cli, with the token in SCIM_TOKEN unless told otherwise. */
export const catflap = (args, environment = { SCIM_TOKEN: TOKEN }, input = '') => run(cli, args, environment, input);

/** Every answer of scim2-tester about the server: its check, the resource it is about, its status and reason. */
export async function scim2Tester(url) {
  const { code, stdout, stderr } = await run(`${python}python`, [`${root}tests/peers/scim2_tester_answers.py`, url], { SCIM_TOKEN: TOKEN });
  assert.equal(code, 0, stderr);
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

/** Starts scim2-server on a port that was free a moment ago; none when another program took it meanwhile. */
async function started(url, port) {
  const server = spawn(`${python}scim2-server`, ['--port', String(port), '--bearer-token', TOKEN], { stdio: 'ignore' });
  for (let tries = 0; tries < 200 && server.exitCode === null; tries += 1) {
    if (await fetch(`${url}/ServiceProviderConfig`).catch(() => null)) return server.exitCode === null ? server : null;
    await pause(100);
  }
  server.kill();
  return null;
}

/** An empty scim2-server. `scim` asks it directly, `stop` ends it. */
export async function scim2Server() {
  let url, server;
  for (let tries = 0; !server; tries += 1) {
    assert.ok(tries < 3, 'scim2-server answers');
    const port = await freePort();
    url = `http://127.0.0.1:${port}/v2`;
    server = await started(url, port);
  }
  const scim = async (method, path, body) => {
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' },
      body: body && JSON.stringify(body),
    });
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${await reply.clone().text()}`);
    return reply.json();
  };
  const stop = async () => {
    if (server.exitCode !== null) return;
    server.kill();
    await once(server, 'exit');
  };
  return { url, scim, stop };
}

/** Creates people, and groups of which the n-th holds every (n + 2)-th person. Gives what the server answered. */
export async function fill(scim, howManyUsers, howManyGroups) {
  const people = [];
  for (let n = 0; n < howManyUsers; n += 1) {
    const email = `person${n}@whisker.example`;
    people.push(await scim('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: email,
      externalId: `00u${n}`,
      name: { givenName: `Given${n}`, familyName: `Family${n}` },
      displayName: `Given${n} Family${n}`,
      emails: [{ value: email, type: 'work', primary: true }],
      active: n % 10 !== 0,
    }));
  }
  const groups = [];
  for (let n = 0; n < howManyGroups; n += 1) {
    groups.push(await scim('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: `Group ${n}`,
      members: people.filter((_, person) => person % (n + 2) === 0).map(({ id }) => ({ value: id })),
    }));
  }
  return { people, groups };
}

export const silentAboutTheToken = ({ stdout, stderr }) => assert.ok(!`${stdout}${stderr}`.includes(TOKEN), 'no output holds the token');
