import type { GuideView, Progress, Proof, Status, Step, StepState } from '$lib/generated/api';

/** A short guide for tests: two stages, three steps. */

export function step(more: Partial<Step> = {}): Step {
  return {
    id: 'connector-settings',
    number: '3.3',
    title: 'Connector settings',
    why: 'This tells Okta where ConfigCat listens.',
    place: 'okta',
    page: { page: 'okta_provisioning', label: 'Open Provisioning in Okta' },
    instructions: [
      { text: 'Into `SCIM connector base URL` paste', values: ['scim_url'], note: '' },
      { text: 'Tick `Push New Users` `Push Groups`', values: [], note: 'Leave the others empty.' },
      {
        text: 'Into `Authorization` paste the token',
        values: ['scim_token'],
        note: 'Paste the token alone.',
      },
    ],
    cautions: [{ title: 'The token alone.', text: 'With “Bearer” pasted along, ConfigCat answers 401.' }],
    drawing: {
      title: 'SCIM Connection',
      product: 'Okta',
      rows: [
        {
          kind: 'field',
          id: 'scim-connector-base-url',
          label: 'SCIM connector base URL',
          prefix: '',
          value: 'scim_url',
          text: '',
          mark: true,
        },
        {
          kind: 'choices',
          label: 'Supported provisioning actions',
          single: false,
          choices: [
            { id: 'push-new-users', label: 'Push New Users', on: true, mark: true },
            { id: 'push-groups', label: 'Push Groups', on: true, mark: true },
          ],
        },
      ],
    },
    proven_by: ['okta'],
    proof_note: 'Okta tells which actions are ticked.',
    optional: false,
    ...more,
  };
}

export const enableScim = step({ id: 'enable-scim', number: '3.1', title: 'Enable SCIM provisioning' });
export const connector = step();
export const start = step({
  id: 'start',
  number: '5.4',
  title: 'Start provisioning',
  page: { page: 'configcat_users', label: 'Open users in ConfigCat' },
  drawing: null,
  proven_by: [],
});

export const guide: GuideView = {
  stages: [
    { id: 'provisioning', title: 'Provisioning (SCIM)', steps: [enableScim, connector] },
    { id: 'permissions', title: 'Permissions and start', steps: [start] },
  ],
  values: [
    { value: 'scim_url', text: 'https://scim.example/v2/08d920f2', secret: false, missing: '' },
    { value: 'scim_token', text: '3f9a', secret: true, missing: '' },
  ],
};

export function proof(more: Partial<Proof> = {}): Proof {
  return {
    outcome: 'failing',
    headline: '`Push Groups` is not ticked',
    remedy: 'Tick `Push Groups` and save.',
    seen_at: '2026-05-12T14:02:11Z',
    seen_by: ['okta'],
    points: [
      { id: 'push-new-users', mark: 'ok', title: 'Push New Users', evidence: '`PUSH_NEW_USERS` is there' },
      { id: 'push-groups', mark: 'bad', title: 'Push Groups', evidence: '`GROUP_PUSH` is missing' },
    ],
    ...more,
  };
}

export const state = (id: string, status: Status, more: Partial<StepState> = {}): StepState => ({
  id,
  status,
  ticked_at: status === 'ticked' ? '2026-05-12T09:00:00Z' : null,
  proof: null,
  ...more,
});

export function progress(...steps: StepState[]): Progress {
  const count = (status: Status) => steps.filter((each) => each.status === status).length;
  return {
    steps,
    proven: count('proven'),
    ticked: count('ticked'),
    failing: count('failing'),
    total: steps.length,
    next: steps.find((each) => each.status === 'open' || each.status === 'failing')?.id ?? null,
    looked_at: '2026-05-12T14:02:11Z',
  };
}
