import type { ConfigCatView, OktaAppView, OktaView, PracticeView } from '$lib/generated/api';

/** Practice products for tests; each test changes what it is about. */

export function app(more: Partial<OktaAppView> = {}): OktaAppView {
  return {
    id: '0oa1',
    label: 'ConfigCat',
    status: 'ACTIVE',
    saml: {
      single_sign_on_url: 'http://127.0.0.1:41833/saml/acs',
      audience_uri: 'http://127.0.0.1:41833/saml/entity',
      name_id_format: 'EmailAddress',
      application_username: 'Email',
    },
    internal_app: true,
    metadata_url: 'http://127.0.0.1:41834/app/exk1/sso/saml/metadata',
    idp_sso_url: 'http://127.0.0.1:41834/app/exk1/sso/saml',
    idp_certificate: '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----',
    scim_provisioning: true,
    connector: {
      base_url: 'http://127.0.0.1:41833/v2/08d920f2-6b1e-4f7c-8a54-2f6f4f0e9b1c',
      unique_identifier: 'email',
      import_users: false,
      push_new_users: true,
      push_profile_updates: true,
      push_groups: false,
      import_groups: false,
      authentication_mode: 'HTTP Header',
      authorization_hint: '3f9a',
      saved: true,
    },
    to_app: {
      create_users: true,
      update_user_attributes: true,
      deactivate_users: false,
      sync_password: false,
    },
    assignments: [
      { id: 'g1', scope: 'group', name: 'All Engineers', people: 24 },
      { id: 'u7', scope: 'person', name: 'Ines Okafor', people: 1 },
    ],
    push_groups: [
      { mapping_id: 'm1', group_id: 'g3', name: 'ConfigCat Developers', status: 'Active', error: null },
      {
        mapping_id: 'm2',
        group_id: 'g4',
        name: 'ConfigCat Readers',
        status: 'Error',
        error: 'Unable to update Group Push mapping target App group ConfigCat Readers: 401',
      },
    ],
    ...more,
  };
}

export function okta(more: Partial<OktaView> = {}): OktaView {
  return {
    org_name: 'Whisker Co.',
    app: app(),
    groups: [
      { id: 'g1', name: 'All Engineers', people: 24, assigned: true, pushed: false },
      { id: 'g3', name: 'ConfigCat Developers', people: 18, assigned: false, pushed: true },
      { id: 'g4', name: 'ConfigCat Readers', people: 9, assigned: false, pushed: true },
      { id: 'g2', name: 'Product', people: 7, assigned: false, pushed: false },
    ],
    people: [
      person('u1', 'Ana Costa', 'ana.costa@whisker.co', true),
      person('u2', 'Ben Adeyemi', 'ben.adeyemi@whisker.co', true),
      person('u7', 'Ines Okafor', 'ines.okafor@whisker.co', true),
      person('u9', 'Tom Lindqvist', 'tom.lindqvist@whisker.co', false),
    ],
    people_total: 41,
    waiting: 0,
    api_token: 'super_admin',
    service_apps: [],
    mistakes: [],
    tasks: [],
    log: [
      {
        at: '2026-05-12T14:02:11Z',
        event_type: 'application.provision.user.push',
        result: 'SUCCESS',
        text: 'Push new user to external application: ana.costa@whisker.co',
      },
    ],
    ...more,
  };
}

const person = (id: string, name: string, login: string, assigned: boolean) => ({
  id,
  name,
  login,
  email: login,
  status: 'ACTIVE',
  assigned,
  provisioned: assigned,
});

export function configcat(more: Partial<ConfigCatView> = {}): ConfigCatView {
  return {
    organization_name: 'Whisker Co.',
    domains: [
      { name: 'whisker.co', verified: true, txt_record: 'configcat-domain-verification=1f2e' },
      { name: 'whisker.io', verified: false, txt_record: 'configcat-domain-verification=9c7b' },
    ],
    auto_assign: true,
    saml: {
      name: 'Okta',
      entity_id: 'http://127.0.0.1:41833/saml/entity',
      acs_url: 'http://127.0.0.1:41833/saml/acs',
      metadata_url: 'http://127.0.0.1:41834/app/exk1/sso/saml/metadata',
      sign_on_url: '',
      has_certificate: false,
      trusted_domains: ['whisker.co'],
    },
    scim_url: 'http://127.0.0.1:41833/v2/08d920f2-6b1e-4f7c-8a54-2f6f4f0e9b1c',
    scim_token_hint: '3f9a',
    products: [
      { name: 'WhiskerShop', permission_groups: ['Administrators', 'Developers', 'Readers'] },
      { name: 'WhiskerPay', permission_groups: ['Administrators', 'Readers'] },
    ],
    groups: [
      {
        id: 's1',
        name: 'ConfigCat Developers',
        people: 18,
        organization_admin: false,
        billing_manager: false,
        permissions: { WhiskerShop: 'Developers' },
      },
      {
        id: 's2',
        name: 'ConfigCat Readers',
        people: 9,
        organization_admin: false,
        billing_manager: false,
        permissions: {},
      },
    ],
    users: [
      {
        id: 'su1',
        user_name: 'ana.costa@whisker.co',
        groups: ['ConfigCat Developers'],
        active: true,
        account: true,
        provisioning: 'active',
        permissions: 'WhiskerShop: Developers',
        today: 'WhiskerShop: Developers',
      },
      {
        id: 'su2',
        user_name: 'ben.adeyemi@whisker.co',
        groups: ['ConfigCat Developers', 'ConfigCat Readers'],
        active: true,
        account: true,
        provisioning: 'stopped',
        permissions: 'WhiskerShop: Developers',
        today: 'WhiskerShop: Administrators',
      },
      {
        id: 'su3',
        user_name: 'carla@whisker.io',
        groups: [],
        active: true,
        account: false,
        provisioning: 'unverified_domain',
        permissions: '',
        today: '',
      },
    ],
    users_total: 3,
    provision_future: false,
    unmanaged: [
      { user_id: 'c9', name: 'Old Hand', email: 'old-hand@elsewhere.com', today: 'Organization Admin' },
    ],
    ...more,
  };
}

export const practiceView = (
  more: { okta?: Partial<OktaView>; configcat?: Partial<ConfigCatView> } = {},
): PracticeView => ({ okta: okta(more.okta), configcat: configcat(more.configcat) });
