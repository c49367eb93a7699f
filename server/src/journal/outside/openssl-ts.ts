/** RFC 3161 through the openssl that every server has: what an auditor types by hand is what the program runs. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why there is no time stamp: a word for the operator, never personal data. */
export class TimeStampFault extends Error {}

/** A request over the SHA-256 of `data`, with a nonce, asking for the authority's certificate. @throws TimeStampFault */
export async function timeStampQuery(data: string): Promise<Buffer> {
  return inPrivate({ data }, async (file) => {
    await openssl("-query", "-data", file("data"), "-sha256", "-cert", "-out", file("query"));
    return readFile(file("query"));
  });
}

export interface Stamp {
  /** What is said to have been there at `time`. */
  data: string;
  /** The authority's whole answer. */
  answer: Uint8Array;
  /** PEM file of the certificates that are believed. */
  ca: string;
  /** The request, where it is at hand: then the answer must be the one to it. */
  query?: Uint8Array;
}

/**
 * Whether an authority that is believed saw `data`, and when. Its certificate is judged by the time in the token: a token outlives it.
 * @throws TimeStampFault where the token does not hold
 */
export async function checkTimeStamp({ data, answer, ca, query }: Stamp): Promise<Date> {
  return inPrivate({ data, answer, ...(query === undefined ? {} : { query }) }, async (file) => {
    const time = timeIn(await openssl("-reply", "-in", file("answer"), "-text"));
    const against = query === undefined ? ["-data", file("data")] : ["-queryfile", file("query")];
    const at = String(Math.floor(time.getTime() / 1000));
    await openssl("-verify", "-in", file("answer"), ...against, "-CAfile", ca, "-untrusted", ca, "-attime", at);
    return time;
  });
}

function timeIn(text: string): Date {
  const [, day = "", year = ""] = /^Time stamp: (\w{3} +\d{1,2} [\d:]{8})(?:\.\d+)? (\d{4}) GMT$/m.exec(text) ?? [];
  const time = new Date(`${day} ${year} GMT`);
  if (Number.isNaN(time.getTime())) throw new TimeStampFault("the answer holds no time stamp");
  return time;
}

const PATIENCE_MS = 20_000;

function openssl(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("openssl", ["ts", ...args], { timeout: PATIENCE_MS }, (error, out, said) => {
      if (error === null) return resolve(out);
      if (error.code === "ENOENT") return reject(new TimeStampFault("openssl is not installed"));
      reject(new TimeStampFault(`openssl ts ${args[0]}: ${reasonIn(said)}`));
    });
  });
}

/** openssl tells its reason in the last colon-separated words of its error lines. */
function reasonIn(said: string): string {
  const [line = ""] = said.split("\n").filter((one) => one.includes(":error:"));
  return /^[^:]*:error:[^:]*:[^:]*:[^:]*:([^:]+)/.exec(line)?.[1] ?? "does not hold";
}

async function inPrivate<T>(files: Record<string, string | Uint8Array>, work: (file: (name: string) => string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "mercusuar-ts-"));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(dir, name), bytes);
    return await work((name) => join(dir, name));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
