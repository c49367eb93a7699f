/** Puts the keeper together: keys, journal, memory, desk. */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { fromLatin1, hex } from "@mercusuar/proof";
import { Clock } from "./clock.ts";
import { codeHash } from "./code-hash.ts";
import { Desk } from "./desk.ts";
import { BatchFile, type Unconfirmed } from "./journal/batch-file.ts";
import { HeadMark } from "./journal/head-mark.ts";
import { Pen } from "./journal/pen.ts";
import { publishedHead, type Recovered, recover } from "./journal/recover.ts";
import { Replay } from "./journal/replay.ts";
import { findDetail, searchBatches } from "./journal/search-batches.ts";
import { privateDirectory, readSecret, writeSecret } from "./keys/key-file.ts";
import { KeyRing } from "./keys/key-ring.ts";
import { Iids } from "./limits/iids.ts";
import { ImportGrants } from "./limits/import-grants.ts";
import { OpeningLimits } from "./limits/opening.ts";
import { Tries } from "./limits/tries.ts";
import type { StatusResult } from "./protocol.ts";
import { Holders } from "./sealing/holders.ts";
import { Pseudonyms } from "./sealing/pseudonyms.ts";
import type { KeeperSettings } from "./settings.ts";
import type { Works } from "./works.ts";

export interface Keeper {
  desk: Desk;
  created: boolean;
  head(): { origin: string; size: number; root: string };
  /** Writes a heartbeat if nothing was written for a minute. */
  beat(): void;
  /** Writes `stop`, publishes, closes. */
  stop(why: string): Promise<void>;
}
/** Who hears of what cannot wait for the evening. */
export type Alarm = (kind: "honey" | "clock" | "disk" | "halted", facts: Record<string, string | number>) => void;

/** @param leave told when the disk did not confirm a write: this keeper must end, the next one reads the journal anew */
export async function openKeeper(settings: KeeperSettings, alarm: Alarm, leave: (error: Unconfirmed) => void): Promise<Keeper> {
  const root = join(settings.data, "journal");
  const begun = hasBegun(root);
  const keys = KeyRing.open(settings.keys, begun, settings.simulated);
  prepareDirectory(root, keys);
  const memory = { opening: new OpeningLimits(settings), tries: new Tries(), grants: new ImportGrants(), iids: new Iids() };
  const replay = new Replay(memory, Date.now(), settings.simulated);
  const mark = new HeadMark(settings.keys);
  const known = [await publishedHead(root, keys.log.vkey), mark.read()].filter((head) => head !== undefined);
  const found = await recover(root, keys.log.vkey, known, (entry, index, time) => replay.each(entry, index, time));
  keys.check(replay.keys.values());
  const clock = new Clock(replay.lastTs, settings.simulated);
  clock.onBackward = (ms) => alarm("clock", { backward: ms });
  const pen = found.damage === undefined ? penFor(root, keys, found, mark, alarm) : undefined;
  const halted = found.damage === undefined ? undefined : `first bad index ${found.damage.index}: ${found.damage.what}`;
  if (pen !== undefined) pen.onUnconfirmed = leave;
  if (halted !== undefined) alarm("halted", { index: found.damage?.index ?? 0, why: halted });
  const works: Works = {
    origin: keys.origin,
    keys,
    clock,
    holders: new Holders(keys),
    pseudonyms: new Pseudonyms(keys),
    ...memory,
    assurance: 0,
    findDetail: (index) => findDetail(join(root, "batches"), index),
    onHoney: (index) => alarm("honey", { index }),
  };
  const head = (): { origin: string; size: number; root: string } => {
    const { size, root: hash } = pen?.head ?? { size: found.edge.size, root: found.edge.root() };
    return { origin: keys.origin, size, root: hex(fromLatin1(hash)) };
  };
  const status = (): StatusResult => ({
    ok: true,
    idx: -1,
    ts: new Date(clock.now()).toISOString(),
    ...head(),
    simulated: settings.simulated,
    ...(halted === undefined ? {} : { halted }),
    free: freeBytes(root),
    assurance: 0,
    durability: "fdatasync",
    epoch: keys.epoch,
    holders: replay.holders + works.holders.made,
  });
  const desk = new Desk({
    works,
    iids: memory.iids,
    pen,
    halted,
    simulated: settings.simulated,
    status,
    searchJournal: (iid) => searchBatches(join(root, "batches"), iid),
  });
  if (pen !== undefined) {
    // Derived files that were there and not as the batches say: worth an entry, for somebody may have edited them.
    const rebuilt = found.tiles.dropWritten();
    await begin(desk, keys, { ...found, rebuilt }, !begun, settings.simulated);
    await pen.idle();
    await pen.publish();
  }
  return { desk, created: !begun, head, ...ending(desk, pen, mark, root, memory.iids) };
}

/** Batches or a checkpoint: the journal had a first entry. */
function hasBegun(root: string): boolean {
  const dir = join(root, "batches");
  return (
    existsSync(join(root, "checkpoint")) ||
    (existsSync(dir) && readdirSync(dir).some((name) => name.endsWith(".batch") && startsWithBytes(join(dir, name))))
  );
}

function startsWithBytes(path: string): boolean {
  const handle = openSync(path, "r");
  try {
    const start = Buffer.alloc(4);
    readSync(handle, start, 0, 4, 0);
    return start.some((byte) => byte !== 0);
  } finally {
    closeSync(handle);
  }
}

function prepareDirectory(root: string, keys: KeyRing): void {
  privateDirectory(root);
  mkdirSync(join(root, "batches"), { recursive: true, mode: 0o700 });
  if (readSecret(root, "vkey") !== keys.log.vkey) writeSecret(root, "vkey", `${keys.log.vkey}\n`);
}

function penFor(root: string, keys: KeyRing, found: Recovered, mark: HeadMark, alarm: Alarm): Pen {
  const file = new BatchFile(join(root, "batches"), found.place);
  const pen = new Pen({ edge: found.edge, note: found.note, key: keys.log, file, tiles: found.tiles });
  pen.onTrouble = (text) => alarm("disk", { what: text });
  pen.onPublished = (head) => mark.advance(head);
  return pen;
}

async function begin(
  desk: Desk,
  keys: KeyRing,
  found: Recovered & { rebuilt: number },
  created: boolean,
  simulated: boolean,
): Promise<void> {
  const written = desk.note("start", {
    origin: keys.origin,
    code: codeHash(),
    node: process.version,
    durability: "fdatasync",
    assurance: 0,
    ...(simulated ? { simulated } : {}),
    ...(created ? { created } : {}),
    ...(found.cut > 0 ? { cut: found.cut } : {}),
    ...(found.rebuilt > 0 ? { rebuilt: found.rebuilt } : {}),
  });
  if (created) for (const { key, fp } of keys.firstKeys()) void desk.note("key.create", { key, fp });
  keys.onMade = ({ key, fp }) => void desk.note("key.create", { key, fp });
  if ((await written) === undefined) throw new Error("the start could not be written: free space where the journal lies");
  keys.settled();
}

function ending(desk: Desk, pen: Pen | undefined, mark: HeadMark, root: string, iids: Iids): Pick<Keeper, "beat" | "stop"> {
  const minute = 60_000;
  return {
    beat: () => {
      iids.prune(Date.now());
      if (pen !== undefined && Date.now() - pen.lastAt >= minute) void desk.note("heartbeat", { free: freeBytes(root) });
    },
    stop: async (why) => {
      if (pen === undefined) return;
      await desk.note("stop", { why });
      await pen.close();
      await mark.write(pen.head);
    },
  };
}

function freeBytes(root: string): number {
  const space = statfsSync(root);
  return space.bavail * space.bsize;
}
