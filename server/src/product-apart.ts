import { lstatSync, readlinkSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { SettingsError } from "./platform/settings.ts";

interface House {
  dataDir: string;
  simulated: boolean;
}

const MOVE =
  "jurnal rumah ini ada di direktori datanya sendiri: pindahkan dahulu ke direktori sistem kunci, menurut docs/guides/sistem-kunci-terpisah.md" +
  " · the journal of this house lies in its own data directory: move it to the keeper's first, as docs/guides/keeper-apart.md tells";
const OTHER =
  "rumah ini membaca jurnal sistem kunci yang lain; bila sistem kunci dipindahkan, buang tautan itu" +
  " · this house reads the journal of another keeper; if the keeper was moved, remove that link";
export const NOT_SIMULATED =
  "perusahaan contoh menjalankan sistem kuncinya sendiri: mulai dengan --empty" +
  " · the made-up company runs a keeper of its own: start with --empty";

const linkOf = (dataDir: string): string => join(dataDir, "journal");
const wantedOf = (keeper: string): string => resolve(keeper, "journal");

/** Before the keeper is called. @throws SettingsError where a journal of its own, or a link to another one, is there already */
export function mustReadThere(keeper: string, { dataDir, simulated }: House): void {
  if (simulated) throw new SettingsError([`--keeper: ${NOT_SIMULATED}`]);
  const link = linkOf(dataDir);
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isSymbolicLink()) throw new SettingsError([`--keeper: ${MOVE}`]);
  const target = readlinkSync(link);
  if (target !== wantedOf(keeper)) throw new SettingsError([`--keeper: ${OTHER}: ${link} -> ${target}`]);
}

/** Once the keeper has answered and is believed: the house reads its journal through a link at the usual place, so that every reader finds it there. */
export function readThere(keeper: string, { dataDir }: House): void {
  const link = linkOf(dataDir);
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(wantedOf(keeper), link, "dir");
}

/** A house whose journal is a link has its keeper elsewhere: a child would begin a second log. @throws SettingsError */
export function mustBeOwn({ dataDir }: House): void {
  if (lstatSync(linkOf(dataDir), { throwIfNoEntry: false })?.isSymbolicLink()) throw new SettingsError([`--keeper: ${NAMED}`]);
}

const NAMED =
  "sistem kunci rumah ini berjalan terpisah: sebut direktorinya, juga di settings.json (keeper)" +
  " · the keeper of this house runs apart: name its directory, in settings.json too (keeper)";
