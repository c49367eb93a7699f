/** Trust policies and false witnesses for tests. */
import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { StatusResult } from "../protocol.ts";
import { type Place, type Running, statusOf } from "./rig.ts";

export interface Named {
  vkey: string;
  url: string;
}

/** Writes a trust policy of these witnesses, `need` of whom make the quorum, and gives the file. */
export function writePolicy({ dir }: Place, witnesses: Record<string, Named>, need: number | "any" | "all" = "all"): string {
  const names = Object.keys(witnesses);
  const lines = Object.entries(witnesses).map(([name, { vkey, url }]) => `witness ${name} ${vkey} ${url}`);
  const path = join(dir, "witnesses.policy");
  writeFileSync(path, `${[...lines, `group all-of-them ${need} ${names.join(" ")}`, "quorum all-of-them"].join("\n")}\n`);
  return path;
}

export interface FalseWitness {
  url: string;
  stop(): Promise<void>;
}

/** Answers in a witness's stead; `answer` may leave the question open. */
export async function falseWitness(
  answer: (request: IncomingMessage, body: string, response: ServerResponse) => unknown,
): Promise<FalseWitness> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Passes everything on to a real witness except what `instead` answers itself. */
export function between(
  url: string,
  instead: (request: IncomingMessage, body: string, response: ServerResponse) => boolean,
): Promise<FalseWitness> {
  return falseWitness(async (request, body, response) => {
    if (instead(request, body, response)) return;
    const { method = "GET" } = request;
    const said = await fetch(url + (request.url ?? ""), { method, ...(method === "POST" ? { body } : {}) });
    response.writeHead(said.status, { "content-type": said.headers.get("content-type") ?? "text/plain" });
    response.end(await said.text());
  });
}

/** Waits until the keeper says so of itself. */
export async function until(keeper: Running, holds: (status: StatusResult) => boolean): Promise<StatusResult> {
  for (;;) {
    const status = await statusOf(keeper);
    if (holds(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
