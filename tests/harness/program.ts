/** The real program as a process of its own, as an operator starts it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Company } from "../world/company.ts";
import { firstLine } from "./first-line.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = join(ROOT, "server/bin/mercusuar.js");

/** Compiles what the program runs from; nothing to do after `npm test`'s own build. */
export function buildProgram(): void {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const built = spawnSync(process.execPath, [tsc, "-b", "server"], { cwd: ROOT, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the server does not compile:\n${built.stdout}`);
}

export interface Place {
  dir: string;
  data: string;
  remove(): void;
}

export function newPlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-attack-"));
  return { dir, data: join(dir, "data"), remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface Answer {
  status: number;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, judged by the tests
  body: any;
}

export interface Program {
  url: string;
  process: ChildProcess;
  keeperPid(): number;
  ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** One look of the company's work list by number. */
  look(company: Company, n: number): Promise<Answer>;
  lamp(): Promise<Answer["body"]>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** All that programs of this test file wrote to stdout and stderr. */
export const said: string[] = [];

/** Starts and waits until it serves. @throws with what it said when it ends before */
export async function startProgram(place: Place, more: string[] = []): Promise<Program> {
  const child = run(place, ["start", "--empty", "--port", "0", "--data", place.data, "--json", ...more]);
  const { url } = JSON.parse(await firstLine(child)) as { url: string };
  const ask = (method: string, path: string, body?: unknown, token?: string) => askAt(url, method, path, body, token);
  return {
    url,
    process: child,
    keeperPid: () => keeperOf(child.pid ?? 0),
    ask,
    look(company, n) {
      const { customer, case: task, agent } = company.work[n % company.work.length] as Company["work"][number];
      return ask("POST", "/api/looks", { customer, purpose: "service", case: task }, company.agents[agent]?.token);
    },
    lamp: async () => (await ask("GET", "/api/lamp")).body,
    async kill(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}

/** A command that goes on until it is ended. */
export interface Going<Told> {
  process: ChildProcess;
  /** The one line of JSON that it began with. */
  told: Told;
  /** Its exit code; undefined where it had ended before. */
  end(signal?: NodeJS.Signals): Promise<number | undefined>;
}

/** Starts it and waits for its first line. @throws with what it said when it ends before */
export async function startCommand<Told>(place: Place, args: string[]): Promise<Going<Told>> {
  const child = run(place, [...args, "--json"]);
  const told = JSON.parse(await firstLine(child)) as Told;
  const end = async (signal: NodeJS.Signals = "SIGTERM"): Promise<number | undefined> => {
    if (child.exitCode !== null || child.signalCode !== null) return undefined;
    const gone = once(child, "exit");
    child.kill(signal);
    return (await gone)[0];
  };
  return { process: child, told, end };
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command to its end. */
export async function runProgram(place: Place, args: string[]): Promise<Ended> {
  const child = run(place, args);
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout?.on("data", (text: string) => {
    ended.out += text;
  });
  child.stderr?.on("data", (text: string) => {
    ended.err += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { ...ended, code };
}

function run(place: Place, args: string[]): ChildProcess {
  const env = { ...process.env, MERCUSUAR_LOG_LEVEL: "debug" };
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: place.dir, env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => said.push(text));
  return child;
}

async function askAt(url: string, method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
  const headers: Record<string, string> = { "accept-language": "en", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  if (body !== undefined) headers["content-type"] = "application/json";
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: sent }) });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, text, body: isJson && text ? JSON.parse(text) : undefined };
}

/** The one child of this process that is a keeper. */
export function keeperOf(parent: number): number {
  for (const pid of childrenOf(parent)) if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("keeper/dist/main.js")) return pid;
  throw new Error("no keeper runs");
}

function childrenOf(parent: number): number[] {
  const tasks = `/proc/${parent}/task`;
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks).flatMap((task) => readFileSync(`${tasks}/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number));
}

/** Asks until it holds; an attack's end is an event of another process, which nothing else tells of. */
export async function until<T>(ask: () => Promise<T | undefined | false>, seconds = 30): Promise<T> {
  const last = performance.now() + seconds * 1000;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > last) throw new Error("it never came about");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whatever of the company's personal data stands in what the programs said. */
export function leaked(company: Company): string[] {
  const all = said.join("\n");
  return company.secrets.filter((secret) => all.includes(secret) || all.includes(secret.replace("+62", "")));
}
