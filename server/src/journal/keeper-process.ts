import { type ChildProcess, fork } from "node:child_process";
import { DISK_FAILED, keeperMain, type Ready } from "@mercusuar/keeper";
import { keeperEnvironment } from "../platform/keeper-environment.ts";

const BACK_OFF = [100, 250, 500, 1000, 2000, 5000];
/** A keeper that rebuilds a long journal at its start says so by living; one that says nothing at all is given up. */
const READY_WITHIN = 120_000;
const STOP_WITHIN = 5_000;
/** The young generation has a fixed size, MB: what a look leaves behind dies in it. The old one may grow to twice what lives, however long the work. */
const HEAP = ["--min-semi-space-size=16", "--max-semi-space-size=16", "--heap-growing-percent=100"];

/** Size and root (hex) of a journal as it once was. */
export interface SeenHead {
  size: number;
  root: string;
}

export interface StandbyOptions {
  /** HOST:PORT, and the file with the key that it made. */
  mirror?: { address: string; key: string };
  /** The one of before is gone for ever. */
  lost: boolean;
  /** The data directory is a mirror, and becomes the journal. */
  takeover: boolean;
}

export interface KeeperStart {
  dataDir: string;
  keysDir: string;
  socket: string;
  simulated: boolean;
  /** Another user's server calls it, and reads the journal by its group. */
  apart?: true;
  /** The keeper's own brakes: openings of one person in an hour, of all in a minute. Its defaults when absent. */
  limits?: { budget: number; ceiling: number };
  /** File with the trust policy whose witnesses the keeper asks. */
  witnesses?: string;
  /** Minutes that they may be away before nothing sensitive is opened. */
  grace?: number;
  /** Directory of somebody else into which a checkpoint goes each day. */
  keepIn?: string;
  /** Days for which entries are kept at least; the keeper's default when absent. */
  term?: number;
  /** The standby that has to have each batch. */
  standby?: StandbyOptions;
  /** The highest head that anybody here remembers, asked at each start: a journal that is shorter is an older copy. */
  seen?: () => SeenHead | undefined;
  /** What two persons opened, where the keys are sealed. */
  startKey?: Buffer;
  /** The keeper's compiled main file; the one of the package when absent. */
  main?: string;
}

export interface ProcessEvents {
  onReady(ready: Ready): void;
  /** @param reason why it ended, for the operator; never personal data */
  onExit(reason: string, why: "down" | "disk-failed"): void;
  onAlarm(alarm: KeeperAlarm): void;
  /** A honey record was opened: index of the entry. Never logged. */
  onHoney(index: number): void;
}

/** What the keeper says unasked, for the operator; never personal data. `honey`: its index leads to a customer; never log it. */
export type KeeperAlarm = { alarm: string } & Record<string, string | number>;

/** Never logged: its index leads through the projection to the record that was opened. Which records are honey, only the sealed wraps know. */
const HONEY = "honey";

/** An alarm of the keeper's, to whom it is for. */
export function hearAlarm(alarm: KeeperAlarm, { onHoney, onAlarm }: Pick<ProcessEvents, "onHoney" | "onAlarm">): void {
  if (alarm.alarm === HONEY) onHoney(Number(alarm.index));
  else onAlarm(alarm);
}

/** The keeper could not start: the reason is for the operator. */
export class KeeperFailed extends Error {
  /** The keeper's exit code, or where it said none: `spawn`, `exit`. */
  readonly code: number | "spawn" | "exit";

  constructor(code: KeeperFailed["code"], reason: string) {
    super(`the keeper does not start: ${reason}`);
    this.code = code;
  }
}

/**
 * Keeps one keeper process alive. It runs compiled JavaScript on bare Node: no loader, no inherited flags, no environment
 * that could change what it does (NODE_OPTIONS); of it only the SSH agent's place. As a child it ends by itself when we die.
 */
export class KeeperProcess {
  private child: ChildProcess | undefined;
  private failures = 0;
  private closing = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly start: KeeperStart;
  private readonly events: ProcessEvents;

  constructor(start: KeeperStart, events: ProcessEvents) {
    this.start = start;
    this.events = events;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the first keeper. @throws KeeperFailed with the keeper's own reason; later exits are followed by a restart */
  async first(): Promise<Ready> {
    const ready = await this.launch();
    this.watch();
    return ready;
  }

  private launch(): Promise<Ready> {
    const child = fork(this.start.main ?? keeperMain, argumentsOf(this.start), {
      execArgv: HEAP,
      env: keeperEnvironment(),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.child = child;
    const { startKey } = this.start;
    if (startKey) child.send({ startKey: startKey.toString("base64") }, () => undefined);
    child.on("message", (message: Said) => {
      if ("alarm" in message) hearAlarm(message, this.events);
    });
    return untilReady(child);
  }

  private watch(): void {
    const child = this.child as ChildProcess;
    if (child.exitCode !== null || child.signalCode !== null) return this.ended(child);
    child.once("exit", () => this.ended(child));
  }

  private ended(child: ChildProcess): void {
    if (this.closing) return;
    this.again(child.signalCode ? `ended by ${child.signalCode}` : `ended with code ${child.exitCode}`, child.exitCode === DISK_FAILED);
  }

  private again(reason: string, diskFailed: boolean): void {
    this.events.onExit(reason, diskFailed ? "disk-failed" : "down");
    const wait = BACK_OFF[Math.min(this.failures++, BACK_OFF.length - 1)];
    this.timer = setTimeout(() => void this.relaunch(), wait);
    this.timer.unref();
  }

  private async relaunch(): Promise<void> {
    try {
      const ready = await this.launch();
      this.failures = 0;
      this.watch();
      this.events.onReady(ready);
    } catch (error) {
      if (!this.closing) this.again((error as Error).message, (error as KeeperFailed).code === DISK_FAILED);
    }
  }

  /** Ends a keeper that has stopped answering: its torn tail is cut at the next start, and its callers got nothing. */
  kill(): void {
    this.child?.kill("SIGKILL");
  }

  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN);
      child.once("exit", () => {
        clearTimeout(late);
        resolve();
      });
      if (child.connected) child.disconnect();
      else child.kill("SIGTERM");
    });
  }
}

function argumentsOf({
  dataDir,
  keysDir,
  socket,
  simulated,
  apart,
  limits,
  witnesses,
  grace,
  keepIn,
  term,
  standby,
  seen,
}: KeeperStart): string[] {
  const head = seen?.();
  return [
    ...["--data", dataDir, "--keys", keysDir, "--socket", socket],
    ...(limits ? ["--budget", String(limits.budget), "--ceiling", String(limits.ceiling)] : []),
    ...(simulated ? ["--simulated"] : []),
    ...(apart ? ["--apart"] : []),
    ...(witnesses ? ["--witnesses", witnesses] : []),
    ...(grace ? ["--grace", String(grace)] : []),
    ...(keepIn ? ["--keep-in", keepIn] : []),
    ...(term === undefined ? [] : ["--term", String(term)]),
    ...(standby?.mirror ? ["--mirror", standby.mirror.address, "--mirror-key", standby.mirror.key] : []),
    ...(standby?.lost ? ["--mirror-lost"] : []),
    ...(standby?.takeover ? ["--takeover"] : []),
    ...(head ? ["--seen", `${head.size}:${head.root}`] : []),
  ];
}

type Said = Ready | { failed: string; code: number } | KeeperAlarm;

function untilReady(child: ChildProcess): Promise<Ready> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill("SIGKILL"), READY_WITHIN);
    const done = (): void => clearTimeout(late);
    child.once("error", (error) => {
      done();
      reject(new KeeperFailed("spawn", error.message));
    });
    child.once("exit", (code, signal) => {
      done();
      reject(new KeeperFailed("exit", `it ended with ${signal ?? code}${said ? `: ${said.trim().split("\n").at(-1)}` : ""}`));
    });
    child.on("message", (message: Said) => {
      if ("alarm" in message) return;
      done();
      if ("ready" in message) return resolve(message);
      reject(new KeeperFailed(message.code, message.failed));
    });
  });
}
