/**
 * Holds a directory for one process. The kernel's lock decides among those who see it; a mark in the directory that its holder touches each
 * second tells those who do not: containers with network namespaces of their own, or another host on the same share.
 */

import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { holdLock, type Lock } from "./lock.ts";

const TOUCH_MS = 1_000;
/** A mark from elsewhere that nobody touches for so long is that of somebody who died. */
const STILL_MS = 4_000;
const LOOK_MS = 200;

interface Mark {
  id: string;
  /** Where the kernel's lock of its holder is seen. */
  home: string;
}

/**
 * Takes the directory under this word; undefined where another process has it. Waits some seconds only where somebody from elsewhere left a mark.
 * @param lockName of the kernel's lock
 * @param onLost told once, when a mark from elsewhere has taken the place of ours: this process stood still for too long
 */
export async function holdDirectory(dir: string, word: string, lockName: string, onLost: () => void): Promise<Lock | undefined> {
  mkdirSync(join(dir, "run"), { recursive: true, mode: 0o700 });
  const lock = await holdLock(lockName);
  if (lock === undefined) return undefined;
  const path = join(dir, "run", `${word}.mark`);
  const mine: Mark = { id: randomUUID(), home: home() };
  if (!(await setMark(path, mine))) {
    await lock.release();
    return undefined;
  }
  const timer = setInterval(() => {
    const now = read(path);
    if (now !== undefined && now.id !== mine.id) {
      clearInterval(timer);
      onLost();
    } else touch(path, mine);
  }, TOUCH_MS);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
      if (read(path)?.id === mine.id) rmSync(path, { force: true });
      await lock.release();
    },
  };
}

/** Of two who come at one moment from different places one makes the file, and the other sees it touched. */
async function setMark(path: string, mine: Mark): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) {
    const there = read(path);
    if (there?.home === mine.home) {
      write(path, mine);
      return true;
    }
    if (there !== undefined) {
      if (await isTouched(path, there)) return false;
      rmSync(path, { force: true });
    }
    if (made(path, mine)) return true;
  }
  return false;
}

function made(path: string, mark: Mark): boolean {
  try {
    writeFileSync(path, JSON.stringify(mark), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** One boot of one machine, and on Linux one network namespace of it: within it the kernel's lock is seen. */
function home(): string {
  if (process.platform !== "linux") return hostname();
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/net")}`;
}

function read(path: string): Mark | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Mark;
  } catch {
    return undefined;
  }
}

function write(path: string, mark: Mark): void {
  writeFileSync(`${path}.tmp`, JSON.stringify(mark), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** A disk without room does not stop this: nothing is written but a time. */
function touch(path: string, mine: Mark): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    try {
      write(path, mine);
    } catch {
      // Tried again in a second.
    }
  }
}

async function isTouched(path: string, there: Mark): Promise<boolean> {
  const before = timeOf(path);
  for (let waited = 0; waited < STILL_MS; waited += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (timeOf(path) !== before || read(path)?.id !== there.id) return read(path) !== undefined;
  }
  return false;
}

const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;
