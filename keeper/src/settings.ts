/** What the command line says. All mistakes are named together. */
import { parseArgs } from "node:util";
import { keysInside } from "./keys/inside.ts";
import { OPENING, type OpeningSettings } from "./limits/opening.ts";
import { TERM_DAYS } from "./protocol.ts";
import { checkSocketPath } from "./socket.ts";

export interface KeeperSettings extends OpeningSettings {
  data: string;
  keys: string;
  socket: string;
  simulated: boolean;
  /** The server runs as another user of the same group: it may call and read the journal, and never the keys. */
  apart: boolean;
  /** File with the trust policy (C2SP tlog-policy) whose witnesses are asked; absent: none. */
  witnesses?: string;
  /** Minutes without a quorum's cosignature after which nothing sensitive is opened; absent: never. */
  grace?: number;
  /** Hours between the beginnings of two rotations, at least. */
  rotatePause: number;
  /** Directory outside the data into which a checkpoint goes each day. */
  keepIn?: string;
  /** HOST:PORT of the standby that has to have a batch before it is released, and the file with its key. */
  mirror?: { address: string; key: string };
  /** The standby that this log was bound to is gone for ever. */
  mirrorLost: boolean;
  /** The directory is a mirror, and becomes the journal. */
  takeover: boolean;
  /** Days for which entries are kept at least. */
  term: number;
  /** The highest head that the server's database remembers: a journal that is shorter is an older copy. */
  seen?: { size: number /** hex */; root: string };
}

/** A journal at rest grows once a minute, and is cosigned within 10 seconds: less would close a house where nothing is wrong. */
const LEAST_GRACE = 3;

const OPTIONS = {
  data: { type: "string" },
  keys: { type: "string" },
  socket: { type: "string" },
  simulated: { type: "boolean", default: false },
  apart: { type: "boolean", default: false },
  budget: { type: "string", default: String(OPENING.budget) },
  ceiling: { type: "string", default: String(OPENING.ceiling) },
  witnesses: { type: "string" },
  seen: { type: "string" },
  grace: { type: "string" },
  "keep-in": { type: "string" },
  "rotate-pause": { type: "string", default: "24" },
  mirror: { type: "string" },
  "mirror-key": { type: "string" },
  "mirror-lost": { type: "boolean", default: false },
  takeover: { type: "boolean", default: false },
  term: { type: "string", default: String(TERM_DAYS) },
} as const;

export function readSettings(args: readonly string[]): KeeperSettings {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const mistakes: string[] = [];
  for (const name of ["data", "keys", "socket"] as const) if (values[name] === undefined) mistakes.push(`--${name} is missing`);
  for (const name of ["budget", "ceiling"] as const)
    if (!/^[1-9]\d{0,8}$/.test(values[name])) mistakes.push(`--${name}: a whole number from 1`);
  if (!/^\d{1,5}$/.test(values["rotate-pause"])) mistakes.push("--rotate-pause: hours, a whole number");
  if (!/^\d{1,5}$/.test(values.term)) mistakes.push("--term: days, a whole number");
  const { data = "", keys = "", socket = "", witnesses, grace } = values;
  if (grace !== undefined && (!/^\d{1,5}$/.test(grace) || Number(grace) < LEAST_GRACE))
    mistakes.push(`--grace: minutes, a whole number from ${LEAST_GRACE}`);
  if (grace !== undefined && witnesses === undefined)
    mistakes.push("--grace says how long witnesses may be away: name them with --witnesses");
  const keepIn = values["keep-in"];
  if (keepIn !== undefined && keysInside(data, keepIn))
    mistakes.push(
      "--keep-in: it lies inside --data, and whoever rewrites the journal would rewrite it too: name a directory of somebody else",
    );
  const { mirror, "mirror-key": mirrorKey } = values;
  if ((mirror === undefined) !== (mirrorKey === undefined)) mistakes.push("--mirror HOST:PORT and --mirror-key FILE belong together");
  if (mirror !== undefined && !/^.+:\d{1,5}$/.test(mirror)) mistakes.push("--mirror: HOST:PORT");
  const seen = seenOf(values.seen);
  if (values.seen !== undefined && seen === undefined) mistakes.push("--seen: SIZE:ROOT, the root as 64 hex digits");
  if (data !== "" && keys !== "" && keysInside(data, keys))
    mistakes.push("--keys: they lie inside --data, and a copy of the data would hold the keys: name a directory beside it");
  try {
    checkSocketPath(socket);
  } catch (error) {
    mistakes.push((error as Error).message);
  }
  if (mistakes.length > 0) throw new Error(mistakes.join("; "));
  return {
    data,
    keys,
    socket,
    simulated: values.simulated,
    apart: values.apart,
    budget: Number(values.budget),
    ceiling: Number(values.ceiling),
    rotatePause: Number(values["rotate-pause"]),
    mirrorLost: values["mirror-lost"],
    takeover: values.takeover,
    term: Number(values.term),
    ...(mirror === undefined || mirrorKey === undefined ? {} : { mirror: { address: mirror, key: mirrorKey } }),
    ...(witnesses === undefined ? {} : { witnesses }),
    ...(keepIn === undefined ? {} : { keepIn }),
    ...(seen === undefined ? {} : { seen }),
    ...(grace === undefined ? {} : { grace: Number(grace) }),
  };
}

/** What `leave-halt` is told. */
export function readLeaveSettings(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{
        data: { type: "string" },
        keys: { type: "string" },
        by: { type: "string" },
        second: { type: "string" },
        seen: { type: "string" },
      },
      ...{ simulated: { type: "boolean", default: false }, "dry-run": { type: "boolean", default: false } },
    } as const,
  });
  const { data, keys, by = "", second = "", simulated } = values;
  if (data === undefined || keys === undefined) throw new Error("--data and --keys are needed");
  const seen = seenOf(values.seen);
  return { data, keys, by, second, simulated, dryRun: values["dry-run"], ...(seen === undefined ? {} : { seen }) };
}

function seenOf(text = ""): KeeperSettings["seen"] {
  const [, size, root] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return size === undefined || root === undefined ? undefined : { size: Number(size), root };
}
