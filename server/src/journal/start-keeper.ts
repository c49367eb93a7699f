import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Result, StatusResult } from "@mercusuar/keeper";
import type { Clock } from "../platform/clock.ts";
import { continues } from "./continues.ts";
import { type Keeper, keeperCalls, type SendCall } from "./keeper.ts";
import { cannotWrite, KeeperDown } from "./keeper-down.ts";
import { KeeperLink } from "./keeper-link.ts";
import { hearAlarm, type KeeperAlarm, KeeperProcess, type ProcessEvents, type SeenHead, type StandbyOptions } from "./keeper-process.ts";
import { onOwnLine } from "./own-line.ts";
import { type KeeperState, Pulse } from "./pulse.ts";
import { socketPath } from "./socket-path.ts";

/** How often the lamp asks. */
const ASK_EVERY = 1_000;
/** A keeper that owes an answer for this long is ended and started anew. */
const STUCK = 60_000;

export interface KeeperOptions {
  /** The data directory: the journal lies in `DIR/journal`, the socket in `DIR/run`. */
  dataDir: string;
  /** The keys: a directory beside, never inside, the data directory. */
  keysDir: string;
  /** The data directory of a keeper that another user runs (`mercusuar keeper`): it is called there, and not started. */
  apart?: string;
  clock: Clock;
  /** A log that says so in its first entry; story time is accepted in such a log alone. */
  simulated?: boolean;
  /** Milliseconds a caller waits; 2,000 unless told. */
  timeout?: number;
  /** The keeper's own brakes, where the house needs others than its defaults. */
  limits?: { budget: number; ceiling: number };
  /** File with the trust policy (C2SP tlog-policy) whose witnesses the keeper asks; absent: none. */
  witnesses?: string;
  /** Minutes that they may be away before nothing sensitive is opened; absent: for ever. */
  grace?: number;
  /** Directory of somebody else into which a checkpoint goes each day. */
  keepIn?: string;
  /** Days for which entries are kept at least; its default when absent. */
  term?: number;
  /** The standby that has to have each batch. */
  standby?: StandbyOptions;
  /** The highest head that the database remembers: a keeper whose journal is shorter halts. */
  seen?: SeenHead;
  /** What two persons opened, where the keys are sealed; kept for restarts. */
  startKey?: Buffer;
  /** Another keeper's main file. */
  main?: string;
  /** For the operator: state of the keeper and its reason. */
  onState?: (state: KeeperState, reason?: string) => void;
  /** For the operator: what the keeper says unasked. */
  onAlarm?: (alarm: KeeperAlarm) => void;
  /** A honey record was opened: index of the entry. For the watch alone, never for a log. */
  onHoney?: (index: number) => void;
}

/** A running keeper, with the process id for those who test its death. */
export interface RunningKeeper extends Keeper {
  readonly pid: number | undefined;
}

/**
 * Starts the keeper as a child process and connects to it, or connects to one that runs apart. Ends are followed by restarts with back-off, or
 * by another try to connect; meanwhile calls are answered with KeeperDown.
 * @throws KeeperFailed when the first start fails, or nobody answers apart
 */
export async function startKeeper(options: KeeperOptions): Promise<RunningKeeper> {
  const { clock, apart } = options;
  const pulse = new Pulse(clock);
  if (options.onState) pulse.onChange(options.onState);
  const heard = { onAlarm: options.onAlarm ?? (() => {}), onHoney: options.onHoney ?? (() => {}) };
  const dir = apart ?? options.dataDir;
  const socket = apart === undefined ? socketPath(dir) : join(dir, "run", "keeper.sock");
  const where = () => ({ path: socket, key: helloKey(dir) });
  let highest = options.seen;
  // A child was told at its start what was seen, and halts. Of one that runs apart nothing is believed before its head was compared.
  let trusted = apart === undefined;
  let lines = 0;
  const link = new KeeperLink(where, {
    // Connected is not yet well: the status says whether it may write. And a hung-up line is less than what the keeper said before it went.
    onState: (state) => {
      if (state === "up" || state === "down") {
        lines++;
        trusted = apart === undefined;
      }
      if (state === "up") void learn();
      else if (pulse.state !== "disk-failed") pulse.set(state);
    },
    ...(apart === undefined ? {} : { onAlarm: (alarm: KeeperAlarm) => hearAlarm(alarm, heard) }),
  });
  const process = apart === undefined ? childOf(options, socket, { link, pulse, heard, seen: () => highest }) : undefined;
  const send = noting(link, pulse);
  const onlyTrusted =
    (way: SendCall): SendCall =>
    (...call) =>
      trusted ? way(...call) : Promise.reject(new KeeperDown(pulse.state === "halted" ? "halted" : "down"));
  const calls = keeperCalls(onlyTrusted(send), clock, options.timeout, onlyTrusted(onOwnLine(where)));
  const { status: ask } = keeperCalls(send, clock, options.timeout);
  const learn = async (): Promise<StatusResult | undefined> => {
    try {
      const line = lines;
      const status = await ask();
      // Without a head of its own the database is a new one: a keeper that has sealed somebody serves another.
      const fresh = !trusted && highest === undefined && status.holders > 0;
      const joins = fresh ? "other" : trusted || highest === undefined ? "continues" : await continues(dir, highest);
      // Another line may have come meanwhile, with another keeper at its end.
      if (line !== lines) return undefined;
      trusted = joins === "continues";
      if (joins === "lags" && status.size >= (highest?.size ?? 0)) return undefined;
      pulse.learned(trusted ? status : { ...status, halted: OLDER });
      if (!trusted) return status;
      if (status.size > (highest?.size ?? 0)) highest = { size: status.size, root: status.root };
      return status;
    } catch {
      return undefined;
    }
  };
  await process?.first();
  link.connect();
  await (apart === undefined ? untilKnown(learn) : inTime(untilKnown(learn))).catch((error: unknown) => {
    link.close();
    throw apart === undefined ? error : new Error(away(apart));
  });
  const timer = setInterval(() => {
    if (process !== undefined && link.stuckFor() > STUCK) process.kill();
    else void learn();
  }, ASK_EVERY).unref();
  return {
    ...calls,
    pulse,
    get pid() {
      return process?.pid;
    },
    async close() {
      clearInterval(timer);
      link.close();
      await process?.close();
    },
  };
}

interface Around {
  link: KeeperLink;
  pulse: Pulse;
  heard: Pick<ProcessEvents, "onAlarm" | "onHoney">;
  seen: () => SeenHead | undefined;
}

function childOf(options: KeeperOptions, socket: string, { link, pulse, heard, seen }: Around): KeeperProcess {
  const { dataDir, keysDir } = options;
  return new KeeperProcess(
    {
      dataDir,
      keysDir,
      socket,
      simulated: options.simulated ?? false,
      ...(options.limits ? { limits: options.limits } : {}),
      ...(options.main ? { main: options.main } : {}),
      ...(options.startKey ? { startKey: options.startKey } : {}),
      ...(options.witnesses ? { witnesses: options.witnesses } : {}),
      ...(options.grace ? { grace: options.grace } : {}),
      ...(options.keepIn ? { keepIn: options.keepIn } : {}),
      ...(options.term === undefined ? {} : { term: options.term }),
      ...(options.standby ? { standby: options.standby } : {}),
      seen,
    },
    {
      onReady: () => link.connect(),
      onExit: (reason, why) => pulse.set(why, reason),
      ...heard,
    },
  );
}

/** Why nobody answers there, as far as it can be seen from here. */
function away(dir: string): string {
  try {
    helloKey(dir);
    readFileSync(join(dir, "journal", "vkey"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES") return `${dir}: ${NOT_READ}`;
  }
  return `${dir}: ${NOBODY_ANSWERS}`;
}

const NOT_READ =
  "pengguna ini tidak boleh membaca direktori sistem kunci: masukkan ke grupnya, dan pakai grup itu" +
  " · this user may not read the keeper's directory: make it a member of its group, and run it in that group";
const NOBODY_ANSWERS =
  "tidak ada sistem kunci yang menjawab di sini: jalankan dahulu perintah keeper sebagai penggunanya" +
  " · no keeper answers here: run the command keeper first, as its own user";
const OLDER =
  "the journal of this keeper is older than the database remembers, or another house's: put the newest one back, or name the --data that belongs to it";

/** Sends, and lets the lamp know what the keeper says of itself. */
function noting(link: KeeperLink, pulse: Pulse) {
  return async (json: string, timeout: number, late?: (result: Result) => void): Promise<Result> => {
    const result = await link.call(json, timeout, late);
    if (!result.ok && cannotWrite(result.code)) pulse.set(result.code, result.detail);
    return result;
  };
}

/** The keeper writes a new key at each start: whoever cannot read our run directory cannot call. */
const helloKey = (dataDir: string): string => readFileSync(join(dataDir, "run", "keeper.key"), "utf8").trim();

const TRIES = 200;

/** ms: a keeper that runs apart is there or is not. */
const ANSWERS_WITHIN = 10_000;

/** @throws KeeperDown where it takes longer */
function inTime(known: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(reject, ANSWERS_WITHIN, new KeeperDown("slow")).unref();
  });
  return Promise.race([known, late]);
}

async function untilKnown(learn: () => Promise<StatusResult | undefined>): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if (await learn()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new KeeperDown("slow");
}
