// What the descriptions in api/ lack, with its source. Only what a source names is added, and nothing is removed.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Operations, with their source at the top of the file. */
const oktaAdditions = parse(readFileSync(new URL('api/okta-additions.yaml', import.meta.url), 'utf8'));

/** Types of audit log entries in ConfigCat's Node client 3.2.2 (May 2026) that the description of 2024-10 lacks. */
const AUDIT_LOG_TYPES = [
  'autoProvisioningEnabledChanged',
  'userProvisioningConfigurationChanged',
  'syncGroupProvisioningRuleChanged',
  'syncGroupsReordered',
  'syncUserProvisioningEnabled',
  'syncUserProvisioningDisabled',
  'syncUserDeleted',
  'syncGroupDeleted',
  'userDisabled',
  'userEnabled',
  'userEmailChanged',
  'userFullNameChanged',
];

/** Adds to ConfigCat's description. */
export function addToConfigCat(description) {
  const types = description.components.schemas.AuditLogType.enum;
  types.push(...AUDIT_LOG_TYPES.filter((type) => !types.includes(type)));
  return description;
}

/**
 * Okta writes `null` in System Log events for whatever an event does not have, as the examples of its own developer
 * documentation show ("System Log API", Examples: `detailEntry`, `client.id`, `authenticationProvider`,
 * `transaction.detail`, `target`, …). Its description knows no `null` there. What makes an event one (`uuid`,
 * `published`, `eventType`) stays as described.
 *
 * Two more things are seen in the answers of real orgs that Okta's Python client keeps for its own tests (`okta` 3.4.6 on
 * PyPI, tests/integration/cassettes): a profile mapping has a map of properties, where the description says that it has one
 * (test_profile_mapping_it), and `externalId` of an app user who is not provisioned is `null` (test_applications_it).
 */
export function addToOkta(description) {
  for (const [path, item] of Object.entries(oktaAdditions.paths)) {
    for (const [key, value] of Object.entries(item)) {
      if (description.paths[path]?.[key]) throw new Error(`${key} ${path} is described already`);
      description.paths[path] = { ...description.paths[path], [key]: value };
    }
  }
  Object.assign(description.components.responses, oktaAdditions.components.responses);
  const { schemas } = description.components;
  schemas.ProfileMapping.properties.properties = {
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/ProfileMappingProperty' },
  };
  schemas.AppUser.properties.externalId.nullable = true;
  for (const [name, schema] of Object.entries(schemas)) {
    if (!name.startsWith('Log') || schema.type !== 'object') continue;
    const properties = schema.properties ?? {};
    const absent = name === 'LogEvent' ? ['legacyEventType', 'target'] : Object.keys(properties);
    for (const property of absent) {
      if (properties[property].type && !properties[property].enum) properties[property].nullable = true;
    }
    if (name !== 'LogEvent') schema.nullable = true;
  }
  return description;
}
