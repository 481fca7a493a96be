// The client against a SCIM server that others wrote: PyPI `scim2-server`, loaded by this test and by nothing of Catflap.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { verdicts } from './agreement.mjs';
import { TOKEN, catflap, fill, freePort, scim2Server, silentAboutTheToken } from './servers.mjs';

const USERS = 320;
const GROUPS = 12;

// Every check of Catflap. scim2-server is right in all of them.
const CHECKS = [
  'dns', 'tcp', 'http',
  'paste-shape', 'token-accepted', 'refused-without-token', 'refused-with-wrong-token',
  'service-provider-config', 'resource-types', 'schemas',
  'okta-connector-test', 'users-shape', 'groups-shape', 'lookup-known-user', 'lookup-stranger', 'capital-letters', 'lookup-by-email',
  'user-by-id', 'unknown-id', 'lookup-known-group', 'lookup-unknown-group', 'unknown-group-id', 'odd-characters', 'pages-join',
  'count-zero', 'stable-ids', 'members-exist', 'twins', 'answer-times',
];
// What is no pass, and why: it speaks plain http on this computer, so there is no TLS to look at.
const NOT_PASSED = { tls: 'skipped' };
const NEEDS_SOMEBODY = [
  'lookup-known-user', 'capital-letters', 'lookup-by-email', 'user-by-id', 'lookup-known-group', 'pages-join', 'stable-ids', 'twins',
];
// Every row of the rehearsal: what Okta sends from first to last. scim2-server keeps all of it.
const REHEARSAL = [
  'look-up-person', 'create-person', 'create-person-again', 'read-person', 'change-profile', 'deactivate-person',
  'reactivate-person', 'create-second-person',
  'look-up-group', 'create-group', 'add-one-member', 'add-another-member', 'empty-group', 'add-several-members',
  'same-members-again', 'rename-group', 'remove-one-member', 'remove-last-member',
  'patch-deactivate', 'patch-reactivate', 'patch-add-member', 'patch-remove-member', 'patch-replace-members', 'patch-rename-group',
  'deactivate-member', 'delete-group', 'delete-people', 'nothing-left',
];
const passed = (ids) => Object.fromEntries(ids.map((id) => [id, 'pass']));

let server, url, people, groups;

before(async () => {
  server = await scim2Server();
  ({ url } = server);
  ({ people, groups } = await fill(server.scim, USERS, GROUPS));
}, { timeout: 120_000 });

after(() => server?.stop());

describe('catflap-cli against scim2-server', () => {
  test('the check runs every question, and no answer of an honest server fails it wrongly', async () => {
    const ran = await catflap(['check', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json']);
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

  test('check --rehearse passes in full, and nothing is left of what it wrote', async () => {
    const ran = await catflap(['check', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'junit', '--rehearse', '--rehearsal-domain', 'whisker.example']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(verdicts(ran.stdout), { ...passed(CHECKS), ...NOT_PASSED, ...passed(REHEARSAL) });
    silentAboutTheToken(ran);
    for (const [endpoint, there] of [['Users', USERS], ['Groups', GROUPS]]) {
      const { totalResults } = await server.scim('GET', `/${endpoint}?count=0`);
      assert.equal(totalResults, there, `${endpoint}: as many as before`);
    }
    const named = encodeURIComponent('userName co "catflap" or displayName co "catflap"');
    assert.equal((await server.scim('GET', `/Users?filter=${named}`)).totalResults, 0, 'nobody carries Catflap’s mark');
    assert.equal((await server.scim('GET', `/Groups?filter=${encodeURIComponent('displayName co "catflap"')}`)).totalResults, 0);
  });

  test('on an empty server only what needs somebody is not asked', async () => {
    const empty = await scim2Server();
    try {
      const ran = await catflap(['check', '--url', empty.url, '--token-env', 'SCIM_TOKEN', '--format', 'junit']);
      assert.equal(ran.code, 0, ran.stderr);
      assert.deepEqual(verdicts(ran.stdout), { ...passed(CHECKS), ...NOT_PASSED, ...Object.fromEntries(NEEDS_SOMEBODY.map((id) => [id, 'skipped'])) });
    } finally {
      await empty.stop();
    }
  });

  test('a wrong token fails the check, and no later question pretends to have been asked', async () => {
    const ran = await catflap(['check', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json'], { SCIM_TOKEN: 'wrong' });
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
    // It asks nothing of its own: it looks at how long the answers took that came.
    const asking = report.checks.filter(({ id, level }) => level === 'read' && id !== 'answer-times');
    for (const check of asking) assert.equal(check.verdict, 'skip', check.id);
  });

  test('pull reads every user and every group with its members, whatever the page size', async () => {
    const ran = await catflap(['pull', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json']);
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
    const ran = await catflap(['pull', '--url', url, '--token-stdin', '--format', 'csv'], {}, `${TOKEN}\n`);
    assert.equal(ran.code, 0, ran.stderr);
    for (const { userName } of people) assert.ok(ran.stdout.includes(userName), userName);
    silentAboutTheToken(ran);
  });

  test('a server that is not there is a failed check, and pull can’t run', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}/v2`;
    const checked = await catflap(['check', '--url', nowhere, '--token-env', 'SCIM_TOKEN', '--format', 'json']);
    assert.equal(checked.code, 1);
    assert.equal(JSON.parse(checked.stdout).verdict, 'fail');
    const pulled = await catflap(['pull', '--url', nowhere, '--token-env', 'SCIM_TOKEN']);
    assert.equal(pulled.code, 3);
    assert.doesNotMatch(pulled.stderr, /Err\(|panicked|\w+Error \{/, 'a problem in words, no debug print');
  });
});
