import type { Answers, Fake } from '../../src/lib/backend/fake';
import type { Exchange, Finding, Level, Listed, Report, Verdict } from '../../src/lib/generated/api';
import { wish } from '../answers';

const exchange = (target: string, status: number, ms: number, body: string): Exchange => ({
  method: 'GET',
  url: `https://scim-api.configcat.com/v2/08d920f2-6b1e${target}`,
  request_headers: [
    { name: 'authorization', value: 'Bearer ••••3f9a' },
    { name: 'accept', value: 'application/scim+json' },
  ],
  request_body: null,
  status,
  http_version: 'HTTP/2',
  response_headers: [
    { name: 'content-type', value: 'application/scim+json' },
    { name: 'x-rate-limit-remaining', value: '977' },
  ],
  response_body: body,
  response_bytes: body.length,
  response_truncated: false,
  total_ms: ms,
  first_byte_ms: ms,
  attempts: 1,
  waited_ms: 0,
  error: null,
});

type Short = [id: string, level: Level, title: string, summary: string, ms: number, verdict?: Verdict];
const short: Short[] = [
  ['name-resolves', 'reach', 'Name resolves', '3 addresses', 4],
  ['tls', 'reach', 'TLS 1.3, certificate good', '62 days left', 31],
  ['http-answers', 'reach', 'Answers over HTTP', '', 48],
  ['token-accepted', 'auth', 'Accepted', '200', 52],
  ['no-token-refused', 'auth', 'Refused without one', '401', 40],
  ['wrong-token-refused', 'auth', 'Refused when wrong', '401', 41],
  ['shape', 'auth', 'Shape of URL and token', 'ConfigCat SCIM', 0],
  [
    'service-provider-config',
    'discovery',
    'Service provider configuration',
    'absent; Okta does without',
    39,
    'note',
  ],
  ['connector-test', 'read', 'Okta’s own connector test', '2 requests', 96],
  ['look-up', 'read', 'Look-up of a person', '1 match', 55],
  ['stranger', 'read', 'Look-up of a stranger', '0 matches', 47],
  ['unknown-id', 'read', 'Unknown id', '404 without a SCIM error', 44, 'warn'],
  ['pages', 'read', 'Pages join without a gap', '4 pages, 312 users', 210],
  ['case', 'read', 'Capital letters in a user name', '', 51],
];

const findings: Finding[] = short.map(([id, level, title, summary, ms, verdict = 'pass']) => ({
  id,
  level,
  verdict:
    wish.has('broken') && id === 'token-accepted'
      ? 'fail'
      : wish.has('broken') && level === 'read'
        ? 'skip'
        : verdict,
  title: verdict === 'warn' ? 'An unknown person is answered without a SCIM error' : title,
  summary,
  question: 'Does the endpoint do what Okta needs here?',
  saw: 'Asked for a user id that cannot exist. The answer was *404*, but its body is empty.',
  why: 'Okta copes: it reads 404 as “not there”. Its error messages for people will say `null` instead of a reason.',
  todo:
    verdict === 'pass'
      ? ''
      : 'Nothing now. If a push fails with “Errors reported by remote server: null”, look here first.',
  duration_ms: ms,
  exchanges: [
    exchange(
      '/Users/0f2c-catflap-probe',
      404,
      ms,
      '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"]}',
    ),
  ],
  facts: (level === 'reach' ? { tls_version: 'TLS 1.3', addresses: '3' } : {}) as Finding['facts'],
}));

const report = (): Report => ({
  url: 'https://scim-api.configcat.com/v2/08d920f2-6b1e',
  token_hint: '…3f9a',
  started_at: new Date().toISOString(),
  duration_ms: 1400,
  verdict: wish.has('broken') ? 'fail' : 'warn',
  headline: wish.has('broken')
    ? 'ConfigCat refuses the token.'
    : 'Okta can reach ConfigCat and read its users and groups.',
  advice: wish.has('broken')
    ? 'Nothing can be synced until it is replaced.'
    : 'One thing to know, nothing to fix.',
  cancelled: false,
  findings,
  waterfall: { dns_ms: 4, tcp_ms: 11, tls_ms: 31, first_byte_ms: 48 },
});

let tell: Fake['tell'] = () => undefined;
export function connect(to: Fake['tell']): void {
  tell = to;
}

let cancelled = false;

export default {
  check_list: () => ({
    checks: findings.map(({ id, level }, i): Listed => ({ id, level, title: short[i]?.[2] ?? id })),
  }),
  check_last: () => ({ report: wish.has('unchecked') ? null : report() }),
  check_support: () => ({ text: '# Catflap' }),
  check_start: () => {
    cancelled = false;
    findings.forEach((finding, i) => {
      setTimeout(
        () => !cancelled && tell({ kind: 'check', job: 1, event: { kind: 'started', id: finding.id } }),
        i * 180,
      );
      setTimeout(
        () => !cancelled && tell({ kind: 'check', job: 1, event: { kind: 'ended', finding } }),
        i * 180 + 240,
      );
    });
    setTimeout(
      () => !cancelled && tell({ kind: 'check_ended', job: 1, report: report() }),
      findings.length * 180 + 300,
    );
    return { job: 1 };
  },
  job_cancel: () => {
    cancelled = true;
    tell({
      kind: 'check_ended',
      job: 1,
      report: { ...report(), cancelled: true, findings: findings.slice(0, 5) },
    });
    return {};
  },
} satisfies Answers;
