import { expect, it } from 'vitest';
import type { PlanGroup } from '$lib/generated/api';
import { applied, moves } from './edits';
import { moved } from './order';

const group = (name: string, permissions: Record<string, string> = {}): PlanGroup => ({
  name,
  organization_admin: false,
  billing_manager: false,
  permissions,
});
const names = ['a', 'b', 'c', 'd', 'e'];
const groups = names.map((name) => group(name));

it('brings a group to every place by an edit', () => {
  for (let from = 0; from < names.length; from += 1)
    for (let to = 0; to < names.length; to += 1)
      expect(
        applied(groups, moves(names, from, to)).map(({ name }) => name),
        `${from} to ${to}`,
      ).toEqual(moved(names, from, to));
});

it('says what a group comes before, and nothing of one that stays', () => {
  expect(moves(names, 4, 0)).toEqual([{ kind: 'move', group: 'e', before: 'a' }]);
  expect(moves(names, 0, 4)).toEqual([{ kind: 'move', group: 'a', before: null }]);
  expect(moves(names, 2, 2)).toEqual([]);
});

it('gives and takes roles and permissions, and leaves the plan it began with', () => {
  const start = [group('a', { Shop: 'Readers' })];
  const after = applied(start, [
    { kind: 'role', group: 'a', role: 'organization_admin', on: true },
    { kind: 'give', group: 'a', product: 'Finder', permission_group: 'Admins' },
    { kind: 'take', group: 'a', product: 'Shop' },
  ]);
  expect(after).toEqual([{ ...group('a', { Finder: 'Admins' }), organization_admin: true }]);
  expect(start).toEqual([group('a', { Shop: 'Readers' })]);
});

it('leaves what names a group that is not there, and memberships, which are made in Okta', () => {
  expect(
    applied(groups, [
      { kind: 'move', group: 'a', before: 'x' },
      { kind: 'role', group: 'x', role: 'billing_manager', on: true },
      { kind: 'join', user_name: 'ana@whisker.co', group: 'a' },
    ]),
  ).toEqual(groups);
});
