import { formatCount, formatDate, formatTimeExact } from '$lib/format';
import type { LogOutcome } from '$lib/generated/api';

/** The words of Okta’s log. What happened, why, and what it means is worded in Rust. */
export const text = {
  reading: 'Reading Okta’s log.',
  lead: 'Provisioning events of the application, in plain words.',
  unread: 'Okta’s log can’t be read.',
  read: (since: string, at: string) =>
    `Since ${formatDate(since)}; read at ${formatTimeExact(at)}, and again every 30 s while it is looked at.`,
  missing: {
    title: 'Okta’s log needs Okta',
    text: 'Connect Okta to see who could not be pushed, with Okta’s reason and what it means.',
    connect: 'Connect Okta',
  },
  openSettings: 'Open Okta’s settings',
  again: 'Try again',
  failures: 'What failed',
  events: 'All events',
  filter: 'Show',
  filters: { all: 'All', failed: 'Failures only', people: 'People', groups: 'Groups' },
  none: 'No such event in this time.',
  noneAtAll: 'Okta’s log has no events of this application in this time.',
  more: (count: number) => `Show ${formatCount(count)} more`,
  outcomes: { done: 'Worked', failed: 'Failed', neither: 'Neither worked nor failed' } satisfies Record<
    LogOutcome,
    string
  >,
};
