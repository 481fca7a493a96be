import type { MayIt } from '$lib/generated/api';

/** The words of the Okta connection. What a credential may is worded in Rust. */
export const text = {
  kind: 'Sign in to Okta’s API with',
  token: 'API token',
  /** As Okta calls it where it is shown once. */
  tokenValue: 'Token value',
  tokenNote: 'Quickest. It has the rights of whoever makes it.',
  service: 'Service app (OAuth 2.0)',
  serviceNote: 'No person behind it, and only the scopes that you grant.',
  tokenHow:
    'Made in Okta under `Security` → `API` → `Tokens`. Read-only Administrator is enough to prove the steps; to let Catflap do some of them, whoever makes it must be allowed to.',
  clientId: 'Client ID',
  key: 'Private key',
  keyHint:
    'As JWK or PEM. Paste it, drop its file here, or choose it. It goes to the keychain and is not shown again.',
  keyFile: 'Choose a file',
  keyRead: (name: string) => `Taken from ${name}.`,
  keyTooLong: (name: string) => `${name} is too long for a private key.`,
  serviceHow:
    'Made in Okta under `Applications` → `Create App Integration` → `API Services`, with `Public key / Private key` as client authentication. It needs an administrator role, and under `Okta API Scopes` the reading scopes `okta.apps.read` `okta.groups.read` `okta.users.read` `okta.logs.read` `okta.orgs.read`; to let Catflap do steps also `okta.apps.manage` `okta.groups.manage`.',
  card: {
    title: 'Who this is, what it may do',
    looking: 'Asking Okta',
    again: 'Look again',
    sees: 'Sees',
    changes: 'May change',
    may: { yes: 'Yes', no: 'No', unknown: 'Unknown' } satisfies Record<MayIt, string>,
    costs: (count: number) => (count === 1 ? 'Not proven without it: step' : 'Not proven without it: steps'),
    scopes: 'Needs',
    ends: (when: string) =>
      `An API token ends after 30 days without use: this one on ${when} if nobody uses it until then. Each look of Catflap uses it.`,
  },
} as const;
