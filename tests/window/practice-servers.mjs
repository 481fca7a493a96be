// The practice servers outside of the window, by catflap-cli: what a test connects a real profile to.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
