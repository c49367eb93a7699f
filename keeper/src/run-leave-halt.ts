/** `node main.js leave-halt --data DIR --keys KEYDIR --by ID --second ID [--seen SIZE:ROOT] [--dry-run] [--simulated]`: files only, no keeper runs. */
import { randomBytes } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type Entry, fromLatin1, fromUtf8, hex } from "@mercusuar/proof";
import { HeadMark } from "./journal/head-mark.ts";
import { finishLeaving, highest, type Leaving, leaveLog, withoutPassed } from "./journal/leave-halt.ts";
import { type Remembered, rememberedIn } from "./journal/pruner.ts";
import { type EachEntry, HEAD_FILES, type KnownHead, publishedHead, type Recovered, recover } from "./journal/recover.ts";
import { HolderList } from "./keys/holder-list.ts";
import { KeyHistory } from "./keys/key-history.ts";
import { KeyRing, keysOfEpoch } from "./keys/key-ring.ts";
import { KeyStore } from "./keys/key-store.ts";
import { numberOfLogKey } from "./keys/log-keys.ts";
import { holdLock } from "./lock.ts";
import { Pseudonyms } from "./sealing/pseudonyms.ts";

const OF_KEYS = Buffer.from('"typ":"key.');

export interface LeaveSettings {
  data: string;
  keys: string;
  /** Person ids of the two who decided. */
  by: string;
  second: string;
  simulated: boolean;
  dryRun: boolean;
  seen?: { size: number; root: string };
  startKey?: Buffer;
}

/** @throws Error where the journal is whole, a keeper runs, or one person stands for two */
export async function runLeaveHalt(settings: LeaveSettings): Promise<Leaving> {
  const { data, keys: dir, by, second, simulated, seen } = settings;
  if (by === "" || second === "" || by === second) throw new Error("--by and --second: two different persons");
  const root = join(data, "journal");
  if (!existsSync(root) && !existsSync(join(data, "journal.new"))) throw new Error(`there is no journal in ${data}`);
  if ((await holdLock(`keeper ${realpathSync(data)}`)) === undefined) throw new Error(`a keeper runs on ${data}: stop it first`);
  finishLeaving(data, dir);
  const keys = KeyRing.open(new KeyStore(dir, settings.startKey), true, simulated);
  const published = await Promise.all(HEAD_FILES.map((name) => publishedHead(root, keys.logs.current.all, name)));
  const inDatabase = seen === undefined ? undefined : { ...seen, from: "the highest head in the database" };
  const all = [...published, new HeadMark(dir).read(), inDatabase].filter((head) => head !== undefined);
  const known = withoutPassed(dir, all);
  const [history, list] = [new KeyHistory(), new HolderList(dir, new Set<string>())];
  const ofKeys: Array<{ entry: Entry; index: number }> = [];
  const remembered = rememberedIn(dir);
  const each: EachEntry = (bytes, index) => {
    if ((bytes as Buffer).includes(OF_KEYS)) ofKeys.push({ entry: JSON.parse(fromUtf8(bytes)) as Entry, index });
  };
  const found = await recover(root, keys.logs.current.present, known, each, keys.logs.current.all, remembered);
  if (found.damage === undefined)
    throw new Error(
      "this journal does not halt: there is nothing to leave; is an older part damaged (journal verify), put its files back from a copy",
    );
  const plan = planOf(keys.origin, found, known, simulated, remembered);
  // What is not carried over tells the new log nothing, though it could be read.
  for (const { entry, index } of ofKeys) if (index < plan.kept) history.take(entry, list, index);
  if (settings.dryRun) return plan;
  if (plan.kept === 0)
    throw new Error("not even the first entries can be read: put the first file of journal/batches back from a copy, then leave");
  const now = Date.now();
  const pseudonyms = new Pseudonyms(keys);
  const parts = { data, keys: dir, log: keys.logs.under(plan.to), act: pseudonyms.person(by, now), psn: pseudonyms.person(second, now) };
  const read = { size: found.edge.size, root: hex(fromLatin1(found.edge.root())), from: "the old log" };
  await leaveLog({ ...parts, plan, told: [...prunedEntry(plan), ...keyEntries(keys, history)], now }, [...all, read]);
  return plan;
}

/** Where a head shows another history, nobody can tell from here which is true: what is on disk is carried over, and the entry says so. */
function planOf(
  from: string,
  { damage, edge, pruning }: Recovered,
  known: readonly KnownHead[],
  simulated: boolean,
  remembered: Remembered | undefined,
): Leaving {
  const { index = 0, what = "" } = damage ?? {};
  const kept = damage?.fork === true ? edge.size : Math.min(edge.size, index);
  const gone = pruning.goneBefore(kept);
  const label = randomBytes(8).toString("hex");
  return {
    ...{ from, to: `mercusuar-log/${simulated ? "simulated-" : ""}${label}`, why: what, kept },
    ...(gone === undefined ? {} : { pruned: { before: remembered?.before ?? new Date().toISOString(), ...gone } }),
    // Whole bundles were pruned: all of the last one was signed.
    ...{ until: Math.max(highest(known, kept), gone?.upto ?? 0), left: `journal-left-${from.replace(/^.*[/-]/, "")}` },
  };
}

/** What was pruned stays so, and the new log has to say it: the entry that did, or a part of what it names, may be gone. */
function prunedEntry({ pruned }: Leaving): Array<Pick<Entry, "typ" | "body">> {
  if (pruned === undefined) return [];
  const { upto, before, count, set } = pruned;
  return [{ typ: "prune", body: { upto, before, count, set } }];
}

/** A rotation may have begun, or ended, in the part that is gone: the key directory tells. */
function keyEntries(keys: KeyRing, history: KeyHistory): Array<Pick<Entry, "typ" | "body">> {
  const told = new Set(history.epochs);
  const there = keys.epochsOnDisk();
  const entries: Array<Pick<Entry, "typ" | "body">> = [];
  for (const epoch of there.filter((one) => !told.has(one))) {
    for (const key of keysOfEpoch(epoch)) entries.push({ typ: "key.create", body: { key, fp: keys.fingerprint(key) } });
    entries.push({ typ: "key.rotate", body: { key: `kek-${epoch}`, epoch, state: "begin" } });
  }
  const gone = history.epochs.filter((epoch) => !there.includes(epoch));
  for (const epoch of gone) for (const key of keysOfEpoch(epoch)) entries.push({ typ: "key.erase", body: { key, epoch, why: "lost" } });
  const newest = there.at(-1);
  if (gone.length > 0 && newest !== undefined)
    entries.push({ typ: "key.rotate", body: { key: `kek-${newest}`, epoch: newest, state: "end" } });
  return [...entries, ...logEntries(keys, history)];
}

/** The same of the log key: all that are there sign the new log until it tells which. */
function logEntries(keys: KeyRing, { log, lives }: KeyHistory): Array<Pick<Entry, "typ" | "body">> {
  const there = keys.logs.names();
  const came = there.filter((key) => numberOfLogKey(key) > numberOfLogKey(log.names.at(-1) ?? ""));
  const gone = log.names.filter((key) => !there.includes(key));
  const made = came.filter((key) => !lives.has(key)).map((key) => ({ typ: "key.create", body: { key, fp: keys.fingerprint(key) } }));
  const begun = came.map((key) => ({ typ: "key.rotate", body: { key, state: "begin", pub: keys.logs.current.publicHalf(key) ?? "" } }));
  const erased = gone.map((key) => ({ typ: "key.erase", body: { key, why: "lost" } }));
  const ended = gone.length > 0 ? [{ typ: "key.rotate", body: { key: there.at(-1) ?? "", state: "end" } }] : [];
  return [...made, ...begun, ...erased, ...ended];
}
