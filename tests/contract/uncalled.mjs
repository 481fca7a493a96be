// Operations of the descriptions that no walk calls, each with the reason. The test fails when one of them is called
// after all, so that the list stays true.

export const oktaUncalled = {
  'PUT /api/v1/apps/{appId}': 'never: it can switch provisioning off (Terraform provider issue 710)',
  'POST /api/v1/apps/{appId}/connections/default': 'works for catalogue apps only',
  'POST /api/v1/apps/{appId}/connections/default/lifecycle/activate': 'works for catalogue apps only',
  'GET /api/v1/apps/{appId}/groups/{groupId}': 'the list says the same',
  'POST /oauth2/v1/token': 'only service apps do, and they have a test of their own',
};

export const configCatUncalled = {
  'GET /v1/products/{productId}/members': 'the organization’s members say the same',
  'GET /v1/products/{productId}/invitations': 'the organization’s invitations say the same',
  'DELETE /v1/organizations/{organizationId}/members/{userId}': 'Catflap does not change members',
  'POST /v1/organizations/{organizationId}/members/{userId}': 'Catflap does not change members',
};
