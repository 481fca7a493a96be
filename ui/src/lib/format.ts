/** Times and numbers as the window writes them. Times arrive as RFC 3339 text. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const count = new Intl.NumberFormat('en');

export const formatCount = (value: number): string => count.format(value);

/** 44 ms, 1.4 s, 2 min 5 s. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function daysApart(then: Date, now: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((day(now) - day(then)) / 86_400_000);
}

/** today 14:02, yesterday 09:10, 12 May, 12 May 2024. */
export function formatWhen(at: string | Date, now: Date = new Date()): string {
  const then = new Date(at);
  const apart = daysApart(then, now);
  if (apart === 0) return `today ${clock.format(then)}`;
  if (apart === 1) return `yesterday ${clock.format(then)}`;
  return then.getFullYear() === now.getFullYear() ? dayMonth.format(then) : dayMonthYear.format(then);
}

/** 12 May, 12 May 2024: the date without the time. */
export function formatDate(at: string | Date, now: Date = new Date()): string {
  const then = new Date(at);
  return then.getFullYear() === now.getFullYear() ? dayMonth.format(then) : dayMonthYear.format(then);
}

/** today 14:02, then 12 May, 14:02: with its time on any day. `exact`: with its seconds too. */
export function formatMoment(at: string | Date, now: Date = new Date(), exact = false): string {
  const said = formatWhen(at, now);
  const time = exact ? formatTimeExact(at) : formatTime(at);
  return said.includes(':') ? said.replace(formatTime(at), time) : `${said}, ${time}`;
}

/** The moments of a list, each told from the others: with its seconds where another is in the same minute. */
export function formatMoments(all: readonly string[], now: Date = new Date()): string[] {
  const times = new Map<string, number>();
  const said = all.map((at) => formatMoment(at, now));
  for (const each of said) times.set(each, (times.get(each) ?? 0) + 1);
  return all.map((at, i) => (times.get(said[i] ?? '') === 1 ? (said[i] ?? '') : formatMoment(at, now, true)));
}

/** 14:02 */
export const formatTime = (at: string | Date): string => clock.format(new Date(at));

/** 14:02:11 */
export const formatTimeExact = (at: string | Date): string => clockSeconds.format(new Date(at));

/** Today, Yesterday, Monday 12 May. */
export function formatDay(at: string | Date, now: Date = new Date()): string {
  const then = new Date(at);
  const apart = daysApart(then, now);
  if (apart === 0) return 'Today';
  if (apart === 1) return 'Yesterday';
  return then.getFullYear() === now.getFullYear() ? weekday.format(then) : dayMonthYear.format(then);
}

/** just now, 40 s ago, 12 min ago, 3 h ago, then the date. */
export function formatAgo(at: string | Date, now: Date = new Date()): string {
  const seconds = Math.max(0, Math.round((now.getTime() - new Date(at).getTime()) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 12 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return formatWhen(at, now);
}

/** 1 person, 12 people. */
export function plural(value: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A domain as Rust reads it: without blanks and a leading @, in small letters. */
export const tidyDomain = (typed: string): string => typed.trim().replace(/^@+/, '').toLowerCase();
