import type {
  AccessRow,
  AccessView,
  Checklist,
  ChecklistLine,
  ChecklistPart,
  EffectKind,
  GuardFinding,
  PlanGroup,
  Touched,
} from '../../src/lib/generated/api';
import { applied } from '../../src/features/access/edits';
import { wish, type Answers } from '../answers';

/** `?today=unseen`, `?products=typed`, `?products=none`, `?products=many`, `?products=50`, `?plan=empty`, `?plan=locked`, `?groups=60`. */
const typed = wish.get('products') === 'typed' || wish.get('products') === 'none';
let products =
  wish.get('products') === 'none'
    ? []
    : [
        'FurBall Finder',
        'WhiskerShop',
        ...(wish.get('products') === 'many'
          ? ['Litter Logistics', 'Nap Planner', 'Purr Analytics', 'Scratch Post']
          : []),
        ...Array.from({ length: Number(wish.get('products')) || 0 }, (_, i) => `Product ${i + 1}`),
      ].map((name) => ({ name, permission_groups: ['Admins', 'Developers', 'Product owners', 'Readers'] }));

const group = (name: string, more: Partial<PlanGroup> = {}): PlanGroup => ({
  name,
  organization_admin: false,
  billing_manager: false,
  permissions: {},
  ...more,
});
const both = (permission: string): Record<string, string> =>
  products.length ? { 'FurBall Finder': permission, WhiskerShop: permission } : {};
const counts: Record<string, number> = {
  Owners: 2,
  'Billing Managers': 3,
  Developers: 124,
  'Product owners': 9,
  Readers: 310,
  Contractors: 17,
};
let groups: PlanGroup[] =
  wish.get('plan') === 'empty'
    ? []
    : [
        group('Owners', { organization_admin: wish.get('plan') !== 'locked', billing_manager: true }),
        group('Billing Managers', { billing_manager: true }),
        group('Developers', { permissions: both('Developers') }),
        group('Product owners', { permissions: products.length ? { WhiskerShop: 'Product owners' } : {} }),
        group('Readers', { permissions: both('Readers') }),
        group('Contractors'),
        group('Auditors'),
        ...Array.from({ length: Number(wish.get('groups') ?? 7) - 7 }, (_, i) => group(`Team ${i + 1}`)),
      ];
const before: PlanGroup[][] = [];

const gives = (each: PlanGroup) =>
  each.organization_admin || each.billing_manager || Object.keys(each.permissions).length > 0;

function guards(): GuardFinding[] {
  if (groups.length === 0) return [];
  const found: GuardFinding[] = [];
  if (!groups.some((each) => each.organization_admin))
    found.push({
      guard: { kind: 'nobody_organization_admin', admin_groups: [] },
      severity: 'stop',
      message: 'Nobody would be Organization Admin: no group of the plan carries the role.',
      remedy:
        'Give Organization Admin to a group with at least one active person, before provisioning is started.',
    });
  for (const each of groups.filter(
    (other) => counts[other.name] === undefined && !other.name.startsWith('Team '),
  ))
    found.push({
      guard: { kind: 'plan_group_not_synced', group: each.name, near: null },
      severity: 'warn',
      message: `“${each.name}” stands in the plan but is not synced, so it gives nobody anything.`,
      remedy: 'Push the group from Okta’s “Push Groups” tab, or take it out of the plan.',
    });
  for (const each of groups.filter((other) => counts[other.name] !== undefined && !gives(other)))
    found.push({
      guard: {
        kind: 'synced_group_without_permissions',
        group: each.name,
        people: counts[each.name] ?? 0,
        in_plan: true,
      },
      severity: 'warn',
      message: `“${each.name}” gives no permission at all; ${counts[each.name]} people are in it.`,
      remedy: 'Give the group a role or a permission group, or stop pushing it if it is not needed.',
    });
  found.push({
    guard: {
      kind: 'order_decides',
      winner: 'Developers',
      loser: 'Readers',
      products: ['FurBall Finder', 'WhiskerShop'],
      count: 12,
      people: [],
    },
    severity: 'info',
    message:
      'The order decides for 12 people: “Developers” before “Readers” in FurBall Finder and WhiskerShop.',
    remedy: 'Check that the first listed of the two is the one that should win.',
  });
  return found;
}

const person = (name: string, kind: EffectKind, ...lines: string[]): Touched => ({
  key: `scim:${name}`,
  name,
  kind,
  lines,
});

function view(): AccessView {
  const seen = wish.get('today') !== 'unseen';
  return {
    verdict: groups.length ? '3 people would lose something they have today.' : 'There is no plan yet.',
    read_at: new Date(Date.now() - 600_000).toISOString(),
    fits: 'Fits ConfigCat’s Smart plan (10) and above.',
    synced_users_most: 10_000,
    plan: { groups },
    people: groups.map((each) => counts[each.name] ?? (each.name.startsWith('Team ') ? 3 : null)),
    products,
    products_read: !typed,
    guards: guards(),
    effect: seen
      ? { gain: 128, lose: 3, change: 2, unchanged: 175, nothing: 4 }
      : { gain: 0, lose: 0, change: 0, unchanged: 0, nothing: 0 },
    touched: seen
      ? [
          person('Lajos Szoke', 'lose', 'Organization Admin → nothing', 'nothing → FurBall Finder / Readers'),
          person('Norris Wang', 'lose', 'FurBall Finder / Admins → nothing'),
          person('Garfield Arbuckle', 'lose', 'Organization Admin → nothing'),
          person('Peter Lin', 'change', 'WhiskerShop / Readers → Developers'),
          person('Jane Moss', 'change', 'WhiskerShop / Admins → Readers'),
          ...Array.from({ length: 91 }, (_, i) =>
            person(`Ada Brandt ${i + 1}`, 'gain', 'nothing → FurBall Finder / Readers'),
          ),
          ...Array.from({ length: 4 }, (_, i) => person(`Hugo Ek ${i + 1}`, 'nothing')),
        ]
      : [],
    today_seen: seen,
    groups_with_permissions: groups.filter(gives).length,
    synced_users: groups.length ? 312 : 0,
    can_undo: before.length > 0,
  };
}

const rows: AccessRow[] = Array.from({ length: 312 }, (_, i) => {
  const developer = i % 3 === 0;
  const admin = i === 1;
  const nothing = i === 4;
  return {
    key: `scim:u${i}`,
    name: `${['Ana', 'Boris', 'Chiara', 'Dmitri', 'Elif'][i % 5]} ${['Costa', 'Ek', 'Lind', 'Moreau'][i % 4]}`,
    words: [],
    changes: [],
    notes: developer ? ['Group “Cooks” is not in the plan, so it gives nothing.'] : [],
    access: {
      user_name: `person.${i}@whisker.co`,
      active: i !== 6,
      organization_admin: admin,
      billing_manager: i === 2,
      admin_from: admin ? ['Owners'] : [],
      billing_from: i === 2 ? ['Billing Managers'] : [],
      permissions:
        admin || nothing
          ? []
          : products.map(({ name }) => ({
              product: name,
              permission_group: developer ? 'Developers' : 'Readers',
              from_group: developer ? 'Developers' : 'Readers',
              overrode: developer ? [{ permission_group: 'Readers', from_group: 'Readers' }] : [],
            })),
      notes: [],
    },
  };
});

const ticked = new Set<string>();
let looked: string | null = null;

function list(): Checklist {
  const line = (id: string, part: ChecklistPart, title: string, text: string): ChecklistLine => ({
    id,
    part,
    title,
    text,
    state: ticked.has(id)
      ? 'ticked'
      : looked && id === 'g0'
        ? 'seen'
        : looked && id === 'g2'
          ? 'stale'
          : 'open',
    seen:
      looked && id === 'g0'
        ? 'Changed by Lajos Szoke, today 14:02.'
        : looked && id === 'g2'
          ? 'Changed by Lajos Szoke on 3 May, before the plan was edited.'
          : '',
  });
  const lines = [
    ...groups.map((each, i) =>
      line(
        `g${i}`,
        'permissions',
        each.name,
        [
          ...(each.organization_admin ? ['Organization Admin'] : []),
          ...(each.billing_manager ? ['Billing Manager'] : []),
          ...Object.entries(each.permissions).map((pair) => pair.join(' / ')),
        ].join(' · ') || 'nothing',
      ),
    ),
    line('p', 'priority', 'SET PRIORITY', groups.map((each, i) => `${i + 1}. ${each.name}`).join(' · ')),
    ...guards()
      .filter(({ severity }) => severity !== 'info')
      .map(({ message, remedy }, i) => line(`b${i}`, 'before', message, remedy)),
  ];
  return {
    lines,
    done: lines.filter(({ state }) => state === 'ticked' || state === 'seen').length,
    audit: {
      read_at: looked,
      unseen: '',
      reach: looked ? 'The audit log was read 90 days back; yours may be kept for less.' : '',
      since_edit: looked
        ? [{ at: looked, who: 'Lajos Szoke', what: 'Provisioning rule changed: Owners' }]
        : [],
    },
    text: lines.map(({ title, text }) => `- [ ] ${title}: ${text}`).join('\n'),
  };
}

export default {
  plan: view,
  plan_save: ({ plan }) => {
    before.push(groups);
    groups = plan.groups;
    return view();
  },
  plan_edit: ({ edits }) => {
    before.push(groups);
    groups = applied(groups, edits);
    return view();
  },
  plan_ahead: ({ edits }) => {
    const now = groups;
    groups = applied(groups, edits);
    const { effect, guards: found, verdict, touched } = view();
    groups = now;
    return {
      effect: { ...effect, lose: effect.lose + 2, gain: effect.gain - 12 },
      gain: 0,
      lose: 2,
      change: 12,
      people: touched.slice(1, 5),
      guards: found,
      verdict,
    };
  },
  plan_ways: ({ goal }) => ({
    goal: `Ana Costa should be ${goal.kind === 'permission' ? `${goal.permission_group ?? 'nothing'} in ${goal.product}` : goal.role}`,
    met_already: false,
    ways: [
      {
        edits: [{ kind: 'give', group: 'Developers', product: 'WhiskerShop', permission_group: 'Admins' }],
        words: ['Give “Developers” the permission group “Admins” in WhiskerShop, in ConfigCat'],
        for_them: ['WhiskerShop / Developers → Admins'],
        others: 123,
        other_names: rows.slice(0, 20).map(({ access }) => access.user_name),
      },
      {
        edits: [{ kind: 'join', user_name: 'person.0@whisker.co', group: 'Owners' }],
        words: ['Put person.0@whisker.co into “Owners”, in Okta'],
        for_them: ['nothing → Organization Admin'],
        others: 0,
        other_names: [],
      },
    ],
    also: ['Ana Costa is deactivated: nothing of it can be used before that changes.'],
  }),
  plan_undo: () => {
    groups = before.pop() ?? groups;
    return view();
  },
  products_save: (saved) => {
    products = saved.products;
    return view();
  },
  access_people: ({ search, offset, limit }) => {
    const found = rows.filter((row) =>
      `${row.name} ${row.access.user_name}`.toLowerCase().includes(search.toLowerCase()),
    );
    return { total: found.length, effect: null, rows: found.slice(offset, offset + limit) };
  },
  plan_checklist: list,
  plan_checklist_look: () => {
    looked = new Date().toISOString();
    return list();
  },
  plan_checklist_tick: ({ id, on }) => {
    if (on) ticked.add(id);
    else ticked.delete(id);
    return list();
  },
  plan_text: () => ({ text: JSON.stringify({ groups }) }),
  plan_save_file: () => ({ path: '/home/ana/plan.toml' }),
  plan_open_file: () => ({
    plan: { groups },
    file: 'plan.toml',
    changes: [
      '“Readers” gives WhiskerShop / Admins instead of Readers.',
      '“Owners” stands at 2 instead of 1.',
    ],
    notes: ['“Cooks” is not synced.'],
  }),
  plan_read: ({ text }) => {
    if (!text.includes('groups'))
      throw {
        code: 'input-unreadable',
        message: 'This is not a plan: it has no groups.',
        why: 'A plan that is read wrongly would show the wrong people as let in.',
        remedy: 'Compare it with the shape in README.',
        evidence: null,
      };
    return { plan: { groups }, file: null, changes: ['“Readers” is gone.'], notes: [] };
  },
  print: () => {
    window.print();
    return {};
  },
} satisfies Answers;
