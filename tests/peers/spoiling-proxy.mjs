// Stands before an honest SCIM server and spoils what a fault says. Everything else passes through as it is.
import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * @param {string} upstream SCIM URL of the honest server
 * @param {(asked: {method: string, path: string, query: URLSearchParams, body: any}, pass: (change?: object) => Promise<object>) => Promise<object>} fault
 *   gives the answer {status, headers, body}; `pass` fetches the honest one, after changes to the request
 */
export async function spoilingProxy(upstream, fault) {
  const answer = async (request, response, gone) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const { pathname, searchParams: query } = new URL(request.url, 'http://proxy');
    const asked = { method: request.method, path: pathname, query, body: sent.length ? JSON.parse(sent) : undefined };
    const pass = async (change = {}) => {
      const { authorization, 'content-type': type } = request.headers;
      const headers = Object.fromEntries(Object.entries({ authorization, 'content-type': type, ...change.headers }).filter(([, value]) => value));
      const search = change.query ?? query;
      const reply = await fetch(`${upstream}${pathname}${search.size ? `?${search}` : ''}`, {
        method: change.method ?? request.method,
        headers,
        signal: gone,
        body: sent.length && change.method !== 'GET' ? sent : undefined,
      });
      const text = await reply.text();
      return { status: reply.status, type: reply.headers.get('content-type'), body: text && JSON.parse(text) };
    };
    const { status, type = 'application/scim+json', body } = await fault(asked, pass);
    const bytes = body === '' || body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { ...(type && { 'content-type': type }), 'content-length': Buffer.byteLength(bytes) });
    response.end(bytes);
  };
  const server = createServer((request, response) => {
    // Catflap leaves questions whose answer no longer counts: then nobody waits for this one either.
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    answer(request, response, leaving.signal).catch((error) => {
      if (!leaving.signal.aborted) throw error;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
