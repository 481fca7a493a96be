import type { AccessView, Edit, PlanGroup } from '$lib/generated/api';

/** Something that was done to the plan: its edits, and what to call it. */
export interface Try {
  edits: readonly Edit[];
  what: string;
  /** Which group was moved, and how far. */
  moved: { name: string; by: number } | null;
  /** The same cell again takes the place of what was tried there before. */
  cell: string | null;
}

/** Names a cell of the matrix: a group, and a role or product. */
export const cellOf = (group: string, what: string) => `${group}\n${what}`;

/** The groups with edits made, as Rust makes them: what names a group that is not there changes nothing. */
export function applied(groups: readonly PlanGroup[], edits: readonly Edit[]): PlanGroup[] {
  const out = groups.slice();
  const place = (name: string) => out.findIndex((group) => group.name === name);
  for (const edit of edits) {
    if (edit.kind === 'join' || edit.kind === 'leave') continue;
    const at = place(edit.group);
    const group = out[at];
    if (!group) continue;
    if (edit.kind === 'role') out[at] = { ...group, [edit.role]: edit.on };
    else if (edit.kind === 'give')
      out[at] = { ...group, permissions: { ...group.permissions, [edit.product]: edit.permission_group } };
    else if (edit.kind === 'take') {
      const permissions = { ...group.permissions };
      delete permissions[edit.product];
      out[at] = { ...group, permissions };
    } else if (edit.before === null || (edit.before !== edit.group && place(edit.before) >= 0)) {
      out.splice(at, 1);
      out.splice(edit.before === null ? out.length : place(edit.before), 0, group);
    }
  }
  return out;
}

/** The edit that brings a group to another place; none where it stands there. */
export function moves(names: readonly string[], from: number, to: number): Edit[] {
  const group = names[from];
  if (group === undefined || from === to) return [];
  return [{ kind: 'move', group, before: names[to < from ? to : to + 1] ?? null }];
}

export const sameEdits = (one: readonly Edit[], other: readonly Edit[]) =>
  one.length === other.length && JSON.stringify(one) === JSON.stringify(other);

export const givesAnything = (group: PlanGroup) =>
  group.organization_admin || group.billing_manager || Object.keys(group.permissions).length > 0;

/** How many people each group of the plan has; none when it is not synced. */
export const peopleByGroup = (view: AccessView | null): ReadonlyMap<string, number | null> =>
  new Map(view?.plan.groups.map(({ name }, at) => [name, view.people[at] ?? null]));

/** The cells of what is tried. */
export const cellsOf = (tried: readonly Try[]): ReadonlySet<string | null> =>
  new Set(tried.map(({ cell }) => cell));

/** How far each group was moved. */
export const movedBy = (all: readonly (Try['moved'] | undefined)[]): ReadonlyMap<string, number> =>
  new Map(all.filter((moved) => !!moved).map(({ name, by }) => [name, by]));
