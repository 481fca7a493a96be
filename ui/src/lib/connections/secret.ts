import { formatDate } from '$lib/format';
import type { SecretView } from '$lib/generated/api';
import { words } from '$lib/strings';

/** What may be said of a stored secret: “set on 12 May, ends in …3f9a”. */
export function secretSays(secret: SecretView, now: Date = new Date()): string {
  return words.connection.secret(formatDate(secret.set_at, now), secret.ends_in);
}
