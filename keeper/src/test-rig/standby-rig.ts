/** A real standby process for tests. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { keeperMain } from "../index.ts";
import type { Place } from "./rig.ts";

export interface ReadyStandby {
  ready: true;
  address: string;
  key: string;
  size: number;
  root: string;
}

export interface RunningStandby extends ReadyStandby {
  data: string;
  /** What the keeper is started with. */
  args: string[];
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function launchStandby(
  data: string,
  vkey: string,
  port = "0",
  more: readonly string[] = [],
): Promise<{ child: ChildProcess; said: ReadyStandby | { failed: string } }> {
  const child = fork(keeperMain, ["standby", "--data", data, ...[vkey, ...more].flatMap((log) => ["--log", log]), "--port", port], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const said = await new Promise<ReadyStandby | { failed: string }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as ReadyStandby));
    child.once("exit", (code) => reject(new Error(`the standby went with ${code} and said nothing`)));
  });
  return { child, said };
}

/** @param more further keys of the log */
export async function startStandby(data: string, vkey: string, port = "0", more: readonly string[] = []): Promise<RunningStandby> {
  const { child, said } = await launchStandby(data, vkey, port, more);
  if (!("ready" in said)) throw new Error(said.failed);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  const args = ["--mirror", said.address, "--mirror-key", said.key];
  return { ...said, data, args, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

/** The second host: the mirror's directory, and the keys that were carried there. */
export function secondHost(place: Place, name = "second"): Place {
  return { ...place, data: join(place.dir, name), keys: join(place.dir, `${name}-keys`), socket: join(place.dir, "s", `${name}.sock`) };
}
