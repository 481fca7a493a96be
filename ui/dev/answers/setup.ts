/**
 * The guide half-way, and practice products that remember what is done in them: enough to look at every screen.
 * guide.json is what `catflap-cli guide --format json` says. `?guide=fresh`, `?guide=done` and `?practice=fresh` begin elsewhere.
 */
import type {
  ConfigCatAction,
  GuideValue,
  OktaAction,
  PracticeView,
  Progress,
  Proof,
  Stage,
  StepState,
} from '../../src/lib/generated/api';
import { practiceView } from '../../src/features/practice/testdata';
import { wish, type Answers } from '../answers';
import stages from './guide.json';

const guide = stages as unknown as Stage[];
const steps = guide.flatMap((stage) => stage.steps);
const failingAt = steps.findIndex((step) => step.id === 'connector-settings');
const now = () => new Date().toISOString();
const where = wish.get('guide') ?? 'half';

let view: PracticeView = practiceView();
if (wish.get('practice') === 'fresh') {
  view.okta = {
    ...view.okta,
    app: null,
    log: [],
    groups: view.okta.groups.map((group) => ({ ...group, assigned: false, pushed: false })),
  };
  view.configcat = {
    ...view.configcat,
    saml: null,
    scim_token_hint: null,
    groups: [],
    users: [],
    users_total: 0,
  };
}

function proof(step: Stage['steps'][number]): Proof {
  const points = (step.drawing?.rows ?? []).flatMap((row) =>
    row.kind === 'choices'
      ? row.choices.map((choice) => ({
          id: choice.id,
          mark: 'ok' as const,
          title: choice.label,
          evidence: 'as it should be',
        }))
      : row.kind === 'field'
        ? [{ id: row.id, mark: 'ok' as const, title: row.label, evidence: 'seen' }]
        : [],
  );
  return {
    outcome: 'proven',
    headline: `${step.title}: done`,
    remedy: '',
    seen_at: now(),
    seen_by: step.proven_by.slice(0, 1),
    points,
  };
}

const failing = (): Proof => ({
  outcome: 'failing',
  headline: '`Push Groups` is not ticked',
  remedy:
    'Groups will never reach ConfigCat, so nobody can get permissions through them. Tick `Push Groups` and save; Catflap looks again by itself.',
  seen_at: now(),
  seen_by: ['okta'],
  points: [
    { id: 'scim', mark: 'ok', title: 'SCIM provisioning is on', evidence: 'app feature `SCIM_PROVISIONING`' },
    { id: 'push-new-users', mark: 'ok', title: 'Push New Users', evidence: '`PUSH_NEW_USERS`' },
    {
      id: 'push-profile-updates',
      mark: 'ok',
      title: 'Push Profile Updates',
      evidence: '`PUSH_PROFILE_UPDATES`',
    },
    { id: 'push-groups', mark: 'bad', title: 'Push Groups', evidence: '`GROUP_PUSH` is missing' },
    { id: 'imports', mark: 'ok', title: 'No imports', evidence: 'no `IMPORT_…` feature' },
    {
      id: 'unique-identifier',
      mark: 'unseen',
      title: 'Identifier is email',
      evidence: 'Okta does not let this be read',
    },
  ],
});

let ticks = new Map<string, string>();
function state(at: number): StepState {
  const step = steps[at]!;
  const ticked_at = ticks.get(step.id) ?? null;
  const base = { id: step.id, ticked_at };
  if (where !== 'done') {
    if (step.id === 'connector-settings' && where === 'half' && !view.okta.app?.connector.push_groups)
      return { ...base, status: 'failing', proof: failing() };
    if (where === 'fresh' || at > failingAt || (at === failingAt && !view.okta.app?.connector.push_groups))
      return {
        ...base,
        status: ticked_at ? 'ticked' : 'open',
        proof: {
          outcome: step.proven_by.length === 0 ? 'unseen' : 'not_yet',
          headline: step.proven_by.length === 0 ? 'No API shows this answer' : 'Nothing of this is there yet',
          remedy: '',
          seen_at: now(),
          seen_by: step.proven_by.slice(0, 1),
          points: [],
        },
      };
  }
  if (step.optional || step.proven_by.length === 0)
    return { ...base, ticked_at: ticked_at ?? now(), status: 'ticked', proof: null };
  return { ...base, status: 'proven', proof: proof(step) };
}

function progress(): Progress {
  const states = steps.map((_, at) => state(at));
  const count = (status: StepState['status']) => states.filter((each) => each.status === status).length;
  return {
    steps: states,
    proven: count('proven'),
    ticked: count('ticked'),
    failing: count('failing'),
    total: steps.length,
    next: states.find((each) => each.status === 'open' || each.status === 'failing')?.id ?? null,
    looked_at: now(),
  };
}

const values = (): GuideValue[] => {
  const saml = view.configcat.saml;
  const known = (value: GuideValue['value'], text: string, missing: string): GuideValue => ({
    value,
    text,
    secret: false,
    missing: text ? '' : missing,
  });
  return [
    known('app_name', 'ConfigCat', ''),
    known(
      'entity_id',
      saml?.entity_id ?? '',
      'Known once the identity provider is added: choose `ADD SAML IDENTITY PROVIDER` in ConfigCat.',
    ),
    known(
      'acs_url',
      saml?.acs_url ?? '',
      'Known once the identity provider is added: choose `ADD SAML IDENTITY PROVIDER` in ConfigCat.',
    ),
    known('name_id_format', 'EmailAddress', ''),
    known('metadata_url', view.okta.app?.metadata_url ?? '', 'Known once the application is made.'),
    known('scim_url', view.configcat.scim_url, ''),
    {
      value: 'scim_token',
      text: view.configcat.scim_token_hint ?? '',
      secret: true,
      missing: view.configcat.scim_token_hint ? '' : 'Choose `+ GENERATE` in ConfigCat first.',
    },
    known('unique_identifier', 'email', ''),
    known('txt_record', 'configcat-domain-verification=', ''),
  ];
};

const refused = (message: string) => ({ outcome: { ok: false, message }, view });
const done = (message: string) => ({ outcome: { ok: true, message }, view });

function inOkta(action: OktaAction) {
  const { okta } = view;
  if (action.kind === 'create_app') {
    const made = practiceView().okta.app!;
    view = {
      ...view,
      okta: {
        ...okta,
        app: {
          ...made,
          label: action.label,
          saml: action.saml,
          scim_provisioning: false,
          assignments: [],
          push_groups: [],
        },
      },
    };
    return done('Application created');
  }
  const app = okta.app;
  if (!app) return refused('There is no application yet.');
  const put = (more: Partial<typeof app>, message: string) => {
    view = { ...view, okta: { ...okta, app: { ...app, ...more } } };
    return done(message);
  };
  switch (action.kind) {
    case 'set_general':
      return put({ label: action.label, scim_provisioning: action.scim_provisioning }, 'Settings saved');
    case 'set_saml':
      return put({ saml: action.saml }, 'SAML settings saved');
    case 'test_connector':
    case 'set_connector':
      if (action.authorization?.startsWith('Bearer'))
        return refused('Error authenticating: Unauthorized. Errors reported by remote server: 401');
      return action.kind === 'test_connector'
        ? done('Connector configured successfully')
        : put({ connector: action.connector }, 'Connector configured successfully');
    case 'set_to_app':
      return put({ to_app: action.to_app }, 'Settings saved');
    default:
      return done('Done');
  }
}

function inConfigCat(action: ConfigCatAction) {
  const { configcat } = view;
  const put = (more: Partial<typeof configcat>, message: string) => {
    view = { ...view, configcat: { ...configcat, ...more } };
    return done(message);
  };
  switch (action.kind) {
    case 'set_auto_assign':
      return put(
        { auto_assign: action.on },
        action.on ? 'Auto-assign users is on.' : 'Auto-assign users is off.',
      );
    case 'add_saml_idp':
      return put(
        { saml: { ...practiceView().configcat.saml!, name: action.name, metadata_url: '' } },
        'The identity provider was created.',
      );
    case 'generate_token':
      return put({ scim_token_hint: 'b71c' }, 'A new token is in place.');
    default:
      return done('Done.');
  }
}

export default {
  guide: () => ({ stages: guide, values: values() }),
  guide_progress: progress,
  guide_verify: async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return progress();
  },
  guide_tick: ({ step, ticked }) => {
    ticks = new Map(ticks);
    if (ticked) ticks.set(step, now());
    else ticks.delete(step);
    return progress();
  },
  guide_open: ({ page }) =>
    wish.get('open') === 'real'
      ? { kind: 'browser', url: 'https://login.okta.com' }
      : { kind: 'panel', page },
  practice_view: () => view,
  practice_okta: ({ action }) => inOkta(action),
  practice_configcat: ({ action }) => inConfigCat(action),
  practice_copy_token: () => ({ clears_after: 60 }),
} satisfies Answers;
