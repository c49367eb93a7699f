import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { freePort } from "../harness/free-port.ts";

const BIN = fileURLToPath(new URL("../../server/bin/mercusuar.js", import.meta.url));

/** The made-up company as `npm start` shows it, on a port and in a directory of its own. */
export interface WebHouse {
  url: string;
  /** Printed sign-in link of somebody, by login or the beginning of the name. */
  link(name: string): string;
  /** What the server printed so far. */
  printed: string[];
  close(): Promise<void>;
}

/** Starts the built server as a person would and waits until it has printed its links. @throws Error with what it printed, if it ends before */
export async function openWebHouse(): Promise<WebHouse> {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-web-"));
  const port = await freePort();
  const server = spawn(process.execPath, [BIN, "start", "--data", join(dir, "data"), "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: "" },
  });
  const printed: string[] = [];
  const links = await linksOf(server, printed).catch((error: unknown) => {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  });
  const close = async (): Promise<void> => {
    if (server.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    rmSync(dir, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, link: (name) => linkOf(links, name), printed, close };
}

type Links = Map<string, string>;

/** Reads `label: http://…/masuk#t=TOKEN` until the last of them: lines come in one burst, the address first. */
async function linksOf(server: ChildProcess, printed: string[]): Promise<Links> {
  const { stdout, stderr } = server;
  if (!stdout || !stderr) throw new Error("the server has no output");
  stderr.on("data", (chunk: Buffer) => printed.push(String(chunk)));
  const links: Links = new Map();
  for await (const line of createInterface({ input: stdout })) {
    printed.push(line);
    const found = /^\s+(.+?): (http\S+\/masuk#t=\S+)$/.exec(line);
    if (found?.[1] && found[2]) links.set(found[1], found[2]);
    // The last visitor on the list; afterwards the server only serves.
    if (/HRD/.test(found?.[1] ?? "")) {
      stdout.resume();
      return links;
    }
  }
  throw new Error(`the server ended before it gave its links:\n${printed.join("\n")}`);
}

function linkOf(links: Links, name: string): string {
  const found = [...links].find(([label]) => label.toLowerCase().startsWith(name.toLowerCase()));
  if (!found) throw new Error(`no sign-in link for ${name} among ${[...links.keys()].join("; ")}`);
  return found[1];
}
