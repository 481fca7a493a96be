import type {
  Chain,
  ChainPart,
  GroupRow,
  LinkState,
  PeoplePage,
  PersonCard,
  PersonState,
  Sight,
  State,
} from '../../src/lib/generated/api';
import { wish, type Answers } from '../answers';

/** `?size=12000`, `?read=never`, `?read=nobody`, `?pull=fails`, `?pull=slow`, `?unread`, `?alarm`, `?news`. */
const size = Number(wish.get('size') ?? 312);
const slow = wish.get('pull') === 'slow';
let readAt: string | null =
  wish.has('read') && wish.get('read') !== 'nobody' ? null : new Date(Date.now() - 40_000).toISOString();

const seen = (okta: Sight, synced: Sight, configcat: Sight) => ({ okta, synced, configcat });
const first: [string, State, string, string[], ReturnType<typeof seen>][] = [
  [
    'Ana Costa',
    'failed',
    'Okta: “Matching user not found”',
    ['Developers', 'Readers'],
    seen('there', 'there', 'failed'),
  ],
  [
    'Gerald Jinx',
    'ghost',
    'Deactivated in Okta, and active here',
    ['Developers'],
    seen('not_there', 'there', 'there'),
  ],
  ['Omar Said', 'differs', 'Okta says o.said@whisker.co', ['Readers'], seen('there', 'differs', 'there')],
  [
    'Tess Reid',
    'domain_unverified',
    'catnip.dev is not a verified domain',
    ['Readers'],
    seen('there', 'there', 'not_there'),
  ],
  ['Norris Wang', 'no_permission', 'In no group that gives anything', [], seen('there', 'there', 'differs')],
  [
    'Mina Park',
    'waiting',
    'Assigned at 14:01, not pushed yet',
    ['Product owners'],
    seen('there', 'not_there', 'not_there'),
  ],
  ['Ivo Brandt', 'not_managed', 'In ConfigCat only', [], seen('not_there', 'not_there', 'there')],
  ['Peter Lin', 'in_sync', '', ['Readers', 'Developers'], seen('there', 'there', 'there')],
  ['Jane Moss', 'in_sync', '', ['Readers', 'Billing Managers'], seen('there', 'there', 'there')],
  ['Lena Vogel', 'in_sync', '', ['Readers'], seen('there', 'there', 'there')],
];
const given = [
  'Ada',
  'Boris',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Karin',
  'Luca',
  'Maud',
];
const family = [
  'Abel',
  'Brandt',
  'Costa',
  'Dahl',
  'Ek',
  'Fuchs',
  'Grau',
  'Holm',
  'Ito',
  'Jansen',
  'Kovacs',
  'Lind',
  'Moreau',
  'Nagy',
];

const okta = wish.has('alone') ? 'unseen' : null;
const everybody: PersonState[] = Array.from({ length: wish.get('read') === 'nobody' ? 0 : size }, (_, i) => {
  const known = first[i];
  const name = known?.[0] ?? `${given[i % given.length]} ${family[(i * 5) % family.length]}`;
  const email = `${name.toLowerCase().replace(' ', '.')}${i < 100 ? '' : i}@whisker.co`;
  const sights = known?.[4] ?? seen('there', 'there', 'there');
  return {
    key: `scim:u${i}`,
    name,
    email,
    user_id: sights.synced === 'not_there' ? null : `u${i}`,
    user_name: sights.synced === 'not_there' ? null : email,
    okta_id: `00u${i}`,
    member_id: `m${i}`,
    ...sights,
    ...(okta ? { okta, configcat: okta } : {}),
    state: okta ? 'unknown' : (known?.[1] ?? 'in_sync'),
    reason: okta ? '' : (known?.[2] ?? ''),
    ghost: null,
    groups: known?.[3] ?? (i % 3 ? ['Readers'] : ['Readers', 'Developers']),
  };
});

const order: State[] = [
  'failed',
  'ghost',
  'missing',
  'duplicate',
  'differs',
  'domain_unverified',
  'no_permission',
  'waiting',
  'not_managed',
  'unknown',
  'inactive',
  'in_sync',
];
const needs = (state: State) => !['in_sync', 'inactive', 'unknown'].includes(state);

const group = (
  id: string,
  name: string,
  people: number,
  gives: string,
  more: Partial<GroupRow> = {},
): GroupRow => ({
  key: `scim:${id}`,
  id,
  name,
  people,
  gives,
  state: 'in_sync',
  reason: '',
  ...more,
});
export const groupRows: GroupRow[] = [
  group('g3', 'Billing Managers', 3, 'Billing Manager'),
  group('g6', 'Contractors', 17, ''),
  group('g2', 'Developers', 124, 'FurBall Finder / Developers · WhiskerShop / Developers', {
    state: 'differs',
    reason: 'Members differ: 1 missing here, 1 here only.',
  }),
  group('g1', 'Owners', 2, 'Organization Admin · Billing Manager'),
  group('g5', 'Product owners', 9, 'WhiskerShop / Product owners'),
  group('g4', 'Readers', everybody.length - 2, 'FurBall Finder / Readers · WhiskerShop / Readers'),
  {
    ...group('', 'Testers', 0, ''),
    key: 'okta:00g7',
    id: null,
    state: 'failed',
    reason: 'Okta: “Group name already exists in the target application”',
  },
];

const titles: Record<ChainPart, string> = {
  okta_user: 'Okta user',
  assignment: 'Assignment',
  push: 'Push',
  scim_user: 'SCIM user',
  groups: 'Groups',
  member: 'ConfigCat member',
  permission: 'Permission',
};

function chain(person: PersonState, words: string[]): Chain {
  const link = (part: ChainPart, state: LinkState, proof: string, fix = '') => ({
    part,
    title: titles[part],
    state,
    proof,
    fix,
  });
  const failed = person.state === 'failed';
  const links = okta
    ? (['okta_user', 'assignment', 'push'] as const).map((part) =>
        link(part, 'unseen', 'Okta is not connected.', 'Connect Okta to see this link.'),
      )
    : [
        link('okta_user', 'there', `${person.email}, ACTIVE.`),
        link('assignment', 'there', 'By the group “All Engineers”.'),
        failed
          ? link(
              'push',
              'broken',
              'Okta: “Matching user not found”',
              'Put right what Okta names, then let Okta try again: failed tasks are not tried again by themselves.',
            )
          : link('push', 'there', 'Synced, and Okta reports no failure.'),
      ];
  links.push(
    link('scim_user', 'there', `${person.email}, active, id ${person.user_id}.`),
    person.groups.length > 0
      ? link('groups', 'there', `In ${person.groups.map((name) => `“${name}”`).join(', ')}.`)
      : link('groups', 'broken', 'In no synced group.', 'Put the person into a group that Okta pushes.'),
    link('member', 'there', `${person.email}, id ${person.member_id}.`),
    words.length > 0
      ? link('permission', 'there', `${words.join(', ')}.`)
      : link(
          'permission',
          'broken',
          'The plan gives this person nothing.',
          'Give one of the person’s groups a permission.',
        ),
  );
  const broken = links.find(({ state }) => state === 'broken');
  return {
    links,
    broken: broken?.part ?? null,
    gets_in: okta ? null : !broken,
    answer: broken
      ? `${person.name} can’t get in. ${broken.title}: ${broken.proof}`
      : `${person.name} gets in: ${words.join(', ')}.`,
  };
}

function card(person: PersonState): PersonCard {
  const developer = person.groups.includes('Developers');
  const reader = person.groups.includes('Readers');
  const words = developer
    ? ['FurBall Finder / Developers', 'WhiskerShop / Developers']
    : reader
      ? ['FurBall Finder / Readers', 'WhiskerShop / Readers']
      : [];
  return {
    person,
    user: person.user_id
      ? {
          id: person.user_id,
          user_name: person.email,
          display_name: person.name,
          email: person.email,
          active: true,
          external_id: person.okta_id,
        }
      : null,
    groups: groupRows.filter((group) => person.groups.includes(group.name)),
    news: null,
    history: [{ at: new Date(Date.now() - 86_400_000).toISOString(), words: 'Joined Developers' }],
    chain: chain(person, words),
    access: person.user_id
      ? {
          key: person.key,
          name: person.name,
          words,
          changes: [],
          notes: developer ? ['Group “Cooks” is not in the plan, so it gives nothing.'] : [],
          access: {
            user_name: person.email,
            active: true,
            organization_admin: false,
            billing_manager: person.groups.includes('Billing Managers'),
            admin_from: [],
            billing_from: ['Billing Managers'],
            permissions: words.map((word) => ({
              product: word.split(' / ')[0] ?? '',
              permission_group: word.split(' / ')[1] ?? '',
              from_group: developer ? 'Developers' : 'Readers',
              overrode: developer && reader ? [{ permission_group: 'Readers', from_group: 'Readers' }] : [],
            })),
            notes: [],
          },
        }
      : null,
    today: okta ? null : 'FurBall Finder / Admins',
  };
}

type Tell = Parameters<NonNullable<{ connect?: (tell: never) => void }['connect']>>[0];
let tell: (event: unknown) => void = () => undefined;
export function connect(to: Tell) {
  tell = to as typeof tell;
}

let job = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function page(
  search: string,
  keeps: (person: PersonState) => boolean,
): { found: PersonState[]; counts: PeoplePage['counts'] } {
  const asked = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = everybody.filter(
    (person) =>
      keeps(person) &&
      asked.every((word) =>
        `${person.name} ${person.email} ${person.groups.join(' ')} ${person.key}`
          .toLowerCase()
          .includes(word),
      ),
  );
  return {
    found,
    counts: {
      all: found.length,
      needs_look: found.filter((person) => needs(person.state)).length,
      states: order
        .map((state) => ({ state, count: found.filter((person) => person.state === state).length }))
        .filter(({ count }) => count > 0),
    },
  };
}

export default {
  people: ({ search, filter, news, group, sort, descending, offset, limit }) => {
    const never = readAt === null;
    const { found, counts } = page(search, (person) => !never && (!group || person.groups.includes(group)));
    const isNew = (person: PersonState) => wish.has('news') && person.key.endsWith('3');
    const kept = found.filter((person) =>
      news && !isNew(person)
        ? false
        : filter.kind === 'all'
          ? true
          : filter.kind === 'needs_look'
            ? needs(person.state)
            : person.state === filter.state,
    );
    kept.sort((a, b) =>
      sort === 'state'
        ? order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name)
        : sort === 'groups'
          ? a.groups.length - b.groups.length
          : a.name.localeCompare(b.name),
    );
    if (descending) kept.reverse();
    const look = everybody.filter((person) => needs(person.state)).length;
    return {
      verdict: never
        ? ''
        : everybody.length === 0
          ? 'Nobody is synced yet.'
          : okta
            ? `${everybody.length} people are synced.`
            : `${everybody.length - look} of ${everybody.length} are in sync.`,
      advice:
        never || everybody.length === 0
          ? ''
          : okta
            ? 'Connect Okta to see whether they should be.'
            : `${look} need a look.`,
      read_at: readAt,
      unread: wish.has('unread')
        ? ['Okta’s side can’t be seen: Okta did not answer in time. Try again in a minute.']
        : [],
      total: kept.length,
      counts,
      news: found.filter(isNew).length,
      alarm: wish.has('alarm')
        ? {
            words: '41 of 312 people were lost at 14:02.',
            todo: 'Look whether the assignment of a group was taken away in Okta.',
            from: 8,
            to: 9,
          }
        : null,
      next_at: never ? null : new Date(Date.now() + 14 * 60_000).toISOString(),
      rows: kept
        .slice(offset, offset + limit)
        .map((person) => ({ ...person, news: isNew(person) ? 'Was: Waiting for Okta' : null })),
    };
  },
  person: ({ key }) => card(everybody.find((person) => person.key === key) ?? everybody[0]!),
  groups: ({ search, offset, limit }) => {
    const found =
      readAt === null || everybody.length === 0
        ? []
        : groupRows.filter((group) => group.name.toLowerCase().includes(search.toLowerCase()));
    return { total: found.length, rows: found.slice(offset, offset + limit) };
  },
  people_seen: () => ({}),
  why: ({ text }) => ({
    people: everybody.filter(({ name }) => name.includes(text)).slice(0, 8),
    total: everybody.filter(({ name }) => name.includes(text)).length,
    outside: [],
    nobody: `Nobody called “${text}” was read, and Okta’s directory has nobody of this name.`,
  }),
  group: ({ key }) => {
    const group = groupRows.find((each) => each.key === key) ?? groupRows[0]!;
    return {
      group,
      place: group.id === null ? null : groupRows.indexOf(group) + 1,
      missing: [],
      extra: [],
      okta_members_read: !okta,
      members: everybody.filter((person) => person.groups.includes(group.name)).slice(0, 500),
    };
  },
  pull_start: () => {
    job += 1;
    const own = job;
    let done = 0;
    clearInterval(timer);
    timer = setInterval(
      () => {
        if (slow && done >= 0.4) return;
        done += 0.2;
        if (wish.get('pull') === 'fails' && done > 0.4) {
          clearInterval(timer);
          tell({
            kind: 'pull_ended',
            job: own,
            cancelled: false,
            problem: {
              code: 'unreachable',
              message: 'scim-api.configcat.com could not be reached.',
              why: 'What was read before stays as it was.',
              remedy: 'Look at the network of this computer, then try again.',
              evidence: null,
            },
          });
          return;
        }
        if (done >= 1) {
          clearInterval(timer);
          readAt = new Date().toISOString();
          tell({ kind: 'pull_ended', job: own, cancelled: false, problem: null });
          return;
        }
        tell({
          kind: 'pull',
          job: own,
          progress: {
            users: Math.round(size * done),
            users_total: size,
            groups: done > 0.5 ? 4 : 0,
            groups_total: done > 0.5 ? 6 : null,
            okta: Math.round(size * done * 0.7),
          },
        });
      },
      slow ? 60 : 150,
    );
    return { job: own };
  },
  job_cancel: ({ job: own }) => {
    clearInterval(timer);
    tell({ kind: 'pull_ended', job: own, cancelled: true, problem: null });
    return {};
  },
} satisfies Answers;
