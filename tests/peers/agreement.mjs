// What scim2-tester and Catflap both ask, and what only one of them does. `docs/others.md` is written from here:
//
//   node tests/peers/agreement.mjs > docs/others.md
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { faults } from './faults.mjs';

/**
 * A question a row. `tester`: checks of scim2-tester, of one kind of resource where a colon says so. `catflap`: checks and
 * rows of the rehearsal. `why`: why one of them does not ask, or how the two ask differently.
 */
export const questions = [
  {
    id: 'configuration',
    asks: 'What the server says it can do (ServiceProviderConfig)',
    tester: ['service_provider_config_endpoint'],
    catflap: ['service-provider-config'],
    why: 'To Catflap, a missing or incomplete one is a note: Okta never asks for it.',
  },
  {
    id: 'resource-types',
    asks: 'Which kinds of resources there are (ResourceTypes)',
    tester: ['query_all_resource_types', 'query_resource_type_by_id', 'resource_types_schema_validation'],
    catflap: ['resource-types'],
    why: 'To Catflap, a missing or incomplete list is a note: Okta never asks for it. scim2-tester asks nothing more without it.',
  },
  {
    id: 'schemas',
    asks: 'Which attributes they have (Schemas)',
    tester: ['query_all_schemas', 'access_schema_by_id'],
    catflap: ['schemas'],
    why: 'To Catflap, a missing or incomplete list is a note: Okta never asks for it. scim2-tester asks nothing more without it.',
  },
  {
    id: 'create-user',
    asks: 'Create a user',
    tester: ['object_creation:User'],
    catflap: ['create-person', 'create-second-person'],
    why: 'scim2-tester makes up the values of what the schema requires. Catflap sends what Okta sends.',
  },
  {
    id: 'read-user',
    asks: 'Read a user by id',
    tester: ['object_query:User'],
    catflap: ['user-by-id', 'read-person'],
    why: 'Catflap asks for somebody who is synced already too.',
  },
  {
    id: 'list-users',
    asks: 'List users',
    tester: ['object_query_without_id:User'],
    catflap: ['okta-connector-test', 'users-shape'],
    why: 'scim2-tester asks for one list and looks for the user that it created. Catflap looks at everything in it that Okta reads.',
  },
  {
    id: 'replace-user',
    asks: 'Replace a user by PUT',
    tester: ['object_replacement:User'],
    catflap: ['change-profile', 'deactivate-person', 'reactivate-person', 'deactivate-member'],
    why: 'Catflap reads back what was stored. scim2-tester goes by the answer.',
  },
  {
    id: 'patch-user',
    asks: 'Change a user by PATCH',
    tester: ['check_add_attribute:User', 'check_remove_attribute:User', 'check_replace_attribute:User'],
    catflap: ['patch-deactivate', 'patch-reactivate'],
    why: 'scim2-tester tries every attribute of the schema. Catflap sends the forms of Okta’s catalogue apps, and their failure is a note: a custom app sends PUT.',
  },
  {
    id: 'delete-user',
    asks: 'Delete a user',
    tester: ['object_deletion:User'],
    catflap: ['delete-people'],
    why: 'To Catflap, a failure is a warning: Okta deletes no user, it sets them inactive.',
  },
  {
    id: 'create-group',
    asks: 'Create a group and read it',
    tester: ['object_creation:Group', 'object_query:Group'],
    catflap: ['create-group'],
    why: 'Catflap creates it without members, as Okta does, and reads it back by its id and by name.',
  },
  {
    id: 'list-groups',
    asks: 'List groups',
    tester: ['object_query_without_id:Group'],
    catflap: ['okta-connector-test', 'groups-shape'],
    why: 'As with users.',
  },
  {
    id: 'replace-group',
    asks: 'Replace a group by PUT',
    tester: ['object_replacement:Group'],
    catflap: [
      'add-one-member', 'add-another-member', 'empty-group', 'add-several-members', 'same-members-again', 'rename-group',
      'remove-one-member', 'remove-last-member',
    ],
    why: 'Catflap adds, takes out and renames as Okta does, and reads back what was stored. scim2-tester goes by one answer.',
  },
  {
    id: 'patch-group',
    asks: 'Change a group by PATCH',
    tester: ['check_add_attribute:Group', 'check_remove_attribute:Group', 'check_replace_attribute:Group'],
    catflap: ['patch-add-member', 'patch-remove-member', 'patch-replace-members', 'patch-rename-group'],
    why: 'As with users.',
  },
  {
    id: 'delete-group',
    asks: 'Delete a group',
    tester: ['object_deletion:Group'],
    catflap: ['delete-group'],
    why: 'To Catflap, a failure is one: Okta deletes a group whose push is ended.',
  },
  {
    id: 'not-there',
    asks: 'What is not there is answered 404 with a SCIM error',
    tester: ['random_url', 'access_invalid_resource_type', 'access_invalid_schema'],
    catflap: ['unknown-id', 'unknown-group-id'],
    why: 'scim2-tester asks for an unknown endpoint, resource type and schema. Catflap asks for a user and a group, as Okta does for somebody it has lost.',
  },
  {
    id: 'methods',
    asks: 'POST, PUT, PATCH and DELETE of the discovery endpoints are answered 405',
    tester: ['service_provider_config_endpoint_methods', 'resource_types_endpoint_methods', 'schemas_endpoint_methods'],
    catflap: [],
    why: 'Okta never does this, and Catflap’s check sends no write to a server that somebody uses.',
  },
  {
    id: 'attributes',
    asks: 'attributes, excludedAttributes and POST /.search',
    tester: ['object_query_with_attributes', 'object_list_with_attributes', 'search_with_attributes'],
    catflap: [],
    why: 'Okta asks for whole resources, by GET.',
  },
  {
    id: 'reach',
    asks: 'Name, connection, TLS and HTTP, each by itself',
    tester: [],
    catflap: ['dns', 'tcp', 'tls', 'http'],
    why: 'scim2-tester is given a connection that works. Where Okta can’t connect, this is the question.',
  },
  {
    id: 'token',
    asks: 'The token is taken, and none or a wrong one is refused with 401',
    tester: [],
    catflap: ['paste-shape', 'token-accepted', 'refused-without-token', 'refused-with-wrong-token'],
    why: 'scim2-tester sends no other token than the one it is given.',
  },
  {
    id: 'look-ups',
    asks: 'Look-ups by filter: known, unknown, other capitals, odd characters',
    tester: [],
    catflap: [
      'lookup-known-user', 'lookup-stranger', 'capital-letters', 'lookup-by-email', 'lookup-known-group', 'lookup-unknown-group',
      'odd-characters', 'look-up-person', 'look-up-group',
    ],
    why: 'scim2-tester sends no filter. Okta asks one before each create.',
  },
  {
    id: 'pages',
    asks: 'Pages join, counts are right, ids stay the same',
    tester: [],
    catflap: ['pages-join', 'count-zero', 'stable-ids'],
    why: 'scim2-tester reads a list once, as one page.',
  },
  {
    id: 'same-again',
    asks: 'The same user created twice is refused with 409',
    tester: [],
    catflap: ['create-person-again'],
    why: 'scim2-tester creates each user once.',
  },
  {
    id: 'sense',
    asks: 'Members are users, and nobody exists twice',
    tester: [],
    catflap: ['members-exist', 'twins'],
    why: 'scim2-tester looks at what it created itself. Catflap looks at who is synced.',
  },
  {
    id: 'times',
    asks: 'Answers come in time',
    tester: [],
    catflap: ['answer-times'],
    why: 'scim2-tester waits as long as it takes. Okta gives up after 60 s.',
  },
  {
    id: 'left',
    asks: 'Nothing is left of what was written',
    tester: [],
    catflap: ['nothing-left'],
    why: 'scim2-tester deletes what it created and does not look again.',
  },
];

/** `right`, `fault` or `unasked`, by the answers of one side: {name: 'right' | 'fault' | 'unasked'}. */
function stateOf(names, answers) {
  const states = names.flatMap((name) => answers[name] ?? []);
  return states.includes('fault') ? 'fault' : states.includes('right') ? 'right' : 'unasked';
}

/** scim2-tester's answers, by check and by `check:Resource`. */
export function byTester(results) {
  const answers = {};
  for (const { check, resource, status } of results) {
    const state = { skipped: 'unasked', success: 'right', compliant: 'right', acceptable: 'right' }[status] ?? 'fault';
    for (const name of [check, `${check}:${resource}`]) (answers[name] ??= []).push(state);
  }
  return answers;
}

/** Catflap's verdicts by id, from its JUnit: the one format that tells a note from a pass. */
export function verdicts(junit) {
  const found = {};
  for (const [, id, alone, inside] of junit.matchAll(/<testcase [^>]*\bname="([^"]+)"[^>]*?(?:(\/>)|>([\s\S]*?)<\/testcase>)/g)) {
    found[id] = alone ? 'pass' : inside.match(/^<(failure|skipped|system-out>(?:warn|note))/)[1].replace('system-out>', '');
  }
  return found;
}

/** Catflap's answers by id: whatever is no pass found something. */
export const byCatflap = (found) =>
  Object.fromEntries(Object.entries(found).map(([id, verdict]) => [id, [{ pass: 'right', skipped: 'unasked' }[verdict] ?? 'fault']]));

/** Both sides' state of each question. */
export const compared = (tester, catflap) =>
  questions.map((question) => ({ ...question, states: [stateOf(question.tester, tester), stateOf(question.catflap, catflap)] }));

const version = (name) =>
  readFileSync(new URL('../requirements.txt', import.meta.url), 'utf8').match(new RegExp(`^${name}(?:\\[\\w+\\])?==(\\S+)$`, 'm'))[1];

const code = (names) => (names.length ? names.map((name) => `\`${name.replace(':', ' ')}\``).join(', ') : '–');

/** docs/others.md. */
export function page() {
  const asked = (id) => questions.find((question) => question.id === id).asks;
  const found = (ids) => (ids.length ? ids.map(asked).join('; ') : '–');
  const why = ({ why: reasons = {} }) => {
    const together = new Map();
    for (const [id, reason] of Object.entries(reasons)) together.set(reason, [...(together.get(reason) ?? []), asked(id)]);
    return [...together].map(([reason, ids]) => `${ids.join('; ')}: ${reason}`).join('<br>') || '–';
  };
  return `# Held against others

\`npm --prefix tests run peers\`, a part of \`scripts/test\`, holds Catflap against SCIM programs that others wrote: the server
[scim2-server](https://pypi.org/project/scim2-server/) ${version('scim2-server')}, and the tester
[scim2-tester](https://pypi.org/project/scim2-tester/) ${version('scim2-tester')} (with scim2-client ${version('scim2-client')} and scim2-models ${version('scim2-models')}).

- \`catflap-cli check --rehearse\` passes scim2-server in every finding and every row of the rehearsal. TLS alone is not asked: the server speaks plain http on this computer. Nothing is left on it.
- Where scim2-tester and Catflap ask the same, they agree on scim2-server, and on ${faults.length} servers made from it that are wrong in one way each, but for the differences below. A new difference fails the test.

scim2-tester asks what the RFCs want of any server. Catflap asks what Okta and ConfigCat need, and says what to do.

## What is asked

| what is asked | scim2-tester | Catflap | how they differ |
|---|---|---|---|
${questions.map(({ asks, tester, catflap, why: reason }) => `| ${asks} | ${code(tester)} | ${code(catflap)} | ${reason} |`).join('\n')}

## Wrong servers

| what is wrong | scim2-tester finds | Catflap finds | why they differ on what both ask |
|---|---|---|---|
${faults.map((fault) => `| ${fault.name} | ${found(fault.tester)} | ${found(fault.catflap)} | ${why(fault)} |`).join('\n')}

This page is written by \`node tests/peers/agreement.mjs > docs/others.md\`; the test fails when it is stale.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(page());
