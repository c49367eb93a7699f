/**
 * A key directory that one person alone cannot use: the start key, under which the key files are sealed, is kept once for each pair of
 * its holders, under both passphrases. Against whom: an administrator who starts the keeper elsewhere, and whoever finds a copy of the keys.
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
export const MOST_HOLDERS = 6;
const LEAST_PASSPHRASE = 12;

export interface LockHolder {
  name: string;
  passphrase: string;
}

interface LockFile {
  v: 1;
  cost: number;
  holders: Array<{ name: string; salt: string }>;
  /** Of holders by place; `box` is the start key under both passphrases. */
  pairs: Array<{ of: [number, number]; box: string }>;
}

/** What is asked of holders is not as it must be: for the operator. */
export class StartLockError extends Error {}

/** Names of those of whom any two may start; undefined where the keys lie plain. */
export function startLockHolders(dir: string): string[] | undefined {
  return lockFile(dir)?.holders.map(({ name }) => name);
}

/** Seals every key file for any two of these. Ended half-way, the same call with the same directory begins anew and finishes. @throws StartLockError */
export function lockStart(dir: string, holders: readonly LockHolder[], cost = COST): void {
  if (lockFile(dir) !== undefined) throw new StartLockError("the keys are sealed already: open them first");
  checkHolders(holders);
  const startKey = randomBytes(BYTES);
  const salts = holders.map(() => randomBytes(16));
  const shares = holders.map(({ passphrase }, i) => shareOf(passphrase, salts[i] as Buffer, cost));
  const names = holders.map(({ name }) => name);
  const pairs: LockFile["pairs"] = names.flatMap((_, a) =>
    names.slice(a + 1).map((_name, n) => {
      const b = a + 1 + n;
      const box = sealBytes(pairKey(shares[a] as Buffer, shares[b] as Buffer), startKey, placeOf(names, a, b));
      return { of: [a, b] as [number, number], box: box.toString("base64") };
    }),
  );
  const file: LockFile = { v: 1, cost, holders: names.map((name, i) => ({ name, salt: (salts[i] as Buffer).toString("base64") })), pairs };
  writeSecret(dir, FILE, JSON.stringify(file));
  new KeyStore(dir, startKey).rewrite();
}

/**
 * The start key, where these are the passphrases of two holders, whoever of them typed first. Goes on with a sealing that was cut short.
 * @throws StartLockError where the keys lie plain
 */
export function openStart(dir: string, [one, other]: readonly [string, string]): Buffer | undefined {
  const file = lockFile(dir);
  if (file === undefined) throw new StartLockError("the keys are not sealed");
  const names = file.holders.map(({ name }) => name);
  const known = new Map<string, Buffer>();
  const share = (passphrase: string, holder: number): Buffer => {
    const name = `${holder} ${passphrase}`;
    const made = known.get(name) ?? shareOf(passphrase, Buffer.from(file.holders[holder]?.salt ?? "", "base64"), file.cost);
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

function checkHolders(holders: readonly LockHolder[]): void {
  const names = new Set(holders.map(({ name }) => name));
  if (holders.length < 2 || holders.length > MOST_HOLDERS) throw new StartLockError(`2 to ${MOST_HOLDERS} holders: any two of them start`);
  if (names.size < holders.length) throw new StartLockError("each holder has a name of his own");
  if (holders.some(({ name }) => !/^[\p{L}\p{N} ._-]{1,40}$/u.test(name)))
    throw new StartLockError("a holder's name: 1 to 40 letters, digits, spaces, points, dashes");
  if (holders.some(({ passphrase }) => [...passphrase].length < LEAST_PASSPHRASE))
    throw new StartLockError(`a passphrase has at least ${LEAST_PASSPHRASE} characters`);
  if (new Set(holders.map(({ passphrase }) => passphrase)).size < holders.length)
    throw new StartLockError("two holders have the same passphrase: each makes up his own, and nobody else hears it");
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
