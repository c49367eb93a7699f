/**
 * The keeper's process: `node main.js --data DIR --keys KEYDIR --socket PATH [--simulated] [--budget N] [--ceiling N]`.
 * As the standby of another keeper: `node main.js standby --data DIR --log VKEY… [--port N] [--host ADDRESS]`.
 * The same program as a witness of another keeper: `node main.js witness --data DIR --log VKEY… [--port N] [--host ADDRESS] [--name NAME]`.
 */
import { randomBytes } from "node:crypto";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { Alarm } from "./alarm.ts";
import { holdDirectory } from "./hold-directory.ts";
import { Unconfirmed } from "./journal/batch-file.ts";
import { type Keeper, openKeeper } from "./keeper.ts";
import { sharedDirectory, writeSecret } from "./keys/key-file.ts";
import { keyholdersOf } from "./keys/start-lock.ts";
import type { Lock } from "./lock.ts";
import { makeDirectory } from "./make-directory.ts";
import { DISK_FAILED } from "./protocol.ts";
import { runLeaveHalt } from "./run-leave-halt.ts";
import { type KeeperSettings, readLeaveSettings, readSettings } from "./settings.ts";
import { type Listening, listen } from "./socket.ts";
import { readStandbySettings, startStandby } from "./standby/run-standby.ts";
import { readWitnessSettings, startWitness, WitnessLocked } from "./witness/run-witness.ts";

const EXIT = { failed: 1, locked: 3, diskFailed: DISK_FAILED };
/** What others get of the files that are made: nothing, or the group of a keeper that runs apart to read what is no secret. */
const UMASK = { usual: 0o077, apart: 0o027 };
const BEAT_MS = 10_000;
const START_KEY_WITHIN = 10_000;

function tell(message: Record<string, unknown>): void {
  if (process.send !== undefined && process.connected) process.send(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** The server of a keeper that runs apart: no child of its hears by a pipe. */
let apart: Pick<Listening, "tell"> | undefined;

const alarm: Alarm = (kind, facts) => {
  tell({ alarm: kind, ...facts });
  apart?.tell({ alarm: kind, ...facts });
  process.stderr.write(`keeper: ${kind} ${JSON.stringify(facts)}\n`);
};

/** Says why, and goes. The message is given time to leave. */
function fail(text: string, code: number): void {
  process.exitCode = code;
  process.stderr.write(`keeper: ${text}\n`);
  if (process.send !== undefined && process.connected) process.send({ failed: text, code }, () => process.exit(code));
  else process.exit(code);
}

async function run(settings: KeeperSettings): Promise<void> {
  if (settings.apart) {
    if (process.platform === "win32") throw new Error("--apart: not on Windows, which has no groups as this needs them");
    process.umask(UMASK.apart);
    sharedDirectory(settings.data, true);
  }
  makeDirectory(settings.data);
  const run = join(settings.data, "run");
  sharedDirectory(run, settings.apart);
  const lost = (): void => fail(`another keeper, from another network namespace or host, has taken ${settings.data}`, EXIT.locked);
  const lock = await holdDirectory(settings.data, "keeper", `keeper ${realpathSync(settings.data)}`, lost);
  if (lock === undefined) return fail(`another keeper holds ${settings.data}: stop it first, or name another --data`, EXIT.locked);
  const startKey = await startKeyOf(settings.keys);
  const keeper = await openKeeper(settings, alarm, ({ message }) => fail(message, EXIT.diskFailed), startKey);
  const key = randomBytes(32).toString("hex");
  writeSecret(run, "keeper.key", key, 0o640);
  const listening = await listen(settings.socket, key, keeper, settings.apart);
  if (settings.apart) apart = listening;
  stopWith(keeper, lock, () => listening.close());
  setInterval(() => keeper.beat(), BEAT_MS).unref();
  tell({ ready: true, socket: settings.socket, ...keeper.head(), created: keeper.created });
}

/** What two persons opened comes from the parent, through the pipe that no argument list and no environment shows. */
async function startKeyOf(keys: string): Promise<Buffer | undefined> {
  const keyholders = keyholdersOf(keys);
  if (keyholders === undefined) return undefined;
  const given = new Promise<Buffer | undefined>((resolve) => {
    setTimeout(resolve, START_KEY_WITHIN, undefined).unref();
    if (process.send === undefined) resolve(undefined);
    else process.once("message", ({ startKey }: { startKey?: string }) => resolve(startKey ? Buffer.from(startKey, "base64") : undefined));
  });
  const startKey = await given;
  if (startKey === undefined) throw new Error(`the keys in ${keys} are sealed: two of ${keyholders.join(", ")} start this keeper`);
  return startKey;
}

function stopWith(keeper: Keeper, lock: Lock, close: () => void): void {
  let stopping = false;
  const child = process.send !== undefined;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    close();
    const stopped = keeper.stop(why).then(() => lock.release());
    stopped.then(
      () => process.exit(0),
      (error: Error) => fail(error.message, EXIT.failed),
    );
  };
  process.on("SIGTERM", () => stop("signal"));
  // Ctrl C reaches the whole group: the server ends first what it has in hand, and lets go of its keeper then.
  process.on("SIGINT", () => child || stop("signal"));
  process.on("disconnect", () => stop("disconnect"));
  // The server may have gone while the journal was read.
  if (child && !process.connected) stop("disconnect");
}

async function runWitness(args: readonly string[]): Promise<void> {
  const witness = await startWitness(readWitnessSettings(args), ({ message }) => fail(message, EXIT.diskFailed));
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void witness.close().then(() => process.exit(0)));
  tell({ ready: true, vkey: witness.vkey, url: witness.url, heads: witness.heads });
}

async function runStandby(args: readonly string[]): Promise<void> {
  const standby = await startStandby(readStandbySettings(args), ({ message }) => fail(message, EXIT.diskFailed));
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void standby.close().then(() => process.exit(0)));
  tell({ ready: true, address: standby.address, key: standby.key, ...standby.head() });
}

async function leave(args: readonly string[]): Promise<void> {
  const settings = readLeaveSettings(args);
  const startKey = await startKeyOf(settings.keys);
  tell({ left: await runLeaveHalt({ ...settings, ...(startKey === undefined ? {} : { startKey }) }) });
  if (process.connected) process.disconnect();
}

function codeOf(error: unknown): number {
  if (error instanceof WitnessLocked) return EXIT.locked;
  return error instanceof Unconfirmed ? EXIT.diskFailed : EXIT.failed;
}

process.umask(UMASK.usual);
try {
  const [mode, ...rest] = process.argv.slice(2);
  if (mode === "witness") await runWitness(rest);
  else if (mode === "standby") await runStandby(rest);
  else if (mode === "leave-halt") await leave(rest);
  else await run(readSettings(process.argv.slice(2)));
} catch (error) {
  fail(error instanceof Error ? error.message : "failed", codeOf(error));
}
