import type { Crowd, Guard, GuardFinding, Severity } from '$lib/generated/api';
import { text } from './words';

/** Dangers as they are shown: what comes often is told once, and its cases below. */
export interface Told {
  key: string;
  severity: Severity;
  message: string;
  remedy: string;
  /** Whom it concerns, as far as they are named, and how many there are. */
  names: readonly string[];
  count: number;
  /** The only case; none where there are several. */
  guard: Guard | null;
  cases: readonly GuardFinding[];
}

/** So many cases of one kind stand for themselves. */
const FEW = 2;

/** Kinds that come once for each group or pair of groups: how Rust calls those that it only counts, and all together. */
const OFTEN: Partial<Record<Guard['kind'], { crowd: Crowd; all: (count: number) => string }>> = {
  plan_group_not_synced: { crowd: 'plan_groups_not_synced', all: text.guards.notSynced },
  synced_group_without_permissions: {
    crowd: 'synced_groups_without_permissions',
    all: text.guards.givesNothing,
  },
  order_decides: { crowd: 'pairs_in_order', all: text.guards.order },
};

/** What to call a case in the list of all of its kind. */
export function caseName(guard: Guard): string {
  if (guard.kind === 'order_decides') return text.guards.before(guard.winner, guard.loser);
  return 'group' in guard ? guard.group : '';
}

/** How many of a kind are only counted. */
function counted(guards: readonly GuardFinding[], crowd: Crowd): number {
  const more = guards.find(({ guard }) => guard.kind === 'more' && guard.what === crowd)?.guard;
  return more?.kind === 'more' ? more.count : 0;
}

/** In the order in which they come, the worst first. */
export function told(guards: readonly GuardFinding[]): Told[] {
  const out: Told[] = [];
  const done = new Set<Guard['kind']>();
  for (const finding of guards) {
    const { guard, severity, message, remedy } = finding;
    if (done.has(guard.kind) || guard.kind === 'more') continue;
    const often = OFTEN[guard.kind];
    const cases = often ? guards.filter((other) => other.guard.kind === guard.kind) : [finding];
    const count = cases.length + (often ? counted(guards, often.crowd) : 0);
    if (often && count > FEW) {
      done.add(guard.kind);
      const names = cases.map((each) => caseName(each.guard));
      out.push({
        key: guard.kind,
        severity,
        message: often.all(count),
        remedy,
        names,
        count,
        guard: null,
        cases,
      });
    } else {
      const names = 'people' in guard && typeof guard.people !== 'number' ? guard.people : [];
      const count = 'people' in guard && 'count' in guard ? guard.count : names.length;
      out.push({ key: message, severity, message, remedy, names, count, guard, cases });
    }
  }
  return out;
}

/** What the order does to the permissions of groups: by group and product, in a sentence. */
export function orderMarks(guards: readonly GuardFinding[]): Map<string, Map<string, string>> {
  const out = new Map<string, Map<string, string>>();
  for (const { guard, message } of guards) {
    if (guard.kind !== 'order_decides') continue;
    const own = out.get(guard.loser) ?? new Map<string, string>();
    out.set(guard.loser, own);
    for (const product of guard.products) {
      const before = own.get(product);
      own.set(product, before ? `${before} ${message}` : message);
    }
  }
  return out;
}
