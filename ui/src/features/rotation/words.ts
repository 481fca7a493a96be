import { formatTimeExact, formatWhen } from '$lib/format';
import type { DrillState, RotationStage } from '$lib/generated/api';

/** The words of the drill for a new SCIM token. Steps, what was seen and what to do are worded in Rust. */
export const text = {
  title: 'A new SCIM token',
  level: 'Token',
  row: 'Regenerate the SCIM token',
  stages: {
    before: 'a guided drill',
    new_token: 'the new token is awaited',
    into_okta: 'to be saved in Okta',
    await_okta: 'Okta is awaited',
    retry: 'failed jobs to retry',
    through: 'through',
  } satisfies Record<RotationStage, string>,
  back: 'The checks',
  lead: 'The token is made on ConfigCat’s page and saved in Okta. Catflap proves it in between, and watches Okta take it.',
  reading: 'Reading how the drill stands',
  missing: {
    title: 'The drill needs ConfigCat SCIM',
    text: 'Catflap asks the endpoint with the old and the new token, and keeps the new one.',
    connect: 'Connect ConfigCat SCIM',
  },
  stops: 'What stops, and for how long',
  before: 'Before you begin',
  begin: 'Begin the drill',
  beginNote: 'Beginning changes nothing yet: the old token stops when REGENERATE is pressed in ConfigCat.',
  end: 'End the drill',
  logUnread:
    'Without Okta’s log Catflap can’t see Okta’s first success. The token itself is proven all the same.',
  connectOkta: 'Connect Okta',
  steps: 'Steps of the drill',
  states: {
    later: 'To come',
    now: 'To be done now',
    proven: 'Proven',
    wrong: 'Needs you',
    unseen: 'Could not be seen',
  } satisfies Record<DrillState, string>,
  openConfigCat: 'Open the token’s page in ConfigCat',
  openOkta: 'Open Provisioning in Okta',
  openPushGroups: 'Open Push Groups in Okta',
  copyToken: 'Copy the new token',
  copied: 'The new token is on the clipboard, for a minute.',
  field: 'New token',
  fieldHint:
    'Pasted from ConfigCat’s page. It goes to the keychain once it is proven, and is never shown again.',
  prove: 'Prove the new token',
  look: 'Look again',
  looked: (at: string) =>
    `Okta’s log was read at ${formatTimeExact(at)}; again every 10 s while this page is seen.`,
  firstSuccess: (at: string) => `Okta’s first success: ${formatWhen(at)}.`,
  toRetry: 'Waits to be retried',
};
