/** Limits of ConfigCat’s plans, as crates/configcat/src/limits.rs has them. No API tells which plan one is on. */
export const SYNCED_USERS = 10_000;

const GROUPS_WITH_PERMISSIONS: readonly [string, number][] = [
  ['Free', 2],
  ['Pro', 5],
  ['Smart', 10],
  ['Enterprise', 500],
];

/** The smallest plan that so many groups with permissions fit. */
export function fits(groups: number): string {
  const found = GROUPS_WITH_PERMISSIONS.findIndex(([, most]) => groups <= most);
  const plan = GROUPS_WITH_PERMISSIONS[found];
  if (!plan) return 'More than ConfigCat allows without asking.';
  const [name, most] = plan;
  const above = found < GROUPS_WITH_PERMISSIONS.length - 1 ? ' and above' : '';
  return `Fits ConfigCat’s ${name} plan (${most})${above}.`;
}
