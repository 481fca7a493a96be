// The client against a SCIM server that others wrote: PyPI `scim2-server`, loaded by this test and by nothing of Catflap.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = process.env.CATFLAP_CLI ?? `${root}target/debug/catflap-cli`;
const TOKEN = 'a-token-that-is-in-no-output-7f3c';
const USERS = 320;
const GROUPS = 12;

let server, url, people, groups;

async function freePort() {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

async function scim(method, path, body) {
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' },
    body: body && JSON.stringify(body),
  });
  assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${await reply.clone().text()}`);
  return reply.json();
}

/** Runs catflap-cli to its end: exit code and what it wrote. */
function run(args, environment = { SCIM_TOKEN: TOKEN }, input = '') {
  return new Promise((resolve, reject) => {
    const child = execFile(cli, args, { env: { ...process.env, ...environment }, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: error?.code ?? 0, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

const silentAboutTheToken = ({ stdout, stderr }) => assert.ok(!`${stdout}${stderr}`.includes(TOKEN), 'no output holds the token');

before(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}/v2`;
  server = spawn(`${root}tests/.venv/bin/scim2-server`, ['--port', String(port), '--bearer-token', TOKEN], { stdio: 'ignore' });
  for (let tries = 0; ; tries += 1) {
    if (await fetch(`${url}/ServiceProviderConfig`).catch(() => null)) break;
    assert.ok(tries < 200 && server.exitCode === null, 'scim2-server answers');
    await pause(100);
  }
  people = [];
  for (let n = 0; n < USERS; n += 1) {
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
  groups = [];
  for (let n = 0; n < GROUPS; n += 1) {
    const members = people.filter((_, person) => person % (n + 2) === 0);
    groups.push(await scim('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: `Group ${n}`,
      members: members.map(({ id }) => ({ value: id })),
    }));
  }
}, { timeout: 120_000 });

after(async () => {
  if (server?.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
});

describe('catflap-cli against scim2-server', () => {
  test('the check runs every question, and no answer of an honest server fails it wrongly', async () => {
    const ran = await run(['check', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json']);
    const report = JSON.parse(ran.stdout);
    assert.equal(ran.code, 0, `no check fails: ${JSON.stringify(report.checks.filter(({ verdict }) => verdict === 'fail'))}`);
    assert.equal(report.url, url);
    assert.ok(['pass', 'warn'].includes(report.verdict));
    assert.equal(typeof report.duration_ms, 'number');
    assert.ok(report.checks.length >= 6, 'reachable, token, no token, wrong token, users, groups at least');
    for (const check of report.checks) {
      assert.match(check.id, /^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is stable kebab-case');
      assert.ok(['pass', 'warn', 'fail', 'skip'].includes(check.verdict), check.id);
      assert.notEqual(check.title, '', check.id);
      assert.equal(typeof check.evidence, 'object', check.id);
      if (check.verdict === 'warn') assert.notEqual(check.remedy, '', `${check.id} says what to do`);
    }
    silentAboutTheToken(ran);
  });

  test('a wrong token fails the check, and no later question pretends to have been asked', async () => {
    const ran = await run(['check', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json'], { SCIM_TOKEN: 'wrong' });
    const report = JSON.parse(ran.stdout);
    assert.equal(ran.code, 1);
    assert.equal(report.verdict, 'fail');
    const verdict = Object.fromEntries(report.checks.map((check) => [check.id, check.verdict]));
    assert.deepEqual(
      report.checks.filter((check) => check.verdict === 'fail').map(({ id, remedy }) => [id, remedy !== '']),
      [['token-accepted', true]],
      'the token alone is at fault, and the finding says what to do',
    );
    assert.equal(verdict['refused-with-wrong-token'], 'pass');
    for (const check of report.checks.filter(({ level }) => level === 'read')) assert.equal(check.verdict, 'skip', check.id);
  });

  test('pull reads every user and every group with its members, whatever the page size', async () => {
    const ran = await run(['pull', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json']);
    assert.equal(ran.code, 0, ran.stderr);
    const pulled = JSON.parse(ran.stdout);
    assert.equal(pulled.users.length, USERS);
    assert.equal(pulled.groups.length, GROUPS);

    const user = new Map(pulled.users.map((one) => [one.id, one]));
    assert.equal(user.size, USERS, 'nobody is read twice');
    for (const sent of people) {
      const read = user.get(sent.id);
      assert.deepEqual(
        [read.user_name, read.display_name, read.email, read.active, read.external_id],
        [sent.userName, sent.displayName, sent.emails[0].value, sent.active, sent.externalId],
      );
    }
    const group = new Map(pulled.groups.map((one) => [one.id, one]));
    for (const sent of groups) {
      const read = group.get(sent.id);
      assert.equal(read.display_name, sent.displayName);
      assert.deepEqual(read.members.toSorted(), sent.members.map(({ value }) => value).toSorted());
      for (const id of read.members) assert.ok(user.get(id).groups.includes(sent.id), 'membership reads the same from both sides');
    }
    silentAboutTheToken(ran);
  });

  test('the token comes by standard input too', async () => {
    const ran = await run(['pull', '--url', url, '--token-stdin', '--format', 'csv'], {}, `${TOKEN}\n`);
    assert.equal(ran.code, 0, ran.stderr);
    for (const { userName } of people) assert.ok(ran.stdout.includes(userName), userName);
    silentAboutTheToken(ran);
  });

  test('a server that is not there is a failed check, and pull can’t run', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}/v2`;
    const checked = await run(['check', '--url', nowhere, '--token-env', 'SCIM_TOKEN', '--format', 'json']);
    assert.equal(checked.code, 1);
    assert.equal(JSON.parse(checked.stdout).verdict, 'fail');
    const pulled = await run(['pull', '--url', nowhere, '--token-env', 'SCIM_TOKEN']);
    assert.equal(pulled.code, 3);
    assert.doesNotMatch(pulled.stderr, /Err\(|panicked|\w+Error \{/, 'a problem in words, no debug print');
  });
});
