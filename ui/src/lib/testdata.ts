import type {
  Boot,
  Connections,
  ConnectionView,
  PeoplePage,
  ProfileRow,
  ProfileView,
  Progress,
  Settings,
} from './generated/api';

/** Plain replies of Rust for tests; each test changes what it is about. */

export const practice: ProfileRow = { id: 'practice', name: 'Whisker Co.', kind: 'practice' };
export const real: ProfileRow = { id: 'r1', name: 'Tabby Industries', kind: 'real' };

export function connection(more: Partial<ConnectionView> = {}): ConnectionView {
  return {
    which: 'scim',
    status: 'unset',
    address: '',
    account: '',
    secret: null,
    problem: null,
    okta_app: null,
    ...more,
  };
}

export function connections(more: Partial<Connections> = {}): Connections {
  return {
    scim: connection({
      status: 'live',
      address: 'https://scim.example/v2/1',
      secret: { set_at: '2026-05-12T10:00:00Z', ends_in: '3f9a', kept: true },
    }),
    okta: connection({ which: 'okta' }),
    configcat: connection({ which: 'configcat' }),
    ...more,
  };
}

export const profileView = (profile: ProfileRow, more: Partial<Connections> = {}): ProfileView => ({
  profile,
  connections: connections(more),
});

export const settings: Settings = {
  theme: 'light',
  timeout_seconds: 30,
  ca_file: '',
  refresh_minutes: 0,
  notify: false,
  history_most: 200,
};

export function boot(more: Partial<Boot> = {}): Boot {
  return {
    version: '0.1.0',
    data_folder: '/data/catflap',
    keychain: { lasting: true, message: 'Secrets are kept in the system’s keychain.' },
    profiles: [real, practice],
    open: null,
    settings,
    states: [
      { state: 'failed', label: 'Provisioning failed' },
      { state: 'missing', label: 'Missing in ConfigCat' },
      { state: 'in_sync', label: 'In sync' },
    ],
    ...more,
  };
}

export const progress: Progress = {
  steps: [],
  proven: 16,
  ticked: 2,
  failing: 1,
  total: 26,
  next: null,
  looked_at: null,
};

/** What the sidebar asks for. */
export const sidebarAnswers = {
  guide_progress: () => progress,
  check_last: () => ({ report: null }),
  people_start: () => ({ sentence: '' }),
  people: (): PeoplePage => ({
    verdict: '',
    advice: '',
    read_at: '2026-05-12T10:00:00Z',
    unread: [],
    total: 312,
    counts: { all: 312, needs_look: 0, states: [] },
    news: 0,
    alarm: null,
    next_at: null,
    rows: [],
  }),
};
