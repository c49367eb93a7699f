import { lstatSync, readlinkSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { SettingsError } from "./platform/settings.ts";
import type { Ground } from "./product-ground.ts";

const MOVE =
  "jurnal rumah ini ada di direktori datanya sendiri: pindahkan dahulu ke direktori sistem kunci, menurut docs/guides/sistem-kunci-terpisah.md" +
  " · the journal of this house lies in its own data directory: move it to the keeper's first, as docs/guides/keeper-apart.md tells";
const OTHER =
  "rumah ini membaca jurnal sistem kunci yang lain: sebut direktori yang sama seperti dahulu" +
  " · this house reads the journal of another keeper: name the same directory as before";
const SIMULATED =
  "perusahaan contoh menjalankan sistem kuncinya sendiri: mulai dengan --empty" +
  " · the made-up company runs a keeper of its own: start with --empty";

/**
 * Where the keeper runs apart the house reads its journal through a link at the usual place, so that every reader finds it there.
 * @throws SettingsError where a journal of its own, or a link to another one, is there already
 */
export function readJournalOf(keeper: string, { dataDir, simulated }: Pick<Ground, "dataDir" | "simulated">): void {
  if (simulated) throw new SettingsError([`--keeper: ${SIMULATED}`]);
  const link = join(dataDir, "journal");
  const wanted = resolve(keeper, "journal");
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there === undefined) symlinkSync(wanted, link, "dir");
  else if (!there.isSymbolicLink()) throw new SettingsError([`--keeper: ${MOVE}`]);
  else if (readlinkSync(link) !== wanted) throw new SettingsError([`--keeper: ${OTHER}`]);
}

/** A house whose journal is a link has its keeper elsewhere: a child would begin a second log. @throws SettingsError */
export function mustBeOwn({ dataDir }: Pick<Ground, "dataDir">): void {
  const there = lstatSync(join(dataDir, "journal"), { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) throw new SettingsError([`--keeper: ${NAMED}`]);
}

const NAMED =
  "sistem kunci rumah ini berjalan terpisah: sebut direktorinya, juga di settings.json (keeper)" +
  " · the keeper of this house runs apart: name its directory, in settings.json too (keeper)";
