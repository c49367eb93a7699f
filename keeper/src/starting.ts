/** What a keeper does before it answers anybody. */
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Entry, noteIsSignedBy, parseNote } from "@mercusuar/proof";
import type { Alarm } from "./alarm.ts";
import { codeHash } from "./code-hash.ts";
import type { Desk } from "./desk.ts";
import { BatchFile } from "./journal/batch-file.ts";
import type { HeadMark } from "./journal/head-mark.ts";
import { Pen } from "./journal/pen.ts";
import { HEAD_FILES, type KnownHead, publishedHead, type Recovered } from "./journal/recover.ts";
import { readSecret, removeSecret, sharedDirectory, writeSecret } from "./keys/key-file.ts";
import type { KeyHistory } from "./keys/key-history.ts";
import { type KeyRing, keysOfEpoch } from "./keys/key-ring.ts";
import { KeyMissing } from "./keys/key-store.ts";
import { FIRST_LOG_KEY, numberOfLogKey } from "./keys/log-keys.ts";
import type { KeeperSettings } from "./settings.ts";
import type { Mirror } from "./standby/mirror.ts";
import type { Works } from "./works.ts";

/** What the umask leaves of it: only where the server runs apart its group reads the journal, and public keys there. */
const READ_BY_GROUP = 0o750;
const PUBLIC = 0o640;

/** What was made before the keeper ran apart, or by a standby: a log has few such files, of which the newest are needed at once. */
function openToGroup(root: string): void {
  // The one thing there that is the server's: it asks for the time stamps.
  mkdirSync(join(root, "stamps"), { recursive: true });
  chmodSync(join(root, "stamps"), 0o770);
  chmodSync(join(root, "batches"), READ_BY_GROUP);
  for (const dir of [root, join(root, "batches")])
    for (const found of readdirSync(dir, { withFileTypes: true })) if (found.isFile()) chmodSync(join(dir, found.name), PUBLIC);
}

export function prepareDirectory(root: string, apart: boolean): void {
  sharedDirectory(root, apart);
  mkdirSync(join(root, "batches"), { recursive: true, mode: READ_BY_GROUP });
  if (apart) openToGroup(root);
}

/**
 * Puts in place what the journal says of the log key. A secret that gives way is destroyed here: after its entry is durable, or at the next
 * start where the process ended between the two.
 */
export function settleLogKeys(root: string, keys: KeyRing, { log }: KeyHistory): void {
  const [oldest = FIRST_LOG_KEY] = log.names;
  // First of all: what follows may fail, and the old key must not go on signing.
  keys.logs.signWith(log.names);
  for (const name of keys.logs.names()) if (numberOfLogKey(name) < numberOfLogKey(oldest)) keys.logs.destroy(name);
  keys.logs.signWith(log.names);
  const { vkey, next, formerVkeys } = keys.logs.current;
  publishKeys(root, "vkey", [vkey]);
  publishKeys(root, "vkey.next", next === undefined ? [] : [next]);
  publishKeys(root, "vkey.former", formerVkeys);
}

/** A journal that names a key which is not here: its last batch looks forged, and is not. @throws KeyMissing */
export function mustBeHere(keys: KeyRing, { log }: KeyHistory): void {
  const newest = log.names.at(-1) ?? FIRST_LOG_KEY;
  const passed = keys.logs.names().some((name) => numberOfLogKey(name) >= numberOfLogKey(newest));
  if (!passed) throw new KeyMissing(`the key ${newest} is not in ${keys.directory}: restore it from its copy`);
}

/** Against whom: somebody who lays a key of his own beside the others and signs a tail of his own with it. */
export async function strangersTail({ note, edge }: Recovered, keys: KeyRing, { log }: KeyHistory): Promise<Recovered["damage"]> {
  const parsed = note === "" ? undefined : parseNote(note);
  if (parsed === undefined) return undefined;
  for (const key of keys.logs.current.named(log.names))
    if (!(await noteIsSignedBy(parsed, key)))
      return {
        index: edge.size,
        what: `the last batch is not signed by ${log.names.join(" and ")}, which the journal names: take other log keys out of the key directory`,
      };
  return undefined;
}

function publishKeys(root: string, name: string, vkeys: readonly string[]): void {
  if (vkeys.length === 0) removeSecret(root, name);
  else if (readSecret(root, name) !== vkeys.join("\n")) writeSecret(root, name, `${vkeys.join("\n")}\n`, PUBLIC);
}

/** What was signed and shown, as files and the server's database remember it. */
export async function knownHeads(root: string, keys: KeyRing, { seen }: KeeperSettings): Promise<Array<KnownHead | undefined>> {
  const files = await Promise.all(HEAD_FILES.map((name) => publishedHead(root, keys.logs.current.all, name)));
  return [...files, seen === undefined ? undefined : { ...seen, from: "the highest head in the database" }];
}

export function penFor(root: string, keys: KeyRing, found: Recovered, mark: HeadMark, alarm: Alarm, mirror: Mirror | undefined): Pen {
  const file = new BatchFile(join(root, "batches"), found.place);
  const pen = new Pen({ edge: found.edge, note: found.note, keys: keys.logs, file, tiles: found.tiles, mirror });
  pen.onTrouble = (text) => alarm("disk", { what: text });
  pen.onPublished = (head) => mark.advance(head);
  return pen;
}

/** The first entry of this run, and entries of the keys. @throws Error where it could not be written */
export async function begin(
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

/** Says what happened to a key, and remembers it as the next start would read it. */
export function noteKey(desk: Desk, { history, clock }: Works, typ: string, body: NonNullable<Entry["body"]>): void {
  void desk.note(typ, body);
  const ts = new Date(clock.now()).toISOString();
  if (typ === "key.create") history.made({ key: String(body.key), fp: String(body.fp) }, ts);
  else history.destroyed(String(body.key), ts);
}

/** What the end of a process or a batch cut short: keys without their entries, and old keys that a rotation has left behind. */
function finishRotation({ keys, history, list, noteKey }: Works): void {
  const present = [...keys.epochs.flatMap(keysOfEpoch), ...keys.personNames()];
  for (const key of present) if (!history.lives.has(key)) noteKey("key.create", { key, fp: keys.fingerprint(key) });
  for (const key of history.log.names) if (!history.lives.has(key)) noteKey("key.create", { key, fp: keys.fingerprint(key) });
  if (history.rotating) return;
  for (const name of keys.older(keys.epoch)) keys.destroyEpochKey(name);
  list.dropOlder();
}
