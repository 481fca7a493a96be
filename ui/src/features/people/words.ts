import { formatCount, plural } from '$lib/format';
import type { LinkState, PullProgress, Sight, State } from '$lib/generated/api';

/** The words of this place. Sentences about one person or group come from Rust. */
export const text = {
  title: 'People',
  tabs: 'People, groups or history',
  people: 'People',
  groups: 'Groups',
  history: 'History',
  review: 'Access review',
  searchPeople: 'Search people',
  searchPeopleHint: 'Who? Name, e-mail, group',
  searchGroups: 'Search groups',
  searchGroupsHint: 'Name, id',
  filters: 'Show only',
  all: 'All',
  needsLook: 'Needs a look',
  changed: 'Changed',
  markSeen: 'Mark as seen',
  leaveGroup: (group: string) => `Members of ${group}; show everybody again`,
  membersOf: (group: string) => `Members of ${group}`,
  columns: {
    name: 'Person',
    okta: 'Okta',
    synced: 'Synced',
    configcat: 'ConfigCat',
    state: 'State',
    groups: 'Groups',
  },
  groupColumns: { name: 'Group', people: 'People', state: 'State', gives: 'Gives, in this plan' },
  /** Where a state of a group is another thing than a person’s. */
  groupStates: {
    failed: 'Push failed',
    ghost: 'No longer pushed',
    no_permission: 'Gives nothing',
    inactive: 'Push inactive',
  } as Partial<Record<State, string>>,
  sights: {
    there: 'there',
    not_there: 'not there',
    differs: 'differs',
    failed: 'failed',
    unseen: 'can’t be seen',
  } satisfies Record<Sight, string>,
  read: (ago: string) => `Read ${ago}`,
  readNext: (at: string) => `next at ${at}`,
  readNextHint: 'By itself, as the settings say',
  readAgain: 'Read again',
  readNow: 'Read now',
  reading: 'Reading people and groups',
  readDone: 'People and groups were read.',
  cancelled: 'Reading was cancelled. What was read before stays as it was.',
  cancelledFirst: 'Reading was cancelled.',
  again: 'Try again',
  unread: 'Not everything could be read',

  notConnected: 'ConfigCat SCIM is not connected',
  notConnectedText: 'People and groups are read from the SCIM endpoint. It takes the SCIM URL and the token.',
  connect: 'Connect it',
  neverRead: 'Nothing was read yet',
  neverReadText: 'Reading takes a few seconds for a hundred people. Nothing is written.',
  nobody: 'Nobody is synced yet',
  nobodyText:
    'People appear here once Okta has pushed them: assign them, or their groups, to the application.',
  noGroups: 'No group is synced yet',
  noGroupsText: 'Groups appear here once they are pushed from Okta’s Push Groups tab.',
  toSetup: 'Go to the set-up',
  lost: 'Many were lost at once.',
  showLost: 'Show what was lost',
  lookedAt: 'I have looked at it',

  noMatch: 'Nobody matches',
  noMatchGroups: 'No group matches',
  noMatchText: (search: string) =>
    search ? `Nothing here fits “${search}”.` : 'No one is in this state now.',
  clear: 'Show everybody',
  clearGroups: 'Show all groups',

  panel: 'Details',
  none: 'Choose somebody in the list to see how they get in.',
  noGroup: 'Choose a group in the list to see who is in it.',
  chain: 'How they get in',
  chainBroken: 'Why they can’t get in',
  links: { there: 'holds', broken: 'broken', unseen: 'can’t be seen' } satisfies Record<LinkState, string>,
  todo: 'What to do',
  means: 'What it means',
  whatItTakes: 'What would it take…',
  open: {
    assignments: 'Open Assignments in Okta',
    to_app: 'Open Provisioning in Okta',
    push_groups: 'Open Push Groups in Okta',
    push_status: 'Open Push Groups in Okta',
    domains: 'Open domains in ConfigCat',
    users: 'Open users in ConfigCat',
  },
  mendPush: 'Mend the push from here',
  connectOkta: 'Connect Okta',
  connectConfigCat: 'Connect ConfigCat’s API',
  oktaLog: 'Okta’s log',
  whenChanged: 'When it changed',
  earlier: (count: number) => `${plural(count, 'change')} before that`,
  moreGroups: (count: number) => `and ${plural(count, 'more group')}`,

  looking: 'Nobody of those who were read matches. Looking further…',
  outside: (count: number) =>
    count === 1
      ? 'In Okta’s directory, and not among those who were read'
      : 'In Okta’s directory, and not among those who were read: who is meant?',
  elsewhere: 'Not in this list, but among those who were read',
  elsewhereMore: (count: number) => `and ${formatCount(count)} more; say more of the name.`,
  may: 'What they may do',
  allowed: 'Under the plan',
  allowedUnsynced: 'Nothing: they are not synced.',
  toPlan: 'Open the plan',
  today: 'Today, in ConfigCat',
  todayUnseen: 'Can’t be seen: connect ConfigCat’s Public Management API.',
  userFields: 'SCIM user',
  fields: {
    id: 'id',
    user_name: 'userName',
    display_name: 'displayName',
    email: 'e-mail',
    external_id: 'externalId',
    active: 'active',
  },
  yes: 'true',
  no: 'false',
  inGroups: 'Groups',
  inNoGroup: 'In no synced group.',
  gives: 'Gives, in this plan',
  givesNothing: 'Nothing',
  members: 'Members',
  noMembers: 'Nobody is in it.',
  place: (place: number) => `Place ${formatCount(place)} in the plan’s priority`,
  noPlace: 'Nothing: it is not in the plan.',
  missing: (count: number) => `${peopleText(count)} missing here`,
  extra: (count: number) => `${peopleText(count)} too many here`,
  membersUnread: 'Who should be in it can’t be seen: its members in Okta were not read.',
  morePeople: (count: number) => `and ${formatCount(count)} more`,
  showAll: (count: number) => `Show all ${formatCount(count)} in the list`,
  groupId: 'SCIM id',
} as const;

/** Reading users 120 of 312, groups 3 of 8, 40 from Okta. */
export function progressText(progress: PullProgress | null): string {
  if (!progress) return 'Asking the server…';
  const of = (done: number, total: number | null) =>
    total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;
  const parts = [`users ${of(progress.users, progress.users_total)}`];
  if (progress.groups > 0 || progress.groups_total !== null)
    parts.push(`groups ${of(progress.groups, progress.groups_total)}`);
  if (progress.okta !== null) parts.push(`${formatCount(progress.okta)} from Okta`);
  return `Reading ${parts.join(', ')}`;
}

export const peopleText = (count: number): string => plural(count, 'person', 'people');
