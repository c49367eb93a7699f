/** Secrets as files: 0600 in a 0700 directory, written whole or not at all, on disk before anything is sealed with them. */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../make-directory.ts";

const PIECE = 64 * 1024;

/** Makes the directory, or refuses one that others may read. */
export function privateDirectory(path: string): void {
  if (!existsSync(path)) makeDirectory(path);
  else if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0)
    throw new Error(`${path} can be entered by others: run "chmod 700" on it, or name another directory`);
}

/** Makes the directory of a keeper that runs apart: its group, in which the server is, may read there; nobody else enters. */
function groupDirectory(path: string): void {
  if (!existsSync(path)) makeDirectory(path);
  chmodSync(path, 0o750);
}

/** A directory of the keeper that its server has to reach. @param apart the server is another user of its group */
export const sharedDirectory = (path: string, apart: boolean): void => (apart ? groupDirectory : privateDirectory)(path);

/** @param mode what of it the umask of this process leaves: only where the file is no secret of the keeper's own others than its owner read it */
export function writeSecret(dir: string, name: string, text: string, mode = 0o600): void {
  const temporary = join(dir, `.${name}.tmp`);
  const file = openSync(temporary, "w", mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(dir, name));
  syncDirectory(dir);
}

export function readSecret(dir: string, name: string): string | undefined {
  const path = join(dir, name);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

export function removeSecret(dir: string, name: string): void {
  if (!existsSync(join(dir, name))) return;
  unlinkSync(join(dir, name));
  syncDirectory(dir);
}

/** Writes it anew, whole or not at all; then random bytes go over what was there. As far as a disk lets one: see `overwriteSecret`. */
export function replaceSecret(dir: string, name: string, text: string): void {
  const before = openSync(join(dir, name), "r+");
  try {
    writeSecret(dir, name, text);
    scribble(before);
  } finally {
    closeSync(before);
  }
}

/** Random bytes over it, on disk, before its name goes. A disk that writes elsewhere, and every copy, keeps the old bytes all the same. */
export function overwriteSecret(dir: string, name: string): void {
  const path = join(dir, name);
  if (!existsSync(path)) return;
  const file = openSync(path, "r+");
  try {
    scribble(file);
  } finally {
    closeSync(file);
  }
  removeSecret(dir, name);
}

function scribble(file: number): void {
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += PIECE) writeSync(file, randomBytes(Math.min(PIECE, size - at)), 0, undefined, at);
  fsyncSync(file);
}

/** Makes a new name in the directory durable; Windows cannot and need not. */
export function syncDirectory(dir: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(dir, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
