/** One HTTP question to a witness: bounded in time and length, no redirects, nobody's proxy. */
import { type Agent, type IncomingMessage, request as plain } from "node:http";
import { type Agent as SecureAgent, request as secure } from "node:https";
import { networkInterfaces } from "node:os";

const MAX_ANSWER = 64 * 1024;

export interface Said {
  status: number;
  body: string;
  type: string;
  /** The answer came from this very machine. */
  here: boolean;
}

/** No answer: `slow` where somebody took the question. */
export class NoAnswer extends Error {
  readonly state: "down" | "slow";

  constructor(state: "down" | "slow") {
    super(state);
    this.state = state;
  }
}

/** @throws NoAnswer */
export async function ask(url: string, body: string | undefined, agent: Agent | SecureAgent, patience: number): Promise<Said> {
  const signal = AbortSignal.timeout(patience);
  try {
    return await exchange(url, body, agent, signal);
  } catch {
    throw new NoAnswer(signal.aborted ? "slow" : "down");
  }
}

function exchange(url: string, body: string | undefined, agent: Agent | SecureAgent, signal: AbortSignal): Promise<Said> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(body) };
    const method = body === undefined ? "GET" : "POST";
    const sent = (url.startsWith("https:") ? secure : plain)(url, { method, agent, signal, headers }, (answer) => {
      const here = isHere(answer.socket.remoteAddress ?? "");
      textOf(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 0, body: text, type: String(answer.headers["content-type"] ?? ""), here });
      }, reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER) throw new RangeError("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Whether an address is one of this machine's own: a witness there is no outside one, whatever it is called. */
export function isHere(address: string): boolean {
  const bare = address.replace(/^::ffff:/, "");
  if (/^127\./.test(bare) || bare === "::1") return true;
  return Object.values(networkInterfaces()).some((list) => list?.some((own) => own.address === bare));
}
