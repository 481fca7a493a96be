// Prism and the recorder before it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../out/contract');
const prismCli = join(dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')), 'dist/index.js');

/** Prism takes about ten seconds to start; a slow machine is no failure. */
const PATIENCE = 120_000;

async function freePort() {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

/** Reads a description, adds what came later, and says which operations it has. */
export async function description(name, add) {
  const document = add(parse(await readFile(join(here, 'api', `${name}.yaml`), 'utf8')));
  await mkdir(out, { recursive: true });
  const file = join(out, `${name}.yaml`);
  await writeFile(file, stringify(document, { aliasDuplicateObjects: false }));
  const methods = ['get', 'put', 'post', 'delete', 'patch'];
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return { name, file, operations };
}

/**
 * Starts Prism for a description, before `upstream` or as a mock, and the recorder before it.
 *
 * Prism runs without `--errors`: it then reports violations in a header instead of ending the call, so that one run shows
 * all of them. Nothing is lost, as every recorded violation fails the test.
 */
export async function startPrism({ file }, upstream) {
  const port = await freePort();
  const mode = upstream ? ['proxy', file, upstream] : ['mock', file];
  const prism = spawn(process.execPath, [prismCli, ...mode, '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Prism did not start:\n${said}`)), PATIENCE);
    const listen = (chunk) => {
      said += chunk;
      if (said.includes('Prism is listening')) {
        clearTimeout(timer);
        resolve();
      }
    };
    prism.stdout.on('data', listen);
    prism.stderr.on('data', listen);
    prism.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Prism ended with ${code}:\n${said}`));
    });
  });
  const recorder = await startRecorder(port, upstream);
  return {
    ...recorder,
    async stop() {
      await recorder.stop();
      if (prism.exitCode === null) {
        prism.kill();
        await once(prism, 'exit');
      }
    },
  };
}

/** Hands requests to Prism and notes what it says of each. Paging links are put back to this origin. */
async function startRecorder(prismPort, upstream) {
  const exchanges = [];
  const server = createServer((asked, answer) => {
    const onward = request(
      { host: '127.0.0.1', port: prismPort, method: asked.method, path: asked.url, headers: asked.headers, maxHeaderSize: 1 << 20 },
      (reply) => {
        const chunks = [];
        reply.on('data', (chunk) => chunks.push(chunk));
        reply.on('end', () => {
          const body = Buffer.concat(chunks);
          exchanges.push({ method: asked.method, url: asked.url, status: reply.statusCode, violations: violations(reply, body) });
          const headers = { ...reply.headers };
          delete headers['sl-violations'];
          delete headers['transfer-encoding'];
          if (upstream && headers.link) headers.link = String(headers.link).replaceAll(new URL(upstream).origin, origin);
          if (reply.statusCode !== 204) headers['content-length'] = body.length;
          answer.writeHead(reply.statusCode, headers).end(body);
        });
      },
    );
    onward.on('error', (error) => answer.writeHead(502).end(error.message));
    asked.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    exchanges,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What Prism found wrong, each once: the same fault in many entries of a list is one fault. */
function violations(reply, body) {
  const header = reply.headers['sl-violations'] ?? '';
  // Prism cuts a long header off, so its entries are read one by one.
  const entries = header.match(/\{"location":\[[^\]]*\].*?"message":"(?:[^"\\]|\\.)*"\}/g) ?? [];
  const found = entries.map((entry) => {
    const { location, message } = JSON.parse(entry);
    return `${location.join('.')}: ${message}`.replaceAll(/\b\d+\./g, '');
  });
  if (header.startsWith('Too many')) found.push('… and more than Prism’s header holds');
  if (header && found.length === 0) found.push(header);
  if (reply.headers['content-type'] === 'application/problem+json') found.push(`Prism itself: ${body}`);
  return [...new Set(found)];
}

/** Which of the operations a path belongs to; the one with the most literal segments wins. */
export function operationOf(operations, method, url) {
  const segments = url.split('?')[0].split('/');
  const fits = operations.filter((operation) => {
    const [operationMethod, path] = operation.split(' ');
    const pattern = path.split('/');
    return operationMethod === method && pattern.length === segments.length && pattern.every((part, i) => part.startsWith('{') || part === segments[i]);
  });
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}
