import type { ChangeLine, ChangeList, LineState, OktaChange, OrgGroupRow, Wish } from '$lib/generated/api';
import type { ShownState } from '$lib/ui';

/** What Catflap can do in Okta by itself. Each belongs to steps of the guide. */
export type Task = 'app' | 'to_app' | 'assign' | 'push' | 'mend';

/** How a group is pushed: by a new one beside it, or itself. */
export type PushWay = 'beside' | 'itself';

const OF_STEP: Record<string, Task> = {
  'create-app-integration': 'app',
  'choose-saml': 'app',
  'name-app': 'app',
  'saml-addresses': 'app',
  'name-id-format': 'app',
  'to-app': 'to_app',
  'assign-groups': 'assign',
  'separate-groups': 'push',
  'push-groups': 'push',
  'push-status': 'mend',
};

const STEP_OF: Record<Task, string> = {
  app: 'name-app',
  to_app: 'to-app',
  assign: 'assign-groups',
  push: 'push-groups',
  mend: 'push-status',
};

/** Steps of Okta’s admin console for which its public API has nothing. */
const NO_API = new Set(['enable-scim', 'connector-settings']);

export const taskOf = (step: string): Task | null => OF_STEP[step] ?? null;
export const hasNoApi = (step: string): boolean => NO_API.has(step);

const KIND: Record<OktaChange['kind'], Task> = {
  create_app: 'app',
  set_to_app: 'to_app',
  assign_group: 'assign',
  create_group: 'push',
  add_member: 'push',
  push_group: 'push',
  stop_push: 'mend',
  start_push: 'mend',
  unlink: 'mend',
};

/** The step that a list belongs to, by its first line. */
export function stepOfList({ lines }: ChangeList): string {
  const kind = lines[0]?.change.kind;
  return STEP_OF[kind ? KIND[kind] : 'push'];
}

/** Why a group can’t be chosen; none when it can. Okta does not support one group in both roles. */
export type WhyNot = 'assigned' | 'pushed' | 'assigned_already' | 'pushed_already' | 'in_error' | null;

export function whyNot(task: Task, way: PushWay, { assigned, push }: OrgGroupRow): WhyNot {
  if (task === 'assign') return assigned ? 'assigned_already' : push !== null ? 'pushed' : null;
  if (task === 'mend') return assigned ? 'assigned' : null;
  if (way === 'beside') return push !== null ? 'pushed_already' : null;
  if (assigned) return 'assigned';
  if (push === 'ACTIVE') return 'pushed_already';
  return push === 'ERROR' ? 'in_error' : null;
}

/** Okta’s expression for the e-mail address, as the guide sets `Application username`. */
export const USER_NAME_IS_EMAIL = '${source.email}';
export const SCHEME = '{name} (push)';

/** More members than this stand in one row that opens. */
const FOLDS_FROM = 4;

/** A line, or the lines that put people into one group. */
export type Shown = { line: ChangeLine } | { members: ChangeLine[]; group: string };

export function fold(lines: readonly ChangeLine[]): Shown[] {
  const shown: Shown[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as ChangeLine;
    const target = line.change.kind === 'add_member' ? line.change.target : null;
    if (target) {
      const name = nameOf(target);
      const until = lines.findIndex(
        ({ change }, index) =>
          index > at && !(change.kind === 'add_member' && nameOf(change.target) === name),
      );
      const members = lines.slice(at, until < 0 ? lines.length : until);
      if (members.length >= FOLDS_FROM) {
        shown.push({ members, group: name });
        at += members.length - 1;
        continue;
      }
    }
    shown.push({ line });
  }
  return shown;
}

type Target = Extract<OktaChange, { kind: 'add_member' }>['target'];
const nameOf = (target: Target): string => (target.kind === 'known' ? target.group.name : target.name);

/** The state of several lines as one. */
export function stateOf(lines: readonly ChangeLine[]): ChangeLine['state'] {
  const has = (state: ChangeLine['state']) => lines.some((line) => line.state === state);
  for (const state of ['failed', 'blocked', 'doing'] as const) if (has(state)) return state;
  if (has('planned')) return 'planned';
  return lines.every(({ state }) => state === 'already_so')
    ? 'already_so'
    : has('by_hand')
      ? 'by_hand'
      : 'done';
}

/** What an administrator chose, as wishes. */
export interface Choice {
  label: string;
  entityId: string;
  acsUrl: string;
  groups: readonly OrgGroupRow[];
  way: PushWay;
  scheme: string;
  /** Beside each assigned group one is pushed as well. */
  pushToo: boolean;
  mend: 'retry' | 'relink';
}

export function wishesOf(task: Task, choice: Choice): Wish[] {
  const groups = choice.groups.map(({ id }) => id);
  const beside: Wish = { kind: 'push_beside', groups, scheme: choice.scheme.trim() };
  switch (task) {
    case 'app':
      return [
        {
          kind: 'create_app',
          app: {
            label: choice.label.trim(),
            audience: choice.entityId.trim(),
            acs_url: choice.acsUrl.trim(),
            user_name_template: USER_NAME_IS_EMAIL,
          },
        },
      ];
    case 'to_app':
      // As the guide demands them.
      return [
        { kind: 'to_app', switches: { create: true, update: true, deactivate: true, password: false } },
      ];
    case 'assign':
      return choice.pushToo ? [{ kind: 'assign', groups }, beside] : [{ kind: 'assign', groups }];
    case 'push':
      return [choice.way === 'beside' ? beside : { kind: 'push', groups }];
    case 'mend':
      return groups.map((group) => ({ kind: 'mend', group, way: choice.mend }));
  }
}

/** Whether nothing of a line is left to be tried. */
export const isSettled = (state: ChangeLine['state']): boolean =>
  state === 'blocked' || state === 'done' || state === 'already_so' || state === 'by_hand';

export const lineShape: Record<LineState, ShownState> = {
  blocked: 'failing',
  planned: 'open',
  doing: 'running',
  done: 'proven',
  already_so: 'note',
  by_hand: 'ticked',
  failed: 'failing',
};
