import { formatCount, plural } from '$lib/format';

/** The words of the history. What changed is told by Rust. */
export const text = {
  timeline: 'Readings, newest first',
  columns: { when: 'Read', changed: 'What changed', users: 'Users', groups: 'Groups' },
  until: (when: string) => `so until ${when}`,
  oldest: 'The oldest reading that is kept',
  alarm: 'Many were lost',
  compared: 'Compared with this one',
  kept: (count: number, most: number) =>
    `${plural(count, 'reading')} that brought something new; ${formatCount(most)} are kept at most.`,
  toSettings: 'Change that',
  course: (now: number, most: number, least: number) =>
    most === least
      ? `Users over time: ${formatCount(now)} all along.`
      : `Users over time: ${formatCount(now)} now, ${formatCount(most)} at most, ${formatCount(least)} at least. The list below says it reading by reading.`,
  users: (count: number) => plural(count, 'user'),
  groups: (count: number) => plural(count, 'group'),

  none: 'No reading is kept yet',
  noneText: 'Each reading that finds something new is kept here, and says what changed since the one before.',
  again: 'Try again',

  panel: 'What changed',
  between: (from: string, to: string) => `From ${from} to ${to}`,
  first: (when: string) => `As read ${when}`,
  compare: 'Compared with',
  compareHint: 'Shift and ↑ or ↓ in the list do the same.',
  before: (when: string) => `the one before: ${when}`,
  nothing: 'Nothing differs between these two readings.',
  one: (users: string, groups: string) => `${users} in ${groups}.`,
  oneText: 'There is no reading before this one to compare it with.',
  onlyText: 'The next reading that finds something new is kept beside it, with what changed.',
  gone: 'That reading is no longer kept.',
  goneText: (most: number) => `Only the last ${formatCount(most)} are. Choose one of those in the list.`,
  lines: 'People and groups',
  access: 'Access',
  accessNote: 'By the plan as it is now, for those who are in both readings.',
  more: (count: number) => `and ${formatCount(count)} more`,
  fewer: 'Show fewer',
  names: 'Names',
  moreLines: (count: number) => `Show ${plural(count, 'more line', 'more lines')}`,
  review: 'Access review of this reading',
} as const;
