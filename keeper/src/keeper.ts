/** Puts the keeper together: keys, journal, memory, desk. */
import { mkdirSync, statfsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Entry, fromLatin1, hex } from "@mercusuar/proof";
import { Clock } from "./clock.ts";
import { codeHash } from "./code-hash.ts";
import type { PublishedHead } from "./cosigning/asking.ts";
import { Cosigning } from "./cosigning/cosigning.ts";
import { DailyCopy } from "./cosigning/daily-copy.ts";
import { Desk } from "./desk.ts";
import { BatchFile, type Unconfirmed } from "./journal/batch-file.ts";
import { hasBegun } from "./journal/has-begun.ts";
import { HeadMark } from "./journal/head-mark.ts";
import { finishLeaving, withoutPassed } from "./journal/leave-halt.ts";
import { Pen } from "./journal/pen.ts";
import { HEAD_FILES, type KnownHead, publishedHead, type Recovered, recover } from "./journal/recover.ts";
import { type Memory, Replay } from "./journal/replay.ts";
import { findDetail, searchBatches } from "./journal/search-batches.ts";
import { HolderList } from "./keys/holder-list.ts";
import { inventory } from "./keys/inventory.ts";
import { privateDirectory, readSecret, writeSecret } from "./keys/key-file.ts";
import { KeyHistory } from "./keys/key-history.ts";
import { KeyRing, keysOfEpoch } from "./keys/key-ring.ts";
import { KeyStore } from "./keys/key-store.ts";
import { Destructions } from "./limits/destructions.ts";
import { Guesses } from "./limits/guesses.ts";
import { Iids } from "./limits/iids.ts";
import { ImportGrants } from "./limits/import-grants.ts";
import { OpeningLimits } from "./limits/opening.ts";
import { Tries } from "./limits/tries.ts";
import type { KeysResult, StatusResult } from "./protocol.ts";
import { Holders } from "./sealing/holders.ts";
import { Pseudonyms } from "./sealing/pseudonyms.ts";
import type { KeeperSettings } from "./settings.ts";
import { enterPlace } from "./standby/enter.ts";
import type { Mirror } from "./standby/mirror.ts";
import type { Works } from "./works.ts";

const HOUR = 3_600_000;

/** As long as its witnesses are waited for at the end. */
const MIRROR_LAST_MS = 2_000;

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
export type Alarm = (kind: "honey" | "clock" | "disk" | "halted" | "witness", facts: Record<string, string | number>) => void;

/**
 * @param startKey opens the key files where two persons have sealed them
 * @param leave told when the disk did not confirm a write: this keeper must end, the next one reads the journal anew
 */
export async function openKeeper(
  settings: KeeperSettings,
  alarm: Alarm,
  leave: (error: Unconfirmed) => void,
  startKey?: Buffer,
): Promise<Keeper> {
  const root = join(settings.data, "journal");
  finishLeaving(settings.data, settings.keys);
  const begun = hasBegun(root);
  const keys = KeyRing.open(new KeyStore(settings.keys, startKey), begun, settings.simulated);
  prepareDirectory(root, keys);
  const { mirror, changed } = await enterPlace(settings, root, keys.log.vkey);
  const memory = {
    opening: new OpeningLimits(settings),
    tries: new Tries(),
    grants: new ImportGrants(),
    guesses: new Guesses(),
    iids: new Iids(),
    destructions: new Destructions(settings.keys),
    history: new KeyHistory(),
    list: new HolderList(settings.keys),
  };
  const { history, list } = memory;
  const replay = new Replay(memory, Date.now(), settings.simulated);
  const mark = new HeadMark(settings.keys);
  const cosigning = settings.witnesses === undefined ? undefined : await Cosigning.open(settings, root, keys.log.vkey, begun);
  const heads = [...(await knownHeads(root, keys, settings)), mark.read(), ...(cosigning?.known ?? []), ...(mirror?.known ?? [])];
  const known = withoutPassed(
    settings.keys,
    heads.filter((head) => head !== undefined),
  );
  const found = await recover(root, keys.log.vkey, known, (...entry) => replay.each(...entry));
  const ahead = cosigning?.ahead(found.edge.size);
  if (ahead !== undefined) found.damage ??= { index: found.edge.size, what: ahead };
  if (cosigning !== undefined) found.tiles.heads = cosigning.heads;
  const copy = settings.keepIn === undefined ? undefined : new DailyCopy(settings.keepIn);
  keys.live(history.epochs);
  // Of a damaged journal nobody knows which keys have died since: its own damage is what the operator has to hear.
  if (found.damage === undefined) keys.check(history.living());
  list.readTable();
  memory.destructions.readDisk();
  const clock = new Clock(replay.lastTs, settings.simulated);
  clock.onBackward = (ms) => alarm("clock", { backward: ms });
  const pen = found.damage === undefined ? penFor(root, keys, found, mark, alarm, mirror) : undefined;
  const halted = found.damage === undefined ? undefined : `first bad index ${found.damage.index}: ${found.damage.what}`;
  if (pen !== undefined) pen.onUnconfirmed = leave;
  if (halted !== undefined) alarm("halted", { index: found.damage?.index ?? 0, why: halted });
  const works: Works = {
    origin: keys.domain,
    keys,
    clock,
    holders: new Holders(keys, memory.destructions),
    pseudonyms: new Pseudonyms(keys),
    ...memory,
    get assurance() {
      return cosigning?.assurance().level ?? 0;
    },
    rotation: { underway: false, notBefore: () => (history.rotatedAt ?? Number.NEGATIVE_INFINITY) + settings.rotatePause * HOUR },
    noteKey: (typ, body) => noteKey(desk, works, typ, body),
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
    ...(desk.halted === undefined ? {} : { halted: desk.halted }),
    free: freeBytes(root),
    assurance: works.assurance,
    declared: cosigning?.assurance().declared ?? false,
    witnesses: [],
    unwitnessed: cosigning?.overdue() ?? false,
    ...(copy === undefined ? {} : { copy: copyState(copy) }),
    ...cosigning?.status(),
    ...(mirror === undefined ? {} : { mirror: { up: mirror.up } }),
    durability: "fdatasync",
    epoch: keys.epoch,
    holders: replay.holders + works.holders.made,
    erased: memory.destructions.size,
    unlogged: desk.unlogged(),
  });
  const desk = new Desk({
    works,
    iids: memory.iids,
    pen,
    halted,
    simulated: settings.simulated,
    unwitnessed: () => cosigning?.overdue() ?? false,
    status,
    inventory: () => inventoryNow(works, memory),
    searchJournal: (iid) => searchBatches(join(root, "batches"), iid),
  });
  if (pen !== undefined) {
    pen.onFenced = ({ message }) => {
      desk.halt(message);
      alarm("halted", { why: message });
    };
    await mirror?.bringUp(root);
    if (cosigning !== undefined) watch(cosigning, pen, desk, alarm);
    if (copy !== undefined) afterPublishing(pen, ({ note }) => copy.offer(note));
    // Derived files that were there and not as the batches say: worth an entry, for somebody may have edited them.
    const rebuilt = found.tiles.dropWritten();
    await begin(works, desk, { ...found, rebuilt }, !begun, settings.simulated);
    if (changed !== undefined) void desk.note("witness", { change: "mirror", state: changed });
    await pen.idle();
    await pen.publish();
    // Of a time with witnesses: left behind, it would grow old.
    if (cosigning === undefined) await rm(join(root, "checkpoint.latest"), { force: true });
  }
  return { desk, created: !begun, head, ...ending(desk, pen, mark, root, memory.iids, cosigning, mirror) };
}

/** What was signed and shown, as files and the server's database remember it. */
async function knownHeads(root: string, keys: KeyRing, { seen }: KeeperSettings): Promise<Array<KnownHead | undefined>> {
  const files = await Promise.all(HEAD_FILES.map((name) => publishedHead(root, keys.log.vkey, name)));
  return [...files, seen === undefined ? undefined : { ...seen, from: "the highest head in the database" }];
}

function afterPublishing(pen: Pen, told: (head: PublishedHead) => void): void {
  const { onPublished } = pen;
  pen.onPublished = async (head) => {
    told(head);
    await onPublished(head);
  };
}

function copyState({ day, trouble }: DailyCopy): NonNullable<StatusResult["copy"]> {
  return { ...(day === undefined ? {} : { day }), ...(trouble === undefined ? {} : { trouble }) };
}

/** Hands what was published to the witnesses; what they say against it stops this keeper. */
function watch(cosigning: Cosigning, pen: Pen, desk: Desk, alarm: Alarm): void {
  afterPublishing(pen, (head) => cosigning.offer(head));
  cosigning.begin(
    {
      onOtherHistory: (why) => {
        desk.halt(why);
        alarm("halted", { why });
      },
      onState: (id, state, size) => {
        alarm("witness", { id, state });
        void desk.note("witness", { change: "state", id, state, ...(size === undefined ? {} : { size }) });
      },
      onTrouble: (what) => alarm("witness", { what }),
    },
    () => pen.publish(),
  );
}

function prepareDirectory(root: string, keys: KeyRing): void {
  privateDirectory(root);
  mkdirSync(join(root, "batches"), { recursive: true, mode: 0o700 });
  if (readSecret(root, "vkey") !== keys.log.vkey) writeSecret(root, "vkey", `${keys.log.vkey}\n`);
}

function penFor(root: string, keys: KeyRing, found: Recovered, mark: HeadMark, alarm: Alarm, mirror: Mirror | undefined): Pen {
  const file = new BatchFile(join(root, "batches"), found.place);
  const pen = new Pen({ edge: found.edge, note: found.note, key: keys.log, file, tiles: found.tiles, mirror });
  pen.onTrouble = (text) => alarm("disk", { what: text });
  pen.onPublished = (head) => mark.advance(head);
  return pen;
}

/** Says what happened to a key, and remembers it as the next start would read it. */
function noteKey(desk: Desk, { history, clock }: Works, typ: string, body: NonNullable<Entry["body"]>): void {
  void desk.note(typ, body);
  const ts = new Date(clock.now()).toISOString();
  if (typ === "key.create") history.made({ key: String(body.key), fp: String(body.fp) }, ts);
  else history.destroyed(String(body.key), ts);
}

/** What the end of a process cut short: keys of an epoch without their entries, and old keys that a rotation has left behind. */
function finishRotation({ keys, history, list, noteKey }: Works): void {
  for (const epoch of keys.epochs)
    for (const key of keysOfEpoch(epoch)) if (!history.lives.has(key)) noteKey("key.create", { key, fp: keys.fingerprint(key) });
  if (history.rotating) return;
  for (const name of keys.older(keys.epoch)) keys.destroy(name);
  list.dropOlder();
}

function inventoryNow({ clock, keys, rotation }: Works, { history, list }: Pick<Memory, "history" | "list">): KeysResult {
  const notBefore = rotation.notBefore();
  return {
    ok: true,
    idx: -1,
    ts: new Date(clock.now()).toISOString(),
    ...inventory(keys, history, list),
    ...(Number.isFinite(notBefore) ? { notBefore: new Date(notBefore).toISOString() } : {}),
  };
}

async function begin(
  works: Works,
  desk: Desk,
  found: Recovered & { rebuilt: number },
  created: boolean,
  simulated: boolean,
): Promise<void> {
  const written = desk.note("start", {
    origin: works.keys.origin,
    code: codeHash(),
    node: process.version,
    durability: "fdatasync",
    assurance: 0,
    ...(simulated ? { simulated } : {}),
    ...(created ? { created } : {}),
    ...(found.cut > 0 ? { cut: found.cut } : {}),
    ...(found.rebuilt > 0 ? { rebuilt: found.rebuilt } : {}),
  });
  const { keys } = works;
  if (created) for (const { key, fp } of keys.firstKeys()) works.noteKey("key.create", { key, fp });
  keys.onMade = ({ key, fp }) => works.noteKey("key.create", { key, fp });
  if ((await written) === undefined) throw new Error("the start could not be written: free space where the journal lies");
  keys.settled();
  finishRotation(works);
}

function ending(
  desk: Desk,
  pen: Pen | undefined,
  mark: HeadMark,
  root: string,
  iids: Iids,
  cosigning: Cosigning | undefined,
  mirror: Mirror | undefined,
): Pick<Keeper, "beat" | "stop"> {
  const minute = 60_000;
  return {
    beat: () => {
      iids.prune(Date.now());
      const turned = cosigning?.turned();
      if (turned !== undefined) void desk.note("witness", { change: "grace", state: turned });
      if (pen !== undefined && Date.now() - pen.lastAt >= minute)
        void desk.note("heartbeat", { free: freeBytes(root), ...desk.openings() });
    },
    stop: async (why) => {
      // A standby that is away must not keep this keeper from going.
      const late = setTimeout(() => mirror?.close(), MIRROR_LAST_MS);
      if (pen !== undefined) {
        await desk.note("stop", { why, ...desk.openings() });
        await pen.close();
        await mark.write(pen.head);
      }
      // At last, for the witnesses shall see the stop as well.
      await cosigning?.close();
      clearTimeout(late);
      mirror?.close();
    },
  };
}

function freeBytes(root: string): number {
  const space = statfsSync(root);
  return space.bavail * space.bsize;
}
