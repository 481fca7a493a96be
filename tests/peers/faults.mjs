// Servers that are wrong in one way each.
//
// `tester` and `catflap`: the questions (agreement.mjs) at which each finds fault with the server.
// `why`: of what both ask, each question at which only one finds fault, with the reason.
import { TOKEN } from './servers.mjs';

const WRITES_NOTHING = 'Catflap writes nothing to a server that fails the check.';
const NOBODY_TO_READ = 'Catflap asks for the id of somebody in the list; there is none, which is the finding.';
const ANNOUNCED = 'Catflap holds what is announced against what answers.';
const FOUND_BY_NAME = 'Each question of scim2-tester begins with a create and ends with it. Catflap finds what was created by its name and goes on.';
const BELIEVED = 'scim2-tester goes by the answer. Catflap reads back what is stored.';

const resource = /^\/(Users|Groups)\//;
const broken = { status: 500, type: 'text/plain', body: 'oops' };

export const faults = [
  {
    name: 'ResourceTypes is answered 500',
    fault: async ({ method, path }, pass) => (method === 'GET' && path === '/ResourceTypes' ? broken : pass()),
    tester: ['resource-types'],
    catflap: ['resource-types'],
  },
  {
    name: 'Users come without an id',
    fault: async ({ path }, pass) => {
      const answer = await pass();
      if (path.startsWith('/Users')) for (const user of answer.body?.Resources ?? [answer.body]) if (user.userName) delete user.id;
      return answer;
    },
    tester: ['create-user', 'read-user', 'list-users', 'replace-user', 'patch-user', 'delete-user', 'replace-group', 'patch-group', 'attributes'],
    catflap: ['list-users'],
    why: {
      'create-user': WRITES_NOTHING,
      'read-user': NOBODY_TO_READ,
      'replace-user': WRITES_NOTHING,
      'patch-user': WRITES_NOTHING,
      'delete-user': WRITES_NOTHING,
      'replace-group': WRITES_NOTHING,
      'patch-group': WRITES_NOTHING,
    },
  },
  {
    name: 'Lists say Resources: null',
    fault: async ({ path }, pass) => {
      const answer = await pass();
      if (/^\/(Users|Groups)$/.test(path) && answer.body?.Resources) answer.body.Resources = null;
      return answer;
    },
    tester: ['list-users', 'list-groups', 'attributes'],
    catflap: ['list-users', 'list-groups', 'look-ups'],
  },
  {
    name: 'What is not there is answered 500',
    fault: async (_, pass) => {
      const answer = await pass();
      return answer.status === 404 ? broken : answer;
    },
    tester: ['delete-user', 'delete-group', 'not-there'],
    catflap: ['not-there'],
    why: {
      'delete-user': WRITES_NOTHING,
      'delete-group': WRITES_NOTHING,
    },
  },
  {
    name: 'Filters are ignored',
    fault: async ({ query }, pass) => {
      const rest = new URLSearchParams(query);
      rest.delete('filter');
      return pass({ query: rest });
    },
    tester: [],
    catflap: ['configuration', 'look-ups'],
    why: {
      configuration: ANNOUNCED,
    },
  },
  {
    name: 'Any token is let in',
    fault: async (_, pass) => pass({ headers: { authorization: `Bearer ${TOKEN}` } }),
    tester: [],
    catflap: ['token'],
  },
  {
    name: 'A create is answered without a body',
    fault: async ({ method }, pass) => {
      const answer = await pass();
      return method === 'POST' && answer.status === 201 ? { status: 201 } : answer;
    },
    tester: [
      'create-user', 'read-user', 'list-users', 'replace-user', 'patch-user', 'delete-user',
      'create-group', 'list-groups', 'replace-group', 'patch-group', 'delete-group', 'attributes',
    ],
    catflap: ['create-user', 'create-group'],
    why: {
      'read-user': FOUND_BY_NAME,
      'list-users': FOUND_BY_NAME,
      'replace-user': FOUND_BY_NAME,
      'patch-user': FOUND_BY_NAME,
      'delete-user': FOUND_BY_NAME,
      'list-groups': FOUND_BY_NAME,
      'replace-group': FOUND_BY_NAME,
      'patch-group': FOUND_BY_NAME,
      'delete-group': FOUND_BY_NAME,
    },
  },
  {
    name: 'PUT is answered 500',
    fault: async ({ method, path }, pass) => (method === 'PUT' && resource.test(path) ? broken : pass()),
    tester: ['replace-user', 'replace-group'],
    catflap: ['replace-user', 'replace-group'],
  },
  {
    name: 'PUT is answered 200 and stores nothing',
    fault: async ({ method, path, body }, pass) => {
      if (method !== 'PUT' || !resource.test(path)) return pass();
      const stored = await pass({ method: 'GET' });
      return { ...stored, body: { ...stored.body, ...body, password: undefined } };
    },
    tester: [],
    catflap: ['replace-user', 'replace-group'],
    why: {
      'replace-user': BELIEVED,
      'replace-group': BELIEVED,
    },
  },
  {
    name: 'PATCH is answered 204 and changes nothing',
    fault: async ({ method, path }, pass) => (method === 'PATCH' && resource.test(path) ? { status: 204 } : pass()),
    tester: ['patch-user', 'patch-group'],
    catflap: ['patch-user', 'patch-group'],
  },
  {
    name: 'DELETE is answered 204 and deletes nothing',
    fault: async ({ method, path }, pass) => (method === 'DELETE' && resource.test(path) ? { status: 204 } : pass()),
    tester: ['delete-user', 'delete-group'],
    catflap: ['delete-user', 'delete-group', 'left'],
  },
];
