import { formatMoments } from '$lib/format';
import type { HistoryEntry } from '$lib/generated/api';

/** Two readings that are compared; one alone where there is none before it. */
export interface Pair {
  from: HistoryEntry | null;
  to: HistoryEntry;
}

/** The reading before this one. */
export function before(entries: readonly HistoryEntry[], id: number): HistoryEntry | null {
  return entries[entries.findIndex((entry) => entry.id === id) + 1] ?? null;
}

/**
 * What an address asks for: `ID` is that reading against the one before, `FROM/TO` any two, in whichever order. None
 * where a reading is no longer kept.
 */
export function pairOf(entries: readonly HistoryEntry[], ids: readonly string[]): Pair | null {
  const [one, other] = ids.map((id) => entries.find((entry) => String(entry.id) === id));
  if (!one || (ids.length > 1 && !other)) return null;
  if (!other || one === other) return { from: before(entries, one.id), to: one };
  return one.id < other.id ? { from: one, to: other } : { from: other, to: one };
}

/** When each reading was, by its id. */
export function moments(entries: readonly HistoryEntry[]): Map<number, string> {
  const when = formatMoments(entries.map(({ read_at }) => read_at));
  return new Map(entries.map(({ id }, i) => [id, when[i] ?? '']));
}
