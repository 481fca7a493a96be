import { expect, it } from 'vitest';
import type { Exchange } from '$lib/generated/api';
import { exchangeText, got, outcome, sent, target } from './exchange';

const exchange: Exchange = {
  method: 'GET',
  url: 'https://scim.example/v2/Users?count=1',
  request_headers: [{ name: 'authorization', value: 'Bearer ••••3f9a' }],
  request_body: null,
  status: 404,
  http_version: 'HTTP/2',
  response_headers: [{ name: 'content-length', value: '0' }],
  response_body: '{"detail":"gone"}',
  response_bytes: 17,
  response_truncated: false,
  total_ms: 44,
  first_byte_ms: 40,
  attempts: 1,
  waited_ms: 0,
  error: null,
};

it('shows what stands behind the host, the status and the time', () => {
  expect(target(exchange)).toBe('/v2/Users?count=1');
  expect(outcome(exchange)).toBe('404 · 44 ms');
});

it('lays out headers and a JSON body so that they can be read', () => {
  expect(sent(exchange)).toBe('Authorization: Bearer ••••3f9a');
  expect(got(exchange)).toBe('HTTP/2 404\nContent-Length: 0\n\n{\n  "detail": "gone"\n}');
});

it('says why there is no answer, and that an answer was cut', () => {
  expect(
    got({
      ...exchange,
      status: null,
      http_version: null,
      response_headers: [],
      response_body: null,
      error: 'No answer in 30 s.',
    }),
  ).toBe('No answer in 30 s.');
  expect(got({ ...exchange, response_body: 'abc', response_truncated: true })).toMatch(/abc\n…$/);
});

it('gives one text for the clipboard', () => {
  expect(exchangeText(exchange)).toMatch(
    /^GET https:\/\/scim\.example\/v2\/Users\?count=1\nAuthorization: Bearer ••••3f9a\n\nHTTP\/2 404/,
  );
});
