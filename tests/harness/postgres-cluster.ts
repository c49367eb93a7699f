import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";
import { type Binaries, postgresBinaries } from "./postgres-binaries.ts";

const PREFIX = "mercusuar-pg-";
/** PostgreSQL refuses to run as root; `nobody` exists on every Linux and owns nothing. */
const NOBODY = 65_534;

export interface Cluster {
  /** Its data directory: tables and write-ahead log. */
  dataDir: string;
  /** With `logAll`: what the server has logged so far. */
  log(): string;
  /** Makes a fresh, empty database and gives its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL in a throw-away directory on 127.0.0.1. Without fsync unless asked: it lives for one run only. */
export async function startCluster({ fsync = false, logAll = false }: { fsync?: boolean; logAll?: boolean } = {}): Promise<Cluster> {
  await sweepOrphans();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  if (asRoot()) chownSync(home, NOBODY, NOBODY);
  writeFileSync(join(home, "owner.pid"), String(process.pid));
  const binaries = postgresBinaries(home);
  const password = randomBytes(16).toString("hex");
  await initialise(binaries, home, password);
  const port = await freePort();
  const log = await start(binaries, home, port, { fsync, logAll });
  const url = `postgres://postgres:${password}@127.0.0.1:${port}`;
  let made = 0;
  return {
    dataDir: dataOf(home),
    log,
    async createDatabase() {
      const name = `mercusuar_${++made}`;
      await runSql(`${url}/postgres`, `create database ${name}`);
      return `${url}/${name}`;
    },
    stop: () => stopCluster(home),
  };
}

async function initialise(binaries: Binaries, home: string, password: string): Promise<void> {
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (asRoot()) chownSync(passwordFile, NOBODY, NOBODY);
  const flags = [
    "-D",
    dataOf(home),
    "-U",
    "postgres",
    `--pwfile=${passwordFile}`,
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ];
  const child = run(binaries, binaries.initdb, flags, home);
  const said = gather(child);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`initdb of the test database failed: ${said()}`);
}

/** The most talkative log that an administrator can switch on: each statement with its parameters, and how it was parsed. */
const LOG_ALL = ["log_statement=all", "log_parameter_max_length=-1", "log_parameter_max_length_on_error=-1"];

async function start(
  binaries: Binaries,
  home: string,
  port: number,
  { fsync, logAll }: { fsync: boolean; logAll: boolean },
): Promise<() => string> {
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    `unix_socket_directories=${home}`,
    `fsync=${fsync ? "on" : "off"}`,
    "max_connections=200",
    ...(logAll ? LOG_ALL : []),
  ];
  const flags = ["-D", dataOf(home), ...settings.flatMap((setting) => ["-c", setting])];
  const child = run(binaries, binaries.postgres, flags, home);
  const said = gather(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on("data", () => said().includes("ready to accept connections") && resolve());
    child.once("close", () => reject(new Error(`the test database did not start: ${said()}`)));
  });
  if (!logAll) child.stderr?.removeAllListeners("data").resume();
  child.unref();
  return said;
}

function run(binaries: Binaries, file: string, flags: string[], cwd: string): ChildProcess {
  const identity = asRoot() ? { uid: NOBODY, gid: NOBODY } : {};
  const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", LD_LIBRARY_PATH: binaries.lib };
  return spawn(file, flags, { cwd, env, stdio: ["ignore", "pipe", "pipe"], ...identity });
}

function gather(child: ChildProcess): () => string {
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => parts.push(text));
  return () => parts.join("");
}

/** A killed test run leaves its cluster behind: the next run stops it by the pid in its own postmaster.pid. */
async function sweepOrphans(): Promise<void> {
  const homes = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const home of homes.map((name) => join(tmpdir(), name))) {
    const owner = pidIn(join(home, "owner.pid"));
    if (owner !== undefined && !isAlive(owner)) await stopCluster(home);
  }
}

async function stopCluster(home: string): Promise<void> {
  const pid = pidIn(join(dataOf(home), "postmaster.pid"));
  if (pid !== undefined && isAlive(pid)) {
    process.kill(pid, "SIGQUIT");
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  rmSync(home, { recursive: true, force: true });
}

async function runSql(url: string, sql: string): Promise<void> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const dataOf = (home: string): string => join(home, "data");
const asRoot = (): boolean => process.getuid?.() === 0;
