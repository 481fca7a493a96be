import { formatCount, plural } from '$lib/format';
import type { ReviewFormat } from '$lib/generated/api';

/** The words of the access review. What it says of people is told by Rust. */
export const text = {
  title: 'Access review',
  lead: 'Who may do what, and by which group. No secret is in it.',
  back: 'Back',
  whom: 'Whom it is about',
  search: 'Search people',
  searchHint: 'Name, e-mail, group, id',
  reading: 'As read',
  lastReading: 'Last reading',
  state: 'State',
  all: 'Everybody',
  needsLook: 'Needs a look',
  group: 'Member of',
  anyGroup: 'Any group',
  product: 'Allowed something in',
  anyProduct: 'Any product',

  unseen: 'What it can’t say',
  preview: 'First rows',
  columns: {
    person: 'Person',
    state: 'State',
    where: 'Seen',
    groups: 'Groups',
    planned: 'Would be allowed',
    today: 'May do today',
  },
  sources: { okta: 'Okta', synced: 'Synced', configcat: 'ConfigCat' },
  todayUnseen: 'Can’t be seen',
  nothing: 'Nothing',
  more: (count: number) => `and ${formatCount(count)} more`,
  part: (shown: number, total: number) =>
    `The first ${formatCount(shown)} of ${formatCount(total)} people. The file has all of them, and all that they are in.`,
  whole: (total: number) =>
    `${plural(total, 'person', 'people')}. The file has all that ${total === 1 ? 'this person is' : 'they are'} in.`,
  nobody: 'Nobody fits',
  nobodyText: 'Choose fewer conditions.',
  clear: 'Everybody again',

  format: 'Format',
  formats: {
    html: { name: 'HTML', says: 'To read, print and sign.' },
    csv: { name: 'CSV', says: 'For a spreadsheet; no cell is a formula.' },
    json: { name: 'JSON', says: 'For scripts, all fields named.' },
  } satisfies Record<ReviewFormat, { name: string; says: string }>,
  save: (name: string) => `Save as ${name}…`,
  saved: (path: string) => `The access review is saved: ${path}`,
  again: 'Try again',
} as const;
