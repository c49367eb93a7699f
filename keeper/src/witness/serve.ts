/** HTTP for a witness: two paths, bounded bodies, bounded patience. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Answer, Witness } from "./witness.ts";

/** A proof of 63 lines, a checkpoint and its signatures are far below. */
const MAX_BODY = 32 * 1024;
const LIMITS = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 120_000, maxHeaderSize: 8 * 1024 };
const MOST_CONNECTIONS = 256;
const LATEST = /^\/checkpoint\/([0-9a-f]{64})$/;

/** @param broken told when the disk did not confirm a checkpoint */
export function witnessServer(witness: Witness, broken: (error: Error) => void): Server {
  const server = createServer(LIMITS, (request, response) => {
    answer(witness, request).then(
      (said) => send(response, said),
      (error: Error) => {
        send(response, { status: 500, body: "this witness could not store the checkpoint\n" });
        broken(error);
      },
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

async function answer(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const path = request.url ?? "";
  const latest = LATEST.exec(path)?.[1];
  if (latest !== undefined) {
    if (request.method !== "GET") return { status: 405, body: "GET only\n" };
    const note = witness.latest(latest);
    return note === undefined ? { status: 404, body: "no checkpoint of such a log\n" } : { status: 200, body: note };
  }
  if (path !== "/add-checkpoint") return { status: 404, body: "POST /add-checkpoint or GET /checkpoint/<hex SHA-256 of the origin>\n" };
  if (request.method !== "POST") return { status: 405, body: "POST only\n" };
  const body = await bodyOf(request);
  return body === undefined ? { status: 413, body: `at most ${MAX_BODY} bytes\n` } : witness.add(body);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_BODY) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // Whoever hung up gets no answer; the empty body is refused below.
    return "";
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, body, type }: Answer): void {
  // The rest of a body that is too long is not read.
  if (status === 413) response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": type ?? "text/plain; charset=utf-8", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
