import { formatCount, plural } from '$lib/format';
import type { EffectKind } from '$lib/generated/api';

/** The words of this place. Guards, notes and the check-list come from Rust. */
export const text = {
  title: 'Access',
  rule: 'The first group in the list that names a product decides.',
  undo: 'Undo',
  undoSays: 'Undo the last change of the plan',
  undone: 'The last change was taken back.',
  checklist: 'Check-list for ConfigCat',
  checklistText:
    'ConfigCat has no API for these settings, so they are set by hand on its page. This is the plan, step by step.',
  checklistCopy: 'Copy the check-list',
  copied: 'Copied',
  again: 'Try again',
  loading: 'Loading the plan',

  tabs: 'Plan or everybody',
  plan: 'Plan',
  everybody: 'Everybody',
  toFix: (count: number) => plural(count, 'thing to fix', 'things to fix'),
  toKnow: (count: number) => plural(count, 'thing worth a look', 'things worth a look'),
  severity: { stop: 'Stop', warn: 'Worth a look', info: 'Good to know' },
  takeBack: 'Take the last change back',
  showMore: (count: number) => `Show ${formatCount(count)} more`,
  showLess: 'Show fewer',

  matrix: 'Permissions of each group, in priority order',
  columns: {
    group: 'Group',
    people: 'People',
    admin: 'Organization Admin',
    billing: 'Billing Manager',
    remove: 'Remove',
  },
  none: '—',
  handle: (group: string) => `Move ${group}`,
  handleHint:
    'Alt with arrow up or down moves it. Space lifts it, arrows move it, Space drops it, Escape puts it back.',
  position: (at: number, of: number) => `position ${at} of ${of}`,
  adminFor: (group: string) => `Organization Admin for ${group}`,
  billingFor: (group: string) => `Billing Manager for ${group}`,
  productFor: (product: string, group: string) => `${product} for ${group}`,
  notSynced: 'not synced yet',
  nothingAtAll: 'no permission at all',
  remove: (group: string) => `Remove ${group} from the plan`,
  lifted: (group: string, at: number, of: number) =>
    `${group} lifted, position ${at} of ${of}. Arrow keys move it, Space drops it, Escape puts it back.`,
  over: (group: string, at: number, of: number) => `${group}, position ${at} of ${of}`,
  dropped: (group: string, at: number, of: number) => `${group} is now at position ${at} of ${of}.`,
  putBack: (group: string, at: number) => `${group} is back at position ${at}.`,
  movedBy: (by: number) => (by < 0 ? `moved up ${-by}` : `moved down ${by}`),
  footnote:
    'ConfigCat offers no way to set these from outside. Catflap computes and checks the plan; you set it on ConfigCat’s page with the check-list.',

  what: {
    moved: (group: string, by: number) => `${group} moved ${by < 0 ? `up ${-by}` : `down ${by}`}`,
    role: (role: string, group: string, on: boolean) =>
      on ? `${role} given to ${group}` : `${role} taken from ${group}`,
    permission: (product: string, permission: string, group: string) =>
      permission === ''
        ? `${group} gives nothing in ${product}`
        : `${group} gives ${product} / ${permission}`,
    added: (group: string) => `${group} added`,
    removed: (group: string) => `${group} removed`,
  },

  add: 'Add a group',
  addLabel: 'Name of a group that is not synced yet',
  addPlaceholder: 'Plan ahead: name of a group',
  addTwice: (group: string) => `“${group}” stands in the plan already.`,
  added: (group: string) => `${group} added at the end of the list.`,
  removed: (group: string) => `${group} removed.`,

  noGroups: 'No groups yet',
  noGroupsText:
    'Groups appear here once Okta has pushed them. You can also plan ahead and add one by its name.',
  readPeople: 'Read people and groups',
  toSetup: 'Go to the set-up',

  products: 'Products',
  productsRead: 'Products and permission groups are as read from ConfigCat.',
  productsTyped: 'Products and permission groups are typed in, as ConfigCat’s API is not connected.',
  productsNone: 'No products yet',
  productsNoneText:
    'Connect ConfigCat’s Public Management API to have them read, or type in your products and their permission groups.',
  productsEdit: 'Edit products',
  productsType: 'Type in products',
  connect: 'Connect ConfigCat API',
  productsLead: 'Write the names exactly as ConfigCat shows them.',
  productName: 'Product',
  productNameOf: (at: number) => `Product ${at}`,
  productGroups: 'Permission groups, one a line',
  productAdd: 'Add a product',
  productRemove: (name: string) => `Remove ${name}`,
  productUnnamed: 'Give this product a name, or remove it.',
  productTwice: 'This product stands here already.',
  productsSave: 'Save products',

  consequence: 'If you start provisioning with this plan',
  consequenceOpen: 'What follows',
  todayUnseen: 'Today’s permissions can’t be seen',
  todayUnseenText:
    'So who would gain or lose something is not known. It takes ConfigCat’s Public Management API: a user name and a password made under My account.',
  nobodySynced: 'Nobody is synced, so starting would touch nobody.',
  touchesNobody: 'Nobody would gain or lose anything.',
  kinds: {
    lose: 'lose',
    change: 'change',
    gain: 'gain',
    unchanged: 'unchanged',
    nothing: 'nothing',
  } satisfies Record<EffectKind, string>,
  kindHeads: {
    lose: 'Lose something',
    change: 'Get another permission',
    gain: 'Gain something',
    nothing: 'Nothing, today and then',
  },
  more: (count: number) => `and ${formatCount(count)} more`,
  readAt: (when: string) => `From what was read ${when}.`,
  limits: 'Plan limits',
  groupsWithPermissions: 'Groups with permissions',
  syncedUsers: 'Synced users',
  ofMany: (count: number, most: number) => `${formatCount(count)} of ${formatCount(most)}`,

  search: 'Search everybody',
  searchHint: 'Name, e-mail',
  peopleColumns: { name: 'Person', organization: 'Organization', permissions: 'Permissions' },
  nobody: 'Nobody is synced yet',
  nobodyText: 'Once people are synced, what each would be allowed stands here.',
  noMatch: 'Nobody matches',
  clear: 'Show everybody',
  panel: 'Details',
  openPerson: 'Open in People',
  inactive: 'inactive',
  moreGrants: (count: number) => `+${count} more`,
} as const;
