/**
 * What a directory is: a standby's mirror or a keeper's journal, never both. Turning one into the other is one rename, and the kernel's lock
 * on the directory lets one process work in it.
 */
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { readSecret, removeSecret, syncDirectory, writeSecret } from "../keys/key-file.ts";

const MIRROR = "standby";
const TAKEN = "standby.taken";
const BOUND = "mirror";

/** The standby's own name, where the journal directory is a mirror. */
export const mirrorId = (root: string): string | undefined => readSecret(root, MIRROR);

export function makeMirror(root: string, id: string): void {
  writeSecret(root, MIRROR, id);
}

/** From now on a journal: no standby opens it any more. Tells whether it was a mirror until now. */
export function takeOver(root: string): boolean {
  if (!existsSync(join(root, MIRROR))) return false;
  renameSync(join(root, MIRROR), join(root, TAKEN));
  syncDirectory(root);
  return true;
}

/** The standby that this log is bound to, as the key directory remembers it. */
export const boundTo = (keys: string): string | undefined => readSecret(keys, BOUND);
export const bind = (keys: string, id: string): void => writeSecret(keys, BOUND, id);
export const unbind = (keys: string): void => removeSecret(keys, BOUND);
