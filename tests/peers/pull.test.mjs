// `catflap-cli pull` reads several pages at once. What it gives has to be what reading them one by one gives, order included.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';

import { catflap, root } from './servers.mjs';

const USERS = 10_000;
const GROUPS = 1_000;

let server, url, token;

before(async () => {
  // Uneven: pages asked for together come in another order.
  server = spawn(`${process.env.CARGO_TARGET_DIR ?? `${root}target`}/debug/catflap-bench`, ['serve', '--users', String(USERS), '--groups', String(GROUPS), '--delay', '2', '--uneven']);
  const [line] = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next().then(({ value }) => [value]);
  ({ url, token } = JSON.parse(line));
}, { timeout: 60_000 });

after(() => server?.stdin.end());

/** Every resource of an endpoint, one page after the other. */
async function oneByOne(endpoint) {
  const resources = [];
  for (let total = 1; resources.length < total;) {
    const reply = await fetch(`${url}/${endpoint}?startIndex=${resources.length + 1}&count=100`, { headers: { authorization: `Bearer ${token}` } });
    const page = await reply.json();
    total = page.totalResults;
    resources.push(...page.Resources);
  }
  return resources;
}

describe('catflap-cli pull of 10,000 people and 1,000 groups', () => {
  test('gives what reading one page after the other gives, in the same order', async () => {
    const ran = await catflap(['pull', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'json'], { SCIM_TOKEN: token });
    assert.equal(ran.code, 0, ran.stderr);
    const pulled = JSON.parse(ran.stdout);
    const [users, groups] = [await oneByOne('Users'), await oneByOne('Groups')];
    assert.deepEqual([users.length, groups.length], [USERS, GROUPS]);

    const groupsOf = new Map(users.map(({ id }) => [id, []]));
    for (const { id, members } of groups) for (const { value } of members) groupsOf.get(value).push(id);
    assert.deepEqual(pulled, {
      users: users.map((user) => ({
        id: user.id,
        user_name: user.userName,
        display_name: user.displayName,
        email: user.emails[0].value,
        active: user.active,
        external_id: user.externalId,
        groups: groupsOf.get(user.id),
      })),
      groups: groups.map(({ id, displayName, members }) => ({ id, display_name: displayName, members: members.map(({ value }) => value) })),
    });
  });
});
