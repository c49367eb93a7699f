/** Time stamps beside the journal: `stamps/DAY-SIZE.checkpoint` as it was stamped, and the authority's answer in `.tsr`. */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkTimeStamp, TimeStampFault } from "./openssl-ts.ts";

const STAMPS = "stamps";
const ANSWER = ".tsr";
const NOTE = ".checkpoint";

interface KeptStamp {
  /** DAY-SIZE. */
  name: string;
  /** The checkpoint, as a signed note. */
  note: string;
  answer: Buffer;
}

/** Newest last; a token whose checkpoint is gone is told by an empty note. @param dir the data directory, the journal in it, or an export */
async function keptStamps(dir: string): Promise<KeptStamp[]> {
  const stamps = stampsIn(dir);
  return Promise.all(
    (await stampNames(dir)).map(async (name) => ({
      name,
      note: await readFile(join(stamps, name + NOTE), "utf8").catch(() => ""),
      answer: await readFile(join(stamps, name + ANSWER)),
    })),
  );
}

/** Names of the tokens, newest last. */
export async function stampNames(dir: string): Promise<string[]> {
  const stamps = stampsIn(dir);
  const files = existsSync(stamps) ? await readdir(stamps) : [];
  const names = files.filter((file) => file.endsWith(ANSWER)).map((file) => file.slice(0, -ANSWER.length));
  return names.sort(byDayAndSize);
}

const stampsIn = (dir: string): string => join(existsSync(join(dir, "journal")) ? join(dir, "journal") : dir, STAMPS);
const sizeIn = (name: string): number => Number(name.slice(name.lastIndexOf("-") + 1));
const byDayAndSize = (a: string, b: string): number => a.slice(0, 10).localeCompare(b.slice(0, 10)) || sizeIn(a) - sizeIn(b);

/** The checkpoint first: a token without one proves nothing. @param root the journal's own directory */
export async function keepStamp(root: string, { name, note, answer }: KeptStamp): Promise<void> {
  const dir = join(root, STAMPS);
  await mkdir(dir, { recursive: true, mode: 0o750 });
  for (const [ending, bytes] of [[NOTE, note] as const, [ANSWER, answer] as const]) {
    const path = join(dir, name + ending);
    await writeFile(`${path}.tmp`, bytes, { mode: 0o640, flush: true });
    await rename(`${path}.tmp`, path);
  }
}

/** The files of an export whose head has `size` entries. */
export async function* exportStamps(from: string, size: number): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  for (const { name, note, answer } of await keptStamps(from)) {
    if (sizeIn(name) > size) continue;
    yield { path: `${STAMPS}/${name}${NOTE}`, bytes: Buffer.from(note) };
    yield { path: `${STAMPS}/${name}${ANSWER}`, bytes: answer };
  }
}

export interface JudgedStamp extends Pick<KeptStamp, "name" | "note"> {
  /** When the authority saw the checkpoint; absent where the token does not hold. */
  time?: Date;
  /** Why it does not hold. */
  fault?: string;
}

/**
 * What each token is worth, the newest first. Whether its checkpoint belongs to the journal is the verifier's to say.
 * @param ca PEM file of those believed
 */
export async function* judgeStamps(dir: string, ca: string): AsyncGenerator<JudgedStamp> {
  for (const { name, note, answer } of (await keptStamps(dir)).reverse()) {
    try {
      yield { name, note, time: await checkTimeStamp({ data: note, answer, ca }) };
    } catch (error) {
      if (!(error instanceof TimeStampFault)) throw error;
      yield { name, note, fault: error.message };
    }
  }
}
