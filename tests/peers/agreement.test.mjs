// Catflap's findings beside those of PyPI `scim2-tester`: on a server that is right, and on servers that are wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { byCatflap, byTester, compared, page, questions, verdicts } from './agreement.mjs';
import { faults } from './faults.mjs';
import { catflap, fill, root, scim2Server, scim2Tester, silentAboutTheToken } from './servers.mjs';
import { spoilingProxy } from './spoiling-proxy.mjs';

/** Has both ask a server of their own, which `spoil` may stand before. */
async function both(spoil = ({ url }) => ({ url, stop: () => {} })) {
  const ask = async (asking) => {
    const server = await scim2Server();
    try {
      await fill(server.scim, 12, 3);
      const before = await spoil(server);
      try {
        return await asking(before.url);
      } finally {
        before.stop();
      }
    } finally {
      await server.stop();
    }
  };
  const checked = await ask(async (url) => {
    const ran = await catflap(['check', '--url', url, '--token-env', 'SCIM_TOKEN', '--format', 'junit', '--rehearse', '--rehearsal-domain', 'whisker.example']);
    silentAboutTheToken(ran);
    assert.ok([0, 1].includes(ran.code), ran.stderr);
    return verdicts(ran.stdout);
  });
  const tested = await ask(scim2Tester);
  return { checked, tested, rows: compared(byTester(tested), byCatflap(checked)) };
}

const faultOf = (rows, side) => rows.filter(({ states }) => states[side] === 'fault').map(({ id }) => id);

describe('beside scim2-tester', { concurrency: 2 }, () => {
  test('both are asked whole: every answer of either has its place, and every place its answer', async () => {
    const { checked, tested, rows } = await both();
    assert.deepEqual(
      Object.keys(checked).toSorted(),
      [...new Set(questions.flatMap(({ catflap: ids }) => ids))].toSorted(),
      'every check and row of Catflap is in a question',
    );
    const places = questions.flatMap(({ tester }) => tester);
    const strays = tested.filter(({ check, resource }) => !places.includes(check) && !places.includes(`${check}:${resource}`));
    assert.deepEqual(strays, [], 'every check of scim2-tester is in a question');
    for (const { id, tester, catflap: ids, states } of rows) {
      assert.deepEqual(states, [tester.length ? 'right' : 'unasked', ids.length ? 'right' : 'unasked'], `${id}: both find the honest server right`);
    }
  });

  for (const { name, fault, tester, catflap: found, why = {} } of faults) {
    test(name, async () => {
      const { checked, rows } = await both((server) => spoilingProxy(server.url, fault));
      const seen = { tester: faultOf(rows, 0), catflap: faultOf(rows, 1) };
      assert.deepEqual(seen, { tester, catflap: found }, JSON.stringify(checked));
      const disputed = rows
        .filter((row) => row.tester.length && row.catflap.length)
        .map(({ id }) => id)
        .filter((id) => tester.includes(id) !== found.includes(id));
      assert.deepEqual(Object.keys(why), disputed, 'each difference has a reason');
    });
  }

  test('the page about it is fresh', () => {
    assert.equal(readFileSync(`${root}docs/others.md`, 'utf8'), page(), 'node tests/peers/agreement.mjs > docs/others.md');
  });
});
