import { formatCount, plural } from '$lib/format';
import type { Coming, LineState } from '$lib/generated/api';
import type { PushWay, Task, WhyNot } from './tasks';

/** The words of what Catflap does in Okta. Lines, cautions and troubles are worded in Rust. */
export const text = {
  doIt: 'Let Catflap do it',
  offers: {
    app: 'Okta’s API can create the application: SAML 2.0, with ConfigCat’s addresses, in one go.',
    to_app: 'Okta’s API can set these switches, for applications that let it.',
    assign: 'Okta’s API can assign groups. You see first who would come.',
    push: 'Okta’s API can make a push group beside an assigned one, with the same people, and push it.',
    mend: 'Okta’s API can try a push again, or link it anew.',
  } satisfies Record<Task, string>,
  noApi: 'Okta has no API for this; Catflap proves it afterwards.',
  needsOkta: 'With Okta connected, Catflap can do this for you.',
  connect: 'Connect Okta',
  needsApp: 'Catflap can do this once it knows which application is ConfigCat.',
  chooseApp: 'Choose it in Settings',
  appThere: (label: string) =>
    `“${label}” is there already. Catflap never rewrites an application: that could switch its provisioning off.`,

  titles: {
    app: 'Create the application',
    to_app: 'Set To App',
    assign: 'Assign groups',
    push: 'Push groups',
    mend: 'Mend push groups',
  } satisfies Record<Task, string>,
  over: (number: string, title: string) => `Set up · step ${number}, ${title}`,
  back: 'The step',
  mayNot: 'What Catflap signs in to Okta with may not do this.',
  openSettings: 'The connection',
  chooseLead: 'Nothing is sent to Okta until you have seen it.',
  chooseText: {
    app: 'The addresses come from ConfigCat’s page of the SAML identity provider.',
    to_app: 'The switches as the guide sets them.',
    assign: 'Choose the groups whose people are to come.',
    push: 'Choose the groups that are to arrive in ConfigCat.',
    mend: 'Choose the push groups that are to work again.',
  } satisfies Record<Task, string>,
  previewLead: 'Nothing was sent yet.',
  show: 'Show what will be done',
  showing: 'Looking at Okta',
  rethink: 'Change the choice',
  do: (count: number) => `Do ${plural(count, 'change')} in Okta`,
  blocked: (count: number) =>
    count === 1
      ? 'A line can’t be done. Change the choice, or put right what stands in its way.'
      : `${formatCount(count)} lines can’t be done. Change the choice, or put right what stands in their way.`,
  stopped: 'The look ahead says that it must not be done like this. Change the choice.',
  nothing: 'Everything is so already.',
  running: 'Changing Okta.',
  cancelling: 'Stopping after this line.',
  progress: (done: number, all: number) => `${formatCount(done)} of ${plural(all, 'line')} done.`,
  cancel: 'Stop after this line',
  goOn: 'Go on',
  giveUp: 'Give up',
  done: 'Back to the step',
  more: 'Do more',

  app: {
    label: 'App name',
    labelHint: 'Its name in Okta.',
    entityId: 'Entity ID',
    entityHint: 'Okta calls it Audience URI (SP Entity ID).',
    acsUrl: 'Assertion Consumer Service',
    acsHint: 'Okta calls it Single sign on URL.',
    missing:
      'They exist once step 2.1 is done: add the identity provider in ConfigCat first, then copy them here.',
    fixed: 'What it will be',
    fixedList: [
      ['Sign-in', 'SAML 2.0'],
      ['Name ID format', 'EmailAddress'],
      ['Application username', 'Email'],
      ['Provisioning', 'Off. Okta’s API can’t switch it on: step 3.1 stays yours.'],
    ],
  },
  toApp: {
    title: 'To App',
    on: 'on',
    off: 'off',
    list: [
      ['Create Users', true],
      ['Update User Attributes', true],
      ['Deactivate Users', true],
      ['Sync Password', false],
    ] as [string, boolean][],
    note: 'Okta lets its API set these only for some applications. Where it refuses, Catflap says so and the step stays yours.',
  },
  groups: {
    title: 'Groups of the org',
    search: 'Search groups',
    placeholder: 'Beginning of a name',
    reading: 'Reading the groups',
    none: (typed: string) =>
      typed === '' ? 'The org has no groups.' : `No group’s name begins with “${typed}”.`,
    noneToMend: 'No push group is in error or stopped.',
    more: 'There are more. Type the beginning of a name.',
    chosen: (count: number) => (count === 0 ? 'No group chosen' : `${plural(count, 'group')} chosen`),
    drop: (name: string) => `Leave out ${name}`,
    choice: 'Your choice',
    assigned: 'assigned',
    push: { ACTIVE: 'pushed', INACTIVE: 'push stopped', ERROR: 'push in error' } as Record<string, string>,
    whyNot: {
      assigned:
        'It is assigned, so it can’t be pushed itself: Okta does not support one group in both roles.',
      pushed: 'It is pushed, so it can’t be assigned as well: Okta does not support one group in both roles.',
      assigned_already: 'It is assigned already.',
      pushed_already: 'It is pushed already.',
      in_error: 'Its push is in error: mend it in step 4.4.',
    } satisfies Record<Exclude<WhyNot, null>, string>,
  },
  way: {
    legend: 'How they are pushed',
    beside: 'By a new group beside each',
    besideNote: 'With the same people. The only way for a group that is assigned.',
    itself: 'The groups themselves',
    itselfNote: 'For groups that are not assigned.',
  } satisfies Record<string, string> & Record<PushWay, string>,
  scheme: 'Name of the push group',
  schemeHint: '{name} stands for the name of the group beside it.',
  pushToo: 'Push a group beside each as well',
  pushTooNote: 'A new group with the same people, so that ConfigCat can give it permissions.',
  mendWay: {
    legend: 'How',
    retry: 'Try again',
    retryNote: 'Stops the push and starts it again.',
    relink: 'Unlink and push anew',
    relinkNote: 'When the group was deleted or exchanged in ConfigCat. It stays there, with its permissions.',
  },

  lines: 'What will be done in Okta',
  linesDone: 'What was done in Okta',
  request: 'Request',
  noBody: 'without a body',
  members: (count: number, group: string) => `Add ${plural(count, 'person', 'people')} to “${group}”`,
  membersDone: (done: number, all: number) => `${formatCount(done)} of ${formatCount(all)}`,
  cautions: 'Worth knowing before',
  states: {
    blocked: 'Can’t be done',
    planned: 'To be done',
    doing: 'Being done',
    done: 'Done',
    already_so: 'Already so',
    by_hand: 'By hand',
    failed: 'Not done',
  } satisfies Record<LineState, string>,

  ahead: {
    title: 'What follows in ConfigCat',
    who: 'Who',
    nobody: 'Nobody',
    and: (count: number) => `and ${formatCount(count)} more`,
    coming: {
      new: 'new',
      linked: 'linked to the user who is there',
      already_there: 'there already',
      not_pushed: 'not pushed by Okta',
      unseen: 'not known whether there already',
    } satisfies Record<Coming, string>,
    fails: 'would fail',
    load: (requests: number) => `Okta then sends ${plural(requests, 'request')}`,
    limits: 'Limits',
    limit: (after: number | null, limit: number | null) => {
      if (after === null) return limit === null ? 'not known' : `at most ${formatCount(limit)}`;
      return limit === null ? formatCount(after) : `${formatCount(after)} of ${formatCount(limit)}`;
    },
    time: 'Time',
    assumptions: 'Taken for granted',
  },

  left: {
    title: (done: number, all: number) =>
      `A list of changes in Okta was left half done: ${formatCount(done)} of ${plural(all, 'line')} done.`,
    next: (title: string) => `Next: ${title}.`,
    text: 'Going on looks at each remaining line first, so nothing is done twice. Giving up leaves what is done.',
  },
} as const;
