import type {
  Chain,
  ChainPart,
  FieldPage,
  GhostCause,
  GroupCard,
  MemberCause,
  Page,
  PersonState,
} from '$lib/generated/api';
import type { Place } from '$lib/router.svelte';
import { text } from './words';

/** What leads to the fix: a page of Okta or ConfigCat, or a place of this window. */
export type Mend =
  | { kind: 'page'; page: Page; step: string; label: string }
  | { kind: 'place'; to: [Place, ...string[]]; label: string };

type Known = keyof typeof PAGES;
/** Pages where something is put right, each with the step of the guide that is done there. */
const PAGES = {
  assignments: ['okta_assignments', 'assign-groups'],
  to_app: ['okta_provisioning', 'to-app'],
  push_groups: ['okta_push_groups', 'push-groups'],
  push_status: ['okta_push_groups', 'push-status'],
  domains: ['configcat_domains', 'verify-domain'],
  users: ['configcat_users', 'start'],
} as const satisfies Record<string, [Page, string]>;

function page(known: Known): Mend {
  const [at, step] = PAGES[known];
  return { kind: 'page', page: at, step, label: text.open[known] };
}

const place = (label: string, ...to: [Place, ...string[]]): Mend => ({ kind: 'place', to, label });

const OF_GHOST: Record<GhostCause, Known> = {
  suspended_only: 'assignments',
  deactivate_users_off: 'to_app',
  push_failed: 'assignments',
  unknown: 'assignments',
};

/** Links that only Okta shows. */
const OKTA: readonly ChainPart[] = ['okta_user', 'assignment', 'push'];

/** How to see what is not seen. */
export function sight(part: ChainPart, connected: { okta: boolean; configcat: boolean }): Mend | null {
  if (OKTA.includes(part) && !connected.okta) return place(text.connectOkta, 'settings', 'okta');
  if (part === 'member' && !connected.configcat) return place(text.connectConfigCat, 'settings', 'configcat');
  return part === 'permission' ? place(text.toPlan, 'access') : null;
}

/** The one thing to do for a person; none where nothing is broken, or where it is done outside of all pages. */
export function mendPerson(
  chain: Chain,
  person: Pick<PersonState, 'key' | 'state' | 'ghost'> | null,
  explained: FieldPage | null,
): Mend | null {
  if (person?.ghost) return page(OF_GHOST[person.ghost]);
  const ways = person && place(text.whatItTakes, 'access', 'ways', person.key);
  switch (chain.broken) {
    case 'assignment':
      return page('assignments');
    case 'push':
      return explained ? { kind: 'page', ...explained } : page('assignments');
    case 'scim_user':
      if (person?.state === 'differs') return page('to_app');
      return page(person?.state === 'duplicate' ? 'users' : 'assignments');
    case 'groups':
      return page('push_status');
    case 'member':
      return page(person?.state === 'domain_unverified' ? 'domains' : 'users');
    case 'permission':
      return ways;
    case 'okta_user':
      return null;
    case null:
      break;
  }
  if (person?.state === 'differs') return page('to_app');
  return person?.state === 'no_permission' ? ways : null;
}

const OF_MEMBER: Record<MemberCause, Known> = {
  not_assigned: 'assignments',
  inactive_in_okta: 'assignments',
  failed: 'assignments',
  not_synced: 'assignments',
  group_not_pushed: 'push_status',
  left_group: 'push_status',
  not_arrived: 'push_status',
};

/** The one thing to do for a group. `able`: Okta is connected and its application known, so that Catflap can do it. */
export function mendGroup({ group, missing, extra }: GroupCard, able: boolean): Mend | null {
  const mend = able ? place(text.mendPush, 'setup', 'push-status', 'do') : page('push_status');
  switch (group.state) {
    case 'failed':
    case 'inactive':
      return mend;
    case 'ghost':
    case 'missing':
    case 'waiting':
      return page('push_groups');
    case 'no_permission':
      return place(text.toPlan, 'access');
    case 'differs': {
      const first = (missing[0] ?? extra[0])?.cause;
      return first === undefined || first === 'group_not_pushed' ? mend : page(OF_MEMBER[first]);
    }
    default:
      return null;
  }
}
