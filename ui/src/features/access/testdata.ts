import { render, screen, within } from '@testing-library/svelte';
import type { Problem } from '$lib/backend';
import { fakeBackend, type Answers } from '$lib/backend/fake';
import type { AccessRow, AccessView, Ahead, Edit, GuardFinding, PlanGroup } from '$lib/generated/api';
import { router } from '$lib/router.svelte';
import { session } from '$lib/session.svelte';
import { boot, profileView, real, sidebarAnswers } from '$lib/testdata';
import { toasts } from '$lib/ui';
import { applied } from './edits';
import View from './View.svelte';

export const group = (name: string, more: Partial<PlanGroup> = {}): PlanGroup => ({
  name,
  organization_admin: false,
  billing_manager: false,
  permissions: {},
  ...more,
});

export const full: Problem = {
  code: 'storage-failed',
  message: 'The plan could not be kept.',
  why: '',
  remedy: 'Make room on the disk.',
  evidence: null,
};

/** What Rust would keep, and what it was asked; each test changes what it is about. */
export const scene = {
  groups: [] as PlanGroup[],
  /** People of each group; one that is not named is not synced. */
  counts: {} as Record<string, number>,
  more: {} as Partial<AccessView>,
  before: [] as PlanGroup[][],
  fake: fakeBackend({}),
};

/** A plan of three groups, of which the last gives nothing. */
export function setScene(): void {
  router.go('access');
  scene.groups = [
    group('Owners', { organization_admin: true }),
    group('Developers', { permissions: { 'FurBall Finder': 'Developers' } }),
    group('Readers'),
  ];
  scene.counts = { Owners: 2, Developers: 124, Readers: 310 };
  scene.more = {};
  scene.before = [];
  toasts.shown = [];
}

export function view(): AccessView {
  const { groups, counts, before, more } = scene;
  return {
    verdict: '1 person would lose something they have today.',
    read_at: '2026-05-12T10:00:00Z',
    fits: 'Fits ConfigCat’s Free plan (2) and above.',
    synced_users_most: 10_000,
    plan: { groups },
    people: groups.map(({ name }) => counts[name] ?? null),
    products: [
      { name: 'FurBall Finder', permission_groups: ['Developers', 'Readers'] },
      { name: 'Shop', permission_groups: ['Readers'] },
    ],
    products_read: true,
    guards: [],
    effect: { gain: 128, lose: 1, change: 0, unchanged: 177, nothing: 4 },
    touched: [{ key: 'scim:u1', name: 'Norris Wang', kind: 'lose', lines: ['Shop / Admins → nothing'] }],
    today_seen: true,
    groups_with_permissions: 2,
    synced_users: 312,
    can_undo: before.length > 0,
    ...more,
  };
}

export const ahead = (more: Partial<Ahead> = {}): Ahead => ({
  effect: { gain: 128, lose: 3, change: 0, unchanged: 175, nothing: 4 },
  gain: 0,
  lose: 2,
  change: 0,
  people: [
    { key: 'scim:u2', name: 'Jane Moss', kind: 'lose', lines: ['Shop / Readers → nothing'] },
    { key: 'scim:u3', name: 'Peter Lin', kind: 'lose', lines: ['Shop / Readers → nothing'] },
  ],
  guards: [],
  verdict: '3 people would lose something they have today.',
  ...more,
});

export const nobodyAdmin: GuardFinding = {
  guard: { kind: 'nobody_organization_admin', admin_groups: [] },
  severity: 'stop',
  message: 'Nobody would be Organization Admin.',
  remedy: 'Give it to a group.',
};

export const row = (i: number): AccessRow => ({
  key: `scim:u${i}`,
  name: `Person ${i}`,
  words: [],
  changes: [],
  notes: [],
  access: {
    user_name: `p${i}@whisker.co`,
    active: true,
    organization_admin: i === 1,
    billing_manager: false,
    admin_from: i === 1 ? ['Owners'] : [],
    billing_from: [],
    permissions:
      i === 1
        ? []
        : [
            {
              product: 'Shop',
              permission_group: 'Developers',
              from_group: 'Coders',
              overrode: [{ permission_group: 'Readers', from_group: 'Everyone' }],
            },
          ],
    notes: [],
  },
});

/** Makes edits of the plan as Rust does; what follows from them is what the test says. */
export function makeEdits(edits: readonly Edit[]): AccessView {
  scene.before.push(scene.groups);
  scene.groups = applied(scene.groups, edits);
  return view();
}

/** The place, with the backend that the scene is. */
export async function start(answers: Answers = {}) {
  scene.fake = fakeBackend({
    ...sidebarAnswers,
    boot: () => boot({ open: profileView(real) }),
    plan: view,
    plan_save: ({ plan }) => {
      scene.before.push(scene.groups);
      scene.groups = plan.groups;
      return view();
    },
    plan_ahead: () => ahead(),
    plan_edit: ({ edits }) => makeEdits(edits),
    plan_undo: () => {
      scene.groups = scene.before.pop() ?? scene.groups;
      return view();
    },
    products_save: ({ products }) => {
      scene.more = { ...scene.more, products };
      return view();
    },
    ...answers,
  });
  await session.start();
  router.go('access');
  const shown = render(View);
  await screen.findByRole('heading', { name: 'Access' });
  await screen.findByRole('tab', { name: /^Plan/ });
  return shown;
}

export const order = () => scene.groups.map(({ name }) => name);
export const rows = () =>
  within(screen.getByRole('grid', { name: /priority order/ }))
    .getAllByRole('row')
    .slice(1)
    .map((each) => each.getAttribute('aria-label'));
export const handle = (name: string) => screen.getByRole('button', { name: `Move ${name}` });
export const saved = () => scene.fake.asked('plan_edit').map(({ what }) => what);
