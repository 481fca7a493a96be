import type {
  AccessRow,
  Chain,
  ChainLink,
  Explained,
  GroupCard,
  GroupRow,
  PersonCard,
  PersonRow,
} from '$lib/generated/api';

/** Plain people and groups for tests of this place; each test changes what it is about. */

export function person(i: number, more: Partial<PersonRow> = {}): PersonRow {
  return {
    key: `scim:u${i}`,
    name: `Person ${i}`,
    email: `p${i}@whisker.co`,
    user_id: `u${i}`,
    user_name: `p${i}@whisker.co`,
    okta_id: null,
    member_id: null,
    okta: 'there',
    synced: 'there',
    configcat: 'there',
    state: 'in_sync',
    reason: '',
    ghost: null,
    groups: ['Readers'],
    news: null,
    ...more,
  };
}

export const access: AccessRow = {
  key: 'scim:u0',
  name: 'Person 0',
  words: ['Shop / Developers'],
  changes: [],
  notes: ['Group “Cooks” is not in the plan, so it gives nothing.'],
  access: {
    user_name: 'p0@whisker.co',
    active: true,
    organization_admin: false,
    billing_manager: false,
    admin_from: [],
    billing_from: [],
    permissions: [
      {
        product: 'Shop',
        permission_group: 'Developers',
        from_group: 'Coders',
        overrode: [{ permission_group: 'Readers', from_group: 'Everyone' }],
      },
    ],
    notes: [],
  },
};

export const readers: GroupRow = {
  key: 'scim:g1',
  id: 'g1',
  name: 'Readers',
  people: 2,
  gives: 'Shop / Readers',
  state: 'in_sync',
  reason: '',
};

const titles = {
  okta_user: 'Okta user',
  assignment: 'Assignment',
  push: 'Push',
  scim_user: 'SCIM user',
  groups: 'Groups',
  member: 'ConfigCat member',
  permission: 'Permission',
} as const;

/** A chain that holds but for these links. */
export function chain(more: Partial<Record<ChainLink['part'], Partial<ChainLink>>> = {}): Chain {
  const parts = Object.keys(titles) as ChainLink['part'][];
  const links = parts.map((part): ChainLink => ({
    part,
    title: titles[part],
    state: 'there',
    proof: `${part} is there.`,
    fix: '',
    ...more[part],
  }));
  const broken = links.find(({ state }) => state === 'broken');
  return {
    links,
    broken: broken?.part ?? null,
    gets_in: !broken,
    answer: broken ? `Person 0 can’t get in. ${broken.title}: ${broken.proof}` : 'Person 0 gets in.',
  };
}
export const failed = chain({
  push: { state: 'broken', proof: 'Okta: “Matching user not found”', fix: 'Let Okta try again.' },
  permission: { state: 'unseen', proof: 'Nothing is planned yet.', fix: 'Plan what each group gives.' },
});

export const card = (of: PersonRow): PersonCard => ({
  person: of,
  news: of.news,
  history: [
    { at: '2024-05-12T10:00:00Z', words: 'Moved from Readers to Developers' },
    { at: '2024-05-11T10:00:00Z', words: 'Joined' },
  ],
  user: {
    id: 'u0',
    user_name: of.email,
    display_name: of.name,
    email: of.email,
    active: true,
    external_id: '00u0',
  },
  groups: [readers],
  chain: failed,
  access,
  today: null,
});

export const groupCard = (more: Partial<GroupCard> = {}): GroupCard => ({
  group: readers,
  place: 3,
  members: [person(0), person(1)],
  missing: [],
  extra: [],
  okta_members_read: true,
  ...more,
});

export const explained: Explained = {
  explanation: {
    known: true,
    cause: 'stale-id',
    title: 'Okta holds an old id.',
    about: '',
    means: 'The user was deleted in ConfigCat and made again.',
    change: 'Unassign the person in `Assignments` and assign them again.',
    proof: '',
    confidence: 'likely',
    names: { people: [], groups: [], app: null, host: null, status: null },
    recognised_by: [],
    confirmed_by: [],
    ruled_out_by: [],
    rehearsed_by: [],
    others: [],
    source: '',
  },
  judged: null,
  checked_at: null,
  field: { page: 'okta_assignments', label: 'Open Assignments in Okta', step: 'assign-groups' },
};
