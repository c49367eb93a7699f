/** One RFC 3161 question over HTTP (section 3.4): bounded in time and length, no redirects. */
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import { isHere } from "@mercusuar/keeper";
import { TimeStampFault } from "./openssl-ts.ts";

const MAX_ANSWER = 64 * 1024;
const PATIENCE_MS = 20_000;

export interface Answered {
  bytes: Buffer;
  /** The authority runs on this very machine, and proves nothing about whoever rules it. */
  here: boolean;
}

/** @throws TimeStampFault */
export async function askAuthority(url: string, query: Uint8Array): Promise<Answered> {
  try {
    return await exchange(url, query);
  } catch (error) {
    throw error instanceof TimeStampFault ? error : new TimeStampFault((error as NodeJS.ErrnoException).code ?? (error as Error).name);
  }
}

function exchange(url: string, query: Uint8Array): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/timestamp-query", "content-length": query.length };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const sent = (url.startsWith("https:") ? secure : plain)(url, { method: "POST", agent: false, signal, headers }, (answer) => {
      const here = isHere(answer.socket.remoteAddress ?? "");
      bytesOf(answer).then((bytes) => resolve({ bytes, here }), reject);
    });
    sent.on("error", reject);
    sent.end(query);
  });
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  if (answer.statusCode !== 200) throw new TimeStampFault(`HTTP ${answer.statusCode}`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER) throw new TimeStampFault("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
