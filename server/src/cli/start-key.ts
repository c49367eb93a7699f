import { readFileSync } from "node:fs";
import { keyholdersOf, openStart } from "@mercusuar/keeper";
import type { Settings } from "../platform/settings.ts";
import type { Context } from "./command.ts";

const WRONG =
  "kunci tidak terbuka: dibutuhkan frasa sandi dua orang yang berbeda · the keys do not open: it takes the passphrases of two different persons";

/**
 * Opens keys that two persons sealed: each types his passphrase, or has put it into a file that only he brings. Undefined where they lie plain.
 * Against whom: an administrator alone, and whoever finds a copy of the key directory.
 */
export async function startKeyOf(
  { keys, firstPassphraseFile, secondPassphraseFile }: Settings,
  secret: Context["secret"],
): Promise<Buffer | undefined> {
  const keyholders = keyholdersOf(keys);
  if (keyholders === undefined) return undefined;
  const names = keyholders.join(", ");
  const first = passphraseIn(firstPassphraseFile) ?? (await secret(`${names}: orang pertama, frasa sandi · first person, passphrase: `));
  const second = passphraseIn(secondPassphraseFile) ?? (await secret(`${names}: orang kedua, frasa sandi · second person, passphrase: `));
  const key = openStart(keys, [first, second]);
  if (key === undefined) throw new Error(WRONG);
  return key;
}

function passphraseIn(file: string | undefined): string | undefined {
  return file === undefined ? undefined : (readFileSync(file, "utf8").split(/\r?\n/, 1)[0] ?? "");
}
