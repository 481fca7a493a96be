import type { Page } from '$lib/generated/api';

export type Product = 'okta' | 'configcat';
export type OktaPlace = 'applications' | 'people' | 'groups' | 'tasks' | 'log' | 'api' | 'mistakes';
export type OktaTab = 'general' | 'sign_on' | 'provisioning' | 'assignments' | 'push_groups';
export type OktaSide = 'integration' | 'to_app';
export type ConfigCatTab = 'domains' | 'saml' | 'scim' | 'groups' | 'users' | 'members';

/** Where in the practice products a page of the guide lies. */
export type Target =
  | { product: 'okta'; place: OktaPlace; tab?: OktaTab; side?: OktaSide }
  | { product: 'configcat'; tab: ConfigCatTab };

const TARGETS: Record<Page, Target> = {
  okta_applications: { product: 'okta', place: 'applications' },
  okta_general: { product: 'okta', place: 'applications', tab: 'general' },
  okta_sign_on: { product: 'okta', place: 'applications', tab: 'sign_on' },
  okta_provisioning: { product: 'okta', place: 'applications', tab: 'provisioning', side: 'integration' },
  okta_assignments: { product: 'okta', place: 'applications', tab: 'assignments' },
  okta_push_groups: { product: 'okta', place: 'applications', tab: 'push_groups' },
  okta_groups: { product: 'okta', place: 'groups' },
  configcat_domains: { product: 'configcat', tab: 'domains' },
  configcat_saml: { product: 'configcat', tab: 'saml' },
  configcat_scim: { product: 'configcat', tab: 'scim' },
  configcat_groups: { product: 'configcat', tab: 'groups' },
  configcat_users: { product: 'configcat', tab: 'users' },
  configcat_members: { product: 'configcat', tab: 'members' },
};

/** One page of Okta holds two forms; the step says which of them it means. */
export function target(page: Page, step?: string): Target {
  const found = TARGETS[page];
  return found.product === 'okta' && found.tab === 'provisioning' && step === 'to-app'
    ? { ...found, side: 'to_app' }
    : found;
}
