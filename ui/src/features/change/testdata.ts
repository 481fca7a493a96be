import type { ChangeLine, ChangeList, ChangePlan, OrgGroupRow, Preflight } from '$lib/generated/api';

/** Groups, lines, lists and a pre-flight for tests. */

export const group = (name: string, more: Partial<OrgGroupRow> = {}): OrgGroupRow => ({
  id: `00g-${name}`,
  name,
  description: '',
  assigned: false,
  push: null,
  ...more,
});

const named = (name: string) => ({ id: `00g-${name}`, name });

export function line(number: number, more: Partial<ChangeLine> = {}): ChangeLine {
  return {
    number,
    title: 'Push “Readers (push)”',
    detail: 'ConfigCat gets a group called “Readers (push)”.',
    sends: 'POST /api/v1/apps/0oa1/group-push/mappings',
    body: '{"sourceGroupId":"{id}","status":"ACTIVE"}',
    change: { kind: 'push_group', target: { kind: 'made', line: 1, name: 'Readers (push)' } },
    state: 'planned',
    trouble: null,
    made: null,
    ended_at: null,
    duration_ms: null,
    ...more,
  };
}

export const creates = (number: number, more: Partial<ChangeLine> = {}): ChangeLine =>
  line(number, {
    title: 'Create the group “Readers (push)” beside “Readers”',
    detail: 'With the same people.',
    sends: 'POST /api/v1/groups',
    body: '{"profile":{"name":"Readers (push)"}}',
    change: { kind: 'create_group', name: 'Readers (push)', beside: named('Readers') },
    ...more,
  });

export const adds = (number: number, who: string, more: Partial<ChangeLine> = {}): ChangeLine =>
  line(number, {
    title: `Add ${who} to “Readers (push)”`,
    detail: '',
    sends: `PUT /api/v1/groups/{id}/users/00u-${who}`,
    body: null,
    change: {
      kind: 'add_member',
      target: { kind: 'made', line: 1, name: 'Readers (push)' },
      person: { id: `00u-${who}`, name: who, login: `${who}@whisker.co` },
    },
    ...more,
  });

export const changes = (lines: ChangeLine[], more: Partial<ChangeList> = {}): ChangeList => ({
  id: 'list-1',
  org: 'https://whisker.okta.com',
  app: '0oa1',
  app_label: 'ConfigCat',
  lines,
  cautions: [],
  ...more,
});

export const preflight = (more: Partial<Preflight> = {}): Preflight => ({
  headline: '1 group would come.',
  comers: [],
  concerns: [],
  load: [],
  requests: 0,
  limits: [],
  time: { seconds: 2, waves: 1, people_a_wave: 10, words: 'about 2 s', assumptions: [] },
  ...more,
});

export const plan = (lines: ChangeLine[], more: Partial<ChangePlan> = {}): ChangePlan => ({
  list: changes(lines),
  headline: `${lines.length} changes.`,
  preflight: preflight(),
  ...more,
});
