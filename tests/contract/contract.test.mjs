// Both clients and the practice servers behind them, held against the APIs' own descriptions.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addToConfigCat, addToOkta } from './additions.mjs';
import { description, operationOf, startPrism } from './prism.mjs';
import { configCatUncalled, oktaUncalled } from './uncalled.mjs';

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target', import.meta.url));
const programs = {
  practice: process.env.CATFLAP_CLI ?? join(target, 'debug/catflap-cli'),
  okta: join(target, 'debug/examples/okta-walk'),
  configcat: join(target, 'debug/examples/configcat-walk'),
};

let okta;
let configcat;
let practice;
let at;

before(async () => {
  for (const program of Object.values(programs)) assert.ok(existsSync(program), `${program} is not built`);
  okta = await description('okta-management', addToOkta);
  configcat = await description('configcat-public-api', addToConfigCat);
  practice = spawn(programs.practice, ['practice', '--ready', '--json'], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: practice.stdout })) {
    at = JSON.parse(line);
    break;
  }
  assert.ok(at, 'the practice servers did not start');
});

after(async () => {
  if (!practice || practice.exitCode !== null) return;
  practice.stdin.end();
  await once(practice, 'exit');
});

/** Runs a walk; gives what it printed. Fails with what it said when it fails. */
async function walk(program, environment) {
  const running = spawn(program, [], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  running.stdout.on('data', (chunk) => (said += chunk));
  running.stderr.on('data', (chunk) => (said += chunk));
  const [code] = await once(running, 'close');
  return { code, said };
}

/** Holds that the walk came to its end, and that Prism found nothing wrong on the way. */
function holds({ code, said }, exchanges, secret) {
  const wrong = exchanges.flatMap(({ method, url, status, violations }) =>
    violations.map((violation) => `${method} ${url} → ${status}: ${violation}`),
  );
  assert.equal(wrong.length, 0, `violations of the description:\n${[...new Set(wrong)].join('\n')}\n\n${said}`);
  assert.equal(code, 0, said);
  assert.ok(exchanges.length > 0, 'nothing was asked');
  assert.ok(!said.includes(secret), 'the walk printed a secret');
}

/** Holds that every operation was called, or stands with a reason among those that are not. */
function covers({ operations }, exchanges, uncalled) {
  const called = new Set(exchanges.map(({ method, url }) => operationOf(operations, method, url)));
  const left = operations.filter((operation) => !called.has(operation));
  assert.deepEqual(left.sort(), Object.keys(uncalled).sort(), 'the operations not called are not those of uncalled.mjs');
}

/** What Prism's mock finds wrong with its own answers is the description contradicting itself: only requests count. */
const requestsOnly = (exchanges) =>
  exchanges.map((exchange) => ({ ...exchange, violations: exchange.violations.filter((text) => !text.startsWith('response.')) }));

async function through(contract, upstream, use) {
  const prism = await startPrism(contract, upstream);
  try {
    await use(prism);
  } finally {
    await prism.stop();
  }
}

test('the Okta client asks and understands what the description says', async () => {
  await through(okta, undefined, async ({ origin, exchanges }) => {
    const secret = 'marker-okta-3f9a-not-to-be-printed';
    const environment = { OKTA_ORG: origin, OKTA_TOKEN: secret, OKTA_APP: '0oa1gjh63g214q0Hq0g4', OKTA_WRITE: '1', OKTA_MOCK: '1' };
    const walked = await walk(programs.okta, environment);
    holds(walked, requestsOnly(exchanges), secret);
    covers(okta, exchanges, oktaUncalled);
  });
});

test('a service app asks for its token, and asks with it, as the description says', async () => {
  await through(okta, undefined, async ({ origin, exchanges }) => {
    const key = await readFile(new URL('../../crates/okta/tests/keys/ec.jwk.json', import.meta.url), 'utf8');
    const environment = { OKTA_ORG: origin, OKTA_CLIENT: '0oaService1', OKTA_KEY: key, OKTA_APP: '0oa1gjh63g214q0Hq0g4', OKTA_MOCK: '1' };
    holds(await walk(programs.okta, environment), requestsOnly(exchanges), JSON.parse(key).d);
    const asked = exchanges.map(({ method, url }) => operationOf(okta.operations, method, url));
    assert.equal(asked.filter((operation) => operation === 'POST /oauth2/v1/token').length, 2, 'one token to read, one to change');
  });
});

test('the Okta client and the practice Okta keep to the description', async () => {
  await through(okta, at.okta_org, async ({ origin, exchanges }) => {
    const environment = { OKTA_ORG: origin, OKTA_TOKEN: at.okta_token, OKTA_APP: at.okta_app_id, OKTA_WRITE: '1' };
    holds(await walk(programs.okta, environment), exchanges, at.okta_token);
    covers(okta, exchanges, oktaUncalled);
  });
});

test('the practice Okta refuses in the form of the description', async () => {
  await through(okta, at.okta_org, async ({ origin, exchanges }) => {
    const ask = (path, token) => fetch(`${origin}${path}`, { headers: { accept: 'application/json', authorization: `SSWS ${token}` } });
    assert.equal((await ask('/api/v1/apps/0oaNobody', at.okta_token)).status, 404);
    assert.equal((await ask('/api/v1/groups/00gNobody/users', at.okta_token)).status, 404);
    const refused = await ask(`/api/v1/apps/${at.okta_app_id}/group-push/mappings`, 'wrong');
    assert.deepEqual([refused.status, (await refused.json()).errorCode], [401, 'E0000011']);
    assert.deepEqual(exchanges.flatMap(({ violations }) => violations), []);
  });
});

test('the ConfigCat client asks and understands what the description says', async () => {
  await through(configcat, undefined, async ({ origin, exchanges }) => {
    const secret = 'marker-configcat-3f9a-not-to-be-printed';
    const environment = { CONFIGCAT_API: origin, CONFIGCAT_USER: 'user', CONFIGCAT_PASSWORD: secret };
    const walked = await walk(programs.configcat, environment);
    holds(walked, requestsOnly(exchanges), secret);
    covers(configcat, exchanges, configCatUncalled);
  });
});

test('the ConfigCat client and the practice ConfigCat keep to the description', async () => {
  await through(configcat, at.configcat_api, async ({ origin, exchanges }) => {
    const environment = { CONFIGCAT_API: origin, CONFIGCAT_USER: at.configcat_user, CONFIGCAT_PASSWORD: at.configcat_password };
    holds(await walk(programs.configcat, environment), exchanges, at.configcat_password);
    covers(configcat, exchanges, configCatUncalled);
  });
});
