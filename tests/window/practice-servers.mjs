// The practice servers outside of the window, by catflap-cli: what a test connects a real profile to; and a server before
// them that misbehaves.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const cli = process.env.CATFLAP_CLI ?? fileURLToPath(new URL('../../target/debug/catflap-cli', import.meta.url));

/** Runs `body` with the addresses and credentials of running practice servers, and stops them after it. */
export async function withPracticeServers(options, body) {
  const servers = spawn(cli, ['practice', '--json', ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(servers, 'spawn');
  try {
    const [line] = await once(createInterface({ input: servers.stdout }), 'line');
    const access = JSON.parse(line);
    assert.match(access.scim_url, /^http:\/\/127\.0\.0\.1:\d+\//);
    return await body(access);
  } finally {
    servers.stdin.end(); // the end of its input ends it
    if (servers.exitCode === null) await once(servers, 'exit');
  }
}

/**
 * Runs `body` with a URL whose server hands on what it is asked, unless `act` has something else for a request: an answer of
 * its own (`{ status, headers, body }`), no answer at all (`'silence'`), or, with `{ kept }`, the real answer kept to itself,
 * after which `kept` is called.
 */
export async function withServerBefore(url, act, body) {
  const { hostname, port } = new URL(url);
  const server = createServer((asked, answer) => {
    const other = act(asked);
    if (other === 'silence') return;
    if (other?.status) {
      answer.writeHead(other.status, other.headers);
      answer.end(other.body);
      return;
    }
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers }, (answered) => {
      if (other?.kept) {
        answered.resume();
        other.kept();
        return;
      }
      answer.writeHead(answered.statusCode, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const before = new URL(url);
    before.port = server.address().port;
    return await body(before.href);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
