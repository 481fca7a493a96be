import type {
  ActivityRow,
  Boot,
  Connections,
  ProfileRow,
  ProfileView,
  Settings,
} from '../../src/lib/generated/api';
import { wish, type Answers } from '../answers';

const day = 86_400_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

let settings: Settings = {
  theme: (wish.get('theme') ?? 'light') as Settings['theme'],
  timeout_seconds: 30,
  ca_file: '',
  refresh_minutes: 15,
  notify: false,
  history_most: 200,
};

const practice: ProfileRow = { id: 'practice', name: 'Whisker Co.', kind: 'practice' };
let real: ProfileRow[] =
  wish.get('open') === 'none' && wish.get('profiles') !== 'some'
    ? []
    : [{ id: 'r1', name: 'Tabby Industries', kind: 'real' }];

let connections: Connections = {
  scim: {
    which: 'scim',
    status: 'live',
    address: 'https://scim-api.configcat.com/v2/08d920f2-6b1e-4f7c-8a54-2f6f4f0e9b1c',
    account: '',
    secret: { set_at: ago(20 * day), ends_in: '3f9a', kept: true },
    problem: null,
    okta_app: null,
  },
  okta: {
    which: 'okta',
    status: wish.has('failing') ? 'failing' : 'live',
    address: 'https://whisker.okta.com',
    account: '',
    secret: { set_at: ago(40 * day), ends_in: 'Qx7b', kept: true },
    problem: wish.has('failing')
      ? {
          code: 'credential-refused',
          message: 'Okta refused the API token.',
          why: 'Steps done in Okta cannot be proven until it is accepted.',
          remedy: 'Make a new token under `Security` → `API` → `Tokens` and replace this one.',
          evidence: '401 from whisker.okta.com, request id Zx81',
        }
      : null,
    okta_app: { id: '0oa1', label: 'ConfigCat', chosen: false },
  },
  configcat: {
    which: 'configcat',
    status: 'unset',
    address: '',
    account: '',
    secret: null,
    problem: null,
    okta_app: null,
  },
};

let open: ProfileRow | null =
  wish.get('open') === 'none' ? null : wish.get('open') === 'real' ? (real[0] ?? null) : practice;

const view = (profile: ProfileRow): ProfileView => ({ profile, connections });
const boot = (): Boot => ({
  version: '0.1.0',
  data_folder: '/home/ana/.local/share/catflap',
  keychain: wish.has('nokeychain')
    ? { lasting: false, message: 'This system has no keychain, so secrets are kept for this run only.' }
    : { lasting: true, message: 'Tokens and passwords are kept in the system’s keychain.' },
  profiles: [...real, practice],
  open: open ? view(open) : null,
  settings,
  states: [
    { state: 'failed', label: 'Provisioning failed' },
    { state: 'ghost', label: 'Still active here' },
    { state: 'missing', label: 'Missing in ConfigCat' },
    { state: 'differs', label: 'Differs' },
    { state: 'domain_unverified', label: 'Domain not verified' },
    { state: 'no_permission', label: 'No permission' },
    { state: 'waiting', label: 'Waiting for Okta' },
    { state: 'not_managed', label: 'Not managed' },
    { state: 'unknown', label: 'Synced' },
    { state: 'inactive', label: 'Inactive' },
    { state: 'in_sync', label: 'In sync' },
  ],
});

const rows: ActivityRow[] = [
  { at: ago(60_000), kind: 'check', text: 'The connection was checked: 14 of 15, one thing worth knowing.' },
  { at: ago(240_000), kind: 'guide', text: '*Connector settings* needs you: `Push Groups` is not ticked.' },
  { at: ago(400_000), kind: 'practice', text: 'Practice Okta: SCIM connection saved.' },
  { at: ago(day), kind: 'access', text: 'Developers moved up.' },
  { at: ago(day + 3_600_000), kind: 'people', text: '312 people and 6 groups were read.' },
  { at: ago(9 * day), kind: 'connection', text: 'Okta was connected.' },
  { at: ago(9 * day + 60_000), kind: 'profile', text: 'The profile was made.' },
];

export default {
  boot,
  settings_save: (saved) => (settings = saved),
  profile_create: ({ name }) => {
    const row: ProfileRow = { id: `r${real.length + 1}`, name: name || 'My organization', kind: 'real' };
    real = [...real, row];
    open = row;
    return view(row);
  },
  profile_open: ({ id }) => {
    open = [...real, practice].find((row) => row.id === id) ?? practice;
    return view(open);
  },
  profile_close: () => {
    open = null;
    return boot();
  },
  profile_rename: ({ id, name }) => {
    real = real.map((row) => (row.id === id ? { ...row, name } : row));
    open = real.find((row) => row.id === id) ?? open;
    return boot();
  },
  profile_delete: ({ id }) => {
    real = real.filter((row) => row.id !== id);
    open = null;
    return boot();
  },
  practice_open: () => {
    open = practice;
    return view(practice);
  },
  activity: () => ({ rows }),
  text_copy: () => ({ clears_after: null }),
  secret_copy: () => ({ clears_after: 60 }),
  scim_clean: ({ url, token }) => ({
    url: url.trim().replace(/\/+$/, ''),
    url_cleaned: url.endsWith('/')
      ? [{ code: 'trailing-slash' as const, sentence: 'The slash at the end was removed.' }]
      : [],
    url_problem: /^https:/.test(url.trim())
      ? null
      : {
          code: 'url-unusable',
          message: 'This is not an https address.',
          why: '',
          remedy: 'Copy the SCIM URL from ConfigCat once more.',
          evidence: null,
        },
    token_cleaned: /^bearer/i.test(token)
      ? [{ code: 'bearer-prefix' as const, sentence: '“Bearer” was removed: Okta writes it itself.' }]
      : [],
    token_problem: null,
    warnings:
      token.length > 0 && token.length < 8 ? ['This token is shorter than ConfigCat’s usually are.'] : [],
  }),
  scim_save: () => {
    if (wish.has('refuse'))
      throw {
        code: 'credential-refused',
        message: 'ConfigCat refused the token.',
        why: 'Okta would be refused in the same way, so nobody would be synced.',
        remedy: 'Choose `+ GENERATE` on ConfigCat’s page and paste the new token here and into Okta.',
        evidence: '401 from scim-api.configcat.com',
      };
    return { connections, cleaned: [] };
  },
  okta_save: () => ({ connections, cleaned: [] }),
  configcat_save: () => {
    connections = { ...connections, configcat: { ...connections.configcat, status: 'live', account: 'ana' } };
    return { connections, cleaned: [] };
  },
  connection_forget: () => connections,
  okta_apps: () => ({
    apps: [
      { id: '0oa1', label: 'ConfigCat', because: 'Its `Audience URI` is ConfigCat’s.' },
      { id: '0oa2', label: 'Payroll', because: '' },
    ],
  }),
  okta_choose: () => connections,
  find: ({ text }) => ({
    hits: [
      {
        kind: 'step' as const,
        id: 'connector-settings',
        title: 'Connector settings',
        detail: 'Provisioning (SCIM)',
      },
      { kind: 'person' as const, id: 'ana', title: 'Ana Costa', detail: 'ana.costa@whisker.co' },
      { kind: 'group' as const, id: 'g1', title: 'Developers', detail: '124 people' },
    ].filter((hit) => (hit.title + hit.detail).toLowerCase().includes(text.toLowerCase())),
  }),
} satisfies Answers;
