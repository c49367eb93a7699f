/**
 * A key directory that one person alone cannot use: the start key, under which the key files are sealed, is kept once for each pair of
 * its keyholders, under both passphrases. Against whom: an administrator who starts the keeper elsewhere, and whoever finds a copy of the keys.
 */
import { createHmac, randomBytes, scryptSync } from "node:crypto";
import { bound, openBytes, sealBytes } from "../sealing/aead.ts";
import { readSecret, removeSecret, writeSecret } from "./key-file.ts";
import { KeyStore } from "./key-store.ts";

const FILE = "start-lock";
const BYTES = 32;
/** OWASP Password Storage Cheat Sheet: scrypt with N = 2^17, r = 8, p = 1. */
const COST = 2 ** 17;
const BLOCK = 8;
/** Each pair has a box of its own: fifteen for six. */
export const MOST_KEYHOLDERS = 6;
const LEAST_PASSPHRASE = 12;

/** One of those of whom any two may start the keeper. */
export interface Keyholder {
  name: string;
  passphrase: string;
}

interface LockFile {
  v: 1;
  cost: number;
  keyholders: Array<{ name: string; salt: string }>;
  /** Of keyholders by place; `box` is the start key under both passphrases. */
  pairs: Array<{ of: [number, number]; box: string }>;
}

/** What is asked of keyholders is not as it must be: for the operator. */
export class StartLockError extends Error {}

/** Names of those of whom any two may start; undefined where the keys lie plain. */
export function keyholdersOf(dir: string): string[] | undefined {
  return lockFile(dir)?.keyholders.map(({ name }) => name);
}

/** Seals every key file for any two of these. Ended half-way, the next opening goes on. @throws StartLockError */
export function lockStart(dir: string, keyholders: readonly Keyholder[], cost = COST): void {
  if (lockFile(dir) !== undefined) throw new StartLockError("the keys are sealed already: open them first");
  checkKeyholders(keyholders);
  const startKey = randomBytes(BYTES);
  const salts = keyholders.map(() => randomBytes(16));
  const shares = keyholders.map(({ passphrase }, i) => shareOf(passphrase, salts[i] as Buffer, cost));
  const names = keyholders.map(({ name }) => name);
  const pairs: LockFile["pairs"] = names.flatMap((_, a) =>
    names.slice(a + 1).map((_name, n) => {
      const b = a + 1 + n;
      const box = sealBytes(pairKey(shares[a] as Buffer, shares[b] as Buffer), startKey, placeOf(names, a, b));
      return { of: [a, b] as [number, number], box: box.toString("base64") };
    }),
  );
  const file: LockFile = {
    v: 1,
    cost,
    keyholders: names.map((name, i) => ({ name, salt: (salts[i] as Buffer).toString("base64") })),
    pairs,
  };
  writeSecret(dir, FILE, JSON.stringify(file));
  new KeyStore(dir, startKey).rewrite();
}

/**
 * The start key, where these are the passphrases of two keyholders, whoever of them typed first. Goes on with a sealing that was cut short.
 * @throws StartLockError where the keys lie plain
 */
export function openStart(dir: string, [one, other]: readonly [string, string]): Buffer | undefined {
  const file = lockFile(dir);
  if (file === undefined) throw new StartLockError("the keys are not sealed");
  const names = file.keyholders.map(({ name }) => name);
  const known = new Map<string, Buffer>();
  const share = (passphrase: string, keyholder: number): Buffer => {
    const name = `${keyholder} ${passphrase}`;
    const made = known.get(name) ?? shareOf(passphrase, Buffer.from(file.keyholders[keyholder]?.salt ?? "", "base64"), file.cost);
    known.set(name, made);
    return made;
  };
  for (const { of, box } of file.pairs)
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const key = pairKey(share(first, of[0]), share(second, of[1]));
      const startKey = openBytes(key, Buffer.from(box, "base64"), placeOf(names, of[0], of[1]));
      if (startKey === undefined) continue;
      new KeyStore(dir, startKey).rewrite();
      return startKey;
    }
  return undefined;
}

/** The key files lie plain again. */
export function unlockStart(dir: string, startKey: Buffer): void {
  new KeyStore(dir).rewrite(startKey);
  removeSecret(dir, FILE);
}

function checkKeyholders(keyholders: readonly Keyholder[]): void {
  const names = new Set(keyholders.map(({ name }) => name));
  if (keyholders.length < 2 || keyholders.length > MOST_KEYHOLDERS)
    throw new StartLockError(`2 to ${MOST_KEYHOLDERS} keyholders: any two of them start`);
  if (names.size < keyholders.length) throw new StartLockError("each keyholder has a name of his own");
  if (keyholders.some(({ name }) => !/^[\p{L}\p{N} ._-]{1,40}$/u.test(name)))
    throw new StartLockError("a keyholder's name: 1 to 40 letters, digits, spaces, points, dashes");
  if (keyholders.some(({ passphrase }) => [...passphrase].length < LEAST_PASSPHRASE))
    throw new StartLockError(`a passphrase has at least ${LEAST_PASSPHRASE} characters`);
  if (new Set(keyholders.map(({ passphrase }) => passphrase)).size < keyholders.length)
    throw new StartLockError("two keyholders have the same passphrase: each makes up his own, and nobody else hears it");
}

const shareOf = (passphrase: string, salt: Buffer, cost: number): Buffer =>
  scryptSync(passphrase.normalize("NFKC"), salt, BYTES, { N: cost, r: BLOCK, p: 1, maxmem: 256 * BLOCK * cost });

const pairKey = (a: Buffer, b: Buffer): Buffer =>
  createHmac("sha256", Buffer.concat([a, b]))
    .update("mercusuar/start-lock/v1")
    .digest();

const placeOf = (names: readonly string[], a: number, b: number): Buffer => bound("mercusuar/start-lock/v1", ...names, a, b);

function lockFile(dir: string): LockFile | undefined {
  const text = readSecret(dir, FILE);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as LockFile;
  } catch {
    throw new StartLockError(`${FILE} in ${dir} is damaged: restore it from its copy`);
  }
}
