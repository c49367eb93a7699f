/** Puts the keeper together: keys, journal, memory, desk. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fromLatin1, hex } from "@mercusuar/proof";
import { type Alarm, onceAMinute } from "./alarm.ts";
import { Clock } from "./clock.ts";
import { assuranceOf } from "./cosigning/assurance.ts";
import { Cosigning } from "./cosigning/cosigning.ts";
import { DailyCopy } from "./cosigning/daily-copy.ts";
import { afterPublishing, watch } from "./cosigning/watch.ts";
import { Desk } from "./desk.ts";
import { ending } from "./ending.ts";
import type { Unconfirmed } from "./journal/batch-file.ts";
import { Handovers } from "./journal/handovers.ts";
import { hasBegun } from "./journal/has-begun.ts";
import { HeadMark } from "./journal/head-mark.ts";
import { finishLeaving, withoutPassed } from "./journal/leave-halt.ts";
import { Pruner, rememberedIn, saidIn } from "./journal/pruner.ts";
import { isSigned as isSignedBy, recover } from "./journal/recover.ts";
import { Replay } from "./journal/replay.ts";
import { findDetail, searchBatches } from "./journal/search-batches.ts";
import { KeyRing } from "./keys/key-ring.ts";
import { KeyStore } from "./keys/key-store.ts";
import { emptyMemory } from "./memory.ts";
import type { StatusResult } from "./protocol.ts";
import { Holders } from "./sealing/holders.ts";
import { Pseudonyms } from "./sealing/pseudonyms.ts";
import type { KeeperSettings } from "./settings.ts";
import { enterPlace } from "./standby/enter.ts";
import { begin, knownHeads, mustBeHere, noteKey, penFor, prepareDirectory, settleLogKeys, strangersTail } from "./starting.ts";
import { inventoryNow, statusOf } from "./status.ts";
import type { Works } from "./works.ts";

const HOUR = 3_600_000;

export interface Keeper {
  desk: Desk;
  created: boolean;
  head(): { origin: string; size: number; root: string };
  /** Callers that have shown the key of this start, and which user each says it runs as: the kernel tells Node of nobody. */
  met(uids: readonly unknown[]): void;
  /** Writes a heartbeat if nothing was written for a minute. */
  beat(): void;
  /** Writes `stop`, publishes, closes. */
  stop(why: string): Promise<void>;
}

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
  prepareDirectory(root, settings.apart);
  // Before the mirror becomes the journal: from then on no other host serves.
  if (settings.takeover) await keys.logs.agentsAnswer();
  const { mirror, changed } = await enterPlace(settings, root, keys.logs.current.vkey);
  const memory = emptyMemory(settings);
  const { history, list } = memory;
  const replay = new Replay(memory, Date.now(), settings.simulated);
  const mark = new HeadMark(settings.keys);
  const cosigning = settings.witnesses === undefined ? undefined : await Cosigning.open(settings, root, keys.logs, begun);
  const heads = [...(await knownHeads(root, keys, settings)), mark.read(), ...(cosigning?.known ?? []), ...(mirror?.known ?? [])];
  const known = withoutPassed(
    settings.keys,
    heads.filter((head) => head !== undefined),
  );
  const remembered = rememberedIn(settings.keys);
  const { present, all } = keys.logs.current;
  const found = await recover(root, present, known, (...entry) => replay.each(...entry), all, remembered);
  mustBeHere(keys, history);
  const tail = await strangersTail(found, keys, history);
  if (tail !== undefined) found.damage ??= tail;
  const ahead = cosigning?.ahead(found.edge.size);
  if (ahead !== undefined) found.damage ??= { index: found.edge.size, what: ahead };
  if (cosigning !== undefined) found.tiles.heads = cosigning.heads;
  const copy = settings.keepIn === undefined ? undefined : new DailyCopy(settings.keepIn);
  keys.live(history.epochs);
  // Of a damaged journal nobody knows which keys have died since: its own damage is what the operator has to hear.
  if (found.damage === undefined) {
    keys.check(history.living());
    settleLogKeys(root, keys, history);
    await keys.logs.agentsAnswer();
  }
  for (const key of memory.destructions.readDisk()) list.forget(Buffer.from(key, "hex"));
  // Never the whole directory: what has ended since its copy was made would live again, and newer keys be gone.
  list.readTable((file, places) => {
    const remedy = "put that one file back from a copy, or wait for the next rotation";
    alarm("disk", { what: `key table: ${file} may be damaged in ${places} places; ${remedy}` });
  });
  const clock = new Clock(replay.lastTs, settings.simulated);
  clock.onBackward = (ms) => alarm("clock", { backward: ms });
  const pen = found.damage === undefined ? penFor(root, keys, found, mark, alarm, mirror) : undefined;
  const halted = found.damage === undefined ? undefined : `first bad index ${found.damage.index}: ${found.damage.what}`;
  if (pen !== undefined) pen.onUnconfirmed = leave;
  if (halted !== undefined) alarm("halted", { index: found.damage?.index ?? 0, why: halted });
  const isSigned = (note: string): Promise<boolean> => isSignedBy(note, keys.logs.current.all);
  const unfinished = found.pruning.complete ? undefined : found.edge.size;
  const pruner = new Pruner({ root, keys: settings.keys, pen, isSigned, alarm }, saidIn(found) ?? remembered, unfinished);
  const handovers = new Handovers(root);
  let apart = false;
  const assuranceNow = () => cosigning?.assurance(apart) ?? assuranceOf([], Date.now(), apart);
  const works: Works = {
    origin: keys.domain,
    keys,
    clock,
    holders: new Holders(keys, memory.destructions),
    pseudonyms: new Pseudonyms(keys),
    ...memory,
    get aloneIsEnough() {
      return !settings.apart && assuranceNow().level === 0;
    },
    rotation: {
      underway: false,
      logUnderway: false,
      notBefore: (last = Number.NEGATIVE_INFINITY) => last + settings.rotatePause * HOUR,
    },
    pruner,
    term: settings.term,
    handedOver: (index) => handovers.has(index),
    settleLogKeys: () => {
      try {
        settleLogKeys(root, keys, history);
      } catch (error) {
        // Its entry is durable: what a full disk kept from being done is done at the next start.
        alarm("disk", { what: `log key: ${(error as NodeJS.ErrnoException).code ?? "unknown"}` });
      }
    },
    noteKey: (typ, body) => noteKey(desk, works, typ, body),
    findDetail: (index) => findDetail(join(root, "batches"), index),
    onHoney: (index) => alarm("honey", { index }),
    onBrake: onceAMinute((rule, index) => alarm("brake", { rule, index })),
  };
  const head = (): { origin: string; size: number; root: string } => {
    const { size, root: hash } = pen?.head ?? { size: found.edge.size, root: found.edge.root() };
    return { origin: keys.origin, size, root: hex(fromLatin1(hash)) };
  };
  const status = (): StatusResult =>
    statusOf({
      settings,
      root,
      works,
      desk,
      memory,
      holders: replay.holders,
      head: head(),
      assurance: assuranceNow(),
      cosigning,
      copy,
      mirror,
    });
  const desk: Desk = new Desk({
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
    afterPublishing(pen, (head) => {
      const { handover } = history.log;
      if (handover !== undefined)
        handovers.keep(handover.index, head).catch(({ message }: Error) => alarm("disk", { what: `handover: ${message}` }));
    });
    afterPublishing(pen, () => pruner.goOn());
    if (copy !== undefined) afterPublishing(pen, ({ note }) => copy.offer(note));
    pruner.remember();
    // Derived files that were there and not as the batches say: worth an entry, for somebody may have edited them.
    const rebuilt = found.tiles.dropWritten();
    await begin(works, desk, { ...found, rebuilt }, !begun, settings.simulated);
    if (changed !== undefined) void desk.note("witness", { change: "mirror", state: changed });
    await pen.idle();
    await pen.publish();
    const past = history.log.named.filter((index) => index !== history.log.handover?.index);
    handovers.mend(past).catch(({ message }: Error) => alarm("disk", { what: `handover: ${message}` }));
    // Of a time with witnesses: left behind, it would grow old.
    if (cosigning === undefined) await rm(join(root, "checkpoint.latest"), { force: true });
  }
  const met = (uids: readonly unknown[]): void => {
    const isForeign = (uid: unknown): boolean => typeof uid === "number" && uid !== 0 && uid !== process.getuid?.();
    apart = settings.apart && uids.length > 0 && uids.every(isForeign);
  };
  return { desk, created: !begun, head, met, ...ending(desk, pen, mark, root, memory.iids, cosigning, mirror, pruner) };
}
