import { formatCount, formatWhen, plural } from '../format';

/** The words about failures of Okta’s log. What they mean is worded in Rust. */
export const text = {
  since: (first: string, last: string) =>
    formatWhen(first) === formatWhen(last)
      ? formatWhen(first)
      : `since ${formatWhen(first)}, last ${formatWhen(last)}`,
  open: (open: number, all: number) =>
    open === all ? 'Not through yet' : `${formatCount(open)} of ${formatCount(all)} not through yet`,
  cured: 'Came through since',
  nameless: 'No person or group is named',
  means: 'What it means',
  change: 'What to change',
  oktaSays: 'Okta’s reason',
  whom: 'Whom',
  isOpen: 'Not through yet',
  isCured: 'Came through since',
  more: (count: number) => `and ${plural(count, 'more', 'more')}`,
  card: (name: string) => `Show ${name} in People`,
};
