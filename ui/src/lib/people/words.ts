/** Words for what one person is allowed, wherever it stands. */
export const text = {
  organizationAdmin: 'Organization Admin',
  billingManager: 'Billing Manager',
  everyProduct: 'Every product, billing excepted',
  from: (groups: readonly string[]) => `from ${groups.join(', ')}`,
  overrode: (groups: readonly string[]) => `before ${groups.join(', ')}`,
  insteadOf: 'instead of',
  nothing: 'Nothing, in this plan',
} as const;
