import { formatDuration } from '$lib/format';
import type { Exchange, Header } from '$lib/generated/api';

/** One request and its answer as lines; everything was masked by Rust. */

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function lines(headers: readonly Header[]): string {
  // `content-type` as people write it: Content-Type.
  return headers
    .map(({ name, value }) => `${name.replace(/(^|-)[a-z]/g, (part) => part.toUpperCase())}: ${value}`)
    .join('\n');
}

const join = (parts: (string | null | undefined)[], between: string) =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(between);

/** `/Users?filter=…`: what stands behind the host. */
export function target(exchange: Exchange): string {
  try {
    const url = new URL(exchange.url);
    return url.pathname + url.search;
  } catch {
    return exchange.url;
  }
}

/** `404 · 44 ms` */
export function outcome(exchange: Exchange): string {
  return join(
    [exchange.status === null ? null : String(exchange.status), formatDuration(exchange.total_ms)],
    ' · ',
  );
}

export function sent(exchange: Exchange): string {
  return join(
    [lines(exchange.request_headers), exchange.request_body && readable(exchange.request_body)],
    '\n\n',
  );
}

export function got(exchange: Exchange): string {
  const first = exchange.status === null ? null : join([exchange.http_version, String(exchange.status)], ' ');
  const body = exchange.response_body && readable(exchange.response_body);
  return join(
    [
      join([first, lines(exchange.response_headers)], '\n'),
      body && (exchange.response_truncated ? `${body}\n…` : body),
      exchange.error,
    ],
    '\n\n',
  );
}

/** Request and answer as one text, for the clipboard. */
export function exchangeText(exchange: Exchange): string {
  return `${join([`${exchange.method} ${exchange.url}`, sent(exchange)], '\n')}\n\n${got(exchange)}\n`;
}
