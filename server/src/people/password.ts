import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const BLOCK = 8;
const LENGTH = 32;
const MAX_MEMORY = 256 * 1024 * 1024;

/** Hashing takes memory: more than this many at once wait for their turn, so that a flood of sign-ins cannot exhaust the machine. */
const AT_ONCE = 4;
let running = 0;
const waiting: Array<() => void> = [];

/** `scrypt$N$r$p$salt$hash`: the cost is kept with the hash, so that it can be raised later. */
export async function hashPassword(password: string, cost: number): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost, BLOCK, 1, salt.toString("base64"), hash.toString("base64")].join("$");
}

/** Takes as long for a wrong password as for a right one. */
export async function passwordFits(password: string, secret: string): Promise<boolean> {
  const [scheme, cost, , , salt, hash] = secret.split("$");
  if (scheme !== "scrypt" || !salt || !hash) return false;
  const wanted = Buffer.from(hash, "base64");
  const given = await derive(password, Buffer.from(salt, "base64"), Number(cost));
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** The hash of a password that nobody knows: an unknown login costs what a known one costs. */
export const nobodysSecret = (cost: number): Promise<string> => hashPassword(randomBytes(32).toString("base64"), cost);

async function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await scrypted(password, salt, cost);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function scrypted(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, LENGTH, { N: cost, r: BLOCK, p: 1, maxmem: MAX_MEMORY }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
