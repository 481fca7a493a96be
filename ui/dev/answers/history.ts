import type {
  Alarm,
  DifferenceLine,
  HistoryDifference,
  HistoryEntry,
  ReviewRow,
} from '../../src/lib/generated/api';
import { wish, type Answers } from '../answers';

/** `?history=none`, `?history=one`, `?history=huge`, `?history=same`. */
const size = { none: 0, one: 1, huge: 200 }[wish.get('history') ?? ''] ?? 9;
const huge = wish.get('history') === 'huge';
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

const sentences = [
  '18 left, 12 went out of Developers, 9 lost WhiskerShop',
  '3 joined, 1 left, 1 moved from Readers to Developers, 2 lost WhiskerShop',
  '1 has another address',
  'the group Contractors is new, 14 came into Contractors, 14 gained FurBall Finder',
  '1 was switched off, 1 lost Organization Admin',
  '40 joined, 40 came into Readers',
];

const entries: HistoryEntry[] = Array.from({ length: size }, (_, i) => ({
  id: 1000 - i,
  read_at: ago(i === 0 ? 0.2 : i * i * 5 + i),
  seen_at: ago(i === 0 ? 0.01 : (i - 1) * (i - 1) * 5 + i + 0.5),
  users: 312 - (i === 0 ? 18 : 0) - (i > 5 ? 40 : 0) - 2 * i,
  groups: i > 3 ? 6 : 7,
  changed: i === size - 1 ? null : (sentences[i % sentences.length] ?? ''),
  alarm: i % sentences.length === 0 && i < size - 1,
}));

const people = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => `person.${from + i}@whisker.co`).sort();

const alarm: Alarm = {
  people: 18,
  of_people: 312,
  memberships: 31,
  of_memberships: 402,
  words: '18 of 312 active people left or were switched off since the last reading.',
  todo: 'If nobody meant that, look in Okta for a changed group rule, a changed directory or a removed assignment, and restore that first: only then retry what failed.',
};

const many: DifferenceLine[] = Array.from({ length: 80 }, (_, i) => ({
  kind: 'moved',
  words: `${80 - i} moved from Team ${i} to Team ${i + 1}`,
  names: people(80 - i, i * 100),
}));

function between({ from, to }: { from: number; to: number }): HistoryDifference {
  const find = (id: number) => entries.find((entry) => entry.id === id) as HistoryEntry;
  const same = wish.get('history') === 'same';
  const lost = find(to).alarm;
  const lines: DifferenceLine[] = [
    { kind: 'joined', words: huge ? '10000 joined' : '3 joined', names: people(huge ? 10_000 : 3, 10) },
    { kind: 'left', words: lost ? '18 left' : '1 left', names: people(lost ? 18 : 1, 50) },
    { kind: 'moved', words: '1 moved from Readers to Developers', names: people(1, 90) },
    { kind: 'groups', words: 'the group Contractors is new', names: ['Contractors'] },
    ...(huge ? many : []),
  ];
  return {
    from: find(from),
    to: find(to),
    sentence: same ? 'Nothing changed' : lines.map((line) => line.words).join(', '),
    lines: same ? [] : lines,
    access: same
      ? []
      : [
          { what: 'WhiskerShop', kind: 'lost', words: '2 lost WhiskerShop', names: people(2, 90) },
          {
            what: 'FurBall Finder',
            kind: 'changed',
            words: '1 has another permission group in FurBall Finder',
            names: people(1, 90),
          },
        ],
    alarm: lost ? alarm : null,
  };
}

const row = (i: number): ReviewRow => ({
  name: ['Ana Costa', 'Gerald Jinx', 'Omar Said', 'Bartholomew Featherstonehaugh-Cholmondeley'][i % 4] ?? '',
  email:
    ['ana.costa', 'jerry', 'omar', 'bartholomew.featherstonehaugh-cholmondeley'][i % 4] + `+${i}@whisker.co`,
  okta: i % 4 === 1 ? 'Suspended' : 'Active',
  synced: i % 7 === 3 ? 'Not synced' : 'Active',
  configcat: i % 5 === 2 ? 'Not a member' : 'Member',
  state:
    i % 4 === 1
      ? 'Left Okta, still active here: suspended in Okta, which sends nothing for it'
      : i % 5 === 2
        ? 'Missing in ConfigCat: the domain whisker.co is not verified'
        : 'In sync',
  groups:
    i % 6 === 0 ? Array.from({ length: 31 }, (_, n) => `ConfigCat Team ${n}`) : ['Developers', 'Readers'],
  planned:
    i % 9 === 4
      ? []
      : ['WhiskerShop / Developers (from Developers)', 'FurBall Finder / Readers (from Readers)'],
  today: i % 5 === 2 ? null : ['FurBall Finder / Admins'],
});

export default {
  history: () => ({ entries, most: 200 }),
  history_between: between,
  history_alarm_seen: () => ({}),
  review: ({ search, entry }) => {
    const total = search ? (search === 'x' ? 0 : 12) : 312;
    return {
      sentence: `${total} people, as read on 12 May 2026 at 14:01`,
      unseen:
        entry === null
          ? ['Okta is not connected: who is assigned can’t be seen.']
          : [
              'Of an earlier reading only who was synced is known: Okta and ConfigCat can’t be seen.',
              'What people would be allowed is said by the plan as it is now.',
            ],
      total,
      rows: Array.from({ length: Math.min(50, total) }, (_, i) => row(i)),
    };
  },
  review_save: ({ format }) => ({ path: `/home/ada/Documents/Catflap/access-review-2026-05-12.${format}` }),
} satisfies Answers;
