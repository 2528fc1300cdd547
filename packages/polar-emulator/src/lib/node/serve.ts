import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ConnectionDropped } from '../http/connection-dropped.ts';

const LARGEST_BODY = 10 * 1024 * 1024;

/** A node:http server in front of a fetch-style handler. A dropped connection becomes a closed socket. */
export function createFetchServer(handle: (request: Request) => Promise<Response>): Server {
  return createServer((incoming, outgoing) => {
    void answer(incoming, outgoing, handle);
  });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handle: (request: Request) => Promise<Response>): Promise<void> {
  const abandoned = new AbortController();
  outgoing.once('close', () => abandoned.abort());
  try {
    const response = await handle(await toRequest(incoming, abandoned.signal));
    await send(response, outgoing);
  } catch (error) {
    if (error instanceof ConnectionDropped) outgoing.destroy();
    else fail(outgoing, error);
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const url = `http://${incoming.headers.host ?? '127.0.0.1'}${incoming.url ?? '/'}`;
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, String(value));
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers, signal, ...(hasBody ? { body: await readAll(incoming) } : {}) });
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const piece = Buffer.from(chunk);
    size += piece.length;
    if (size > LARGEST_BODY) throw new RangeError('The request body is larger than 10 MB.');
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** A fault of the emulator itself: the text goes to the caller, who is the developer. */
function fail(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.headersSent || outgoing.destroyed) return;
  outgoing.writeHead(500, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ error: 'EmulatorFault', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
}
