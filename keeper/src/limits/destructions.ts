/**
 * Keys that are dead: a wrap of one of them is refused, whichever backup it comes from. Rebuilt from the `key.erase` entries at start, and kept
 * beside the keys as well, so that a journal that had to be left behind does not bring anybody back. Also the brake: what cannot be taken
 * back is not done by the hundred.
 */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HourCount } from "./window.ts";

export const DESTROYS_AN_HOUR = 30;
/** Beside the keys: one key id a line. */
const FILE = "erased";
/** 8 random bytes of a wrap, as hex. */
export const KEY_ID = /^[0-9a-f]{16}$/;

export interface Destroyed {
  /** Key id, hex. */
  key: string;
  /** Index of its `key.erase` entry; absent where it stood in a journal that was left behind. */
  index?: number;
}

export class Destructions {
  private readonly path: string;
  private readonly keys = new Map<string, number | undefined>();
  private readonly hour = new HourCount();

  /** @param dir the key directory */
  constructor(dir: string) {
    this.path = join(dir, FILE);
  }

  get size(): number {
    return this.keys.size;
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  indexOf(key: string): number | undefined {
    return this.keys.get(key);
  }

  /** From now on it opens nothing; the function returned takes that back, where the entry did not become durable. */
  add(key: string, when: number, index?: number): () => void {
    this.keys.set(key, index);
    this.hour.add(when, 1);
    return () => {
      this.keys.delete(key);
      this.hour.add(when, -1);
    };
  }

  /** The entry is durable. */
  settle(key: string, index: number): void {
    this.keys.set(key, index);
    this.keepOnDisk([key]);
  }

  isOver(when: number): boolean {
    return this.hour.count(when) >= DESTROYS_AN_HOUR;
  }

  /** Oldest first, from the place named. */
  list(from: number, most: number): Destroyed[] {
    return [...this.keys].slice(from, from + most).map(([key, index]) => (index === undefined ? { key } : { key, index }));
  }

  /** Once the journal has been read: what it does not tell is added from the file, and the file gets what it lacks. Gives the added. */
  readDisk(): string[] {
    const lines = existsSync(this.path) ? readFileSync(this.path, "utf8").split("\n") : [];
    const onDisk = new Set(lines.filter((line) => KEY_ID.test(line)));
    this.keepOnDisk([...this.keys.keys()].filter((key) => !onDisk.has(key)));
    const added = [...onDisk].filter((key) => !this.keys.has(key));
    for (const key of added) this.keys.set(key, undefined);
    return added;
  }

  private keepOnDisk(missing: readonly string[]): void {
    if (missing.length === 0) return;
    appendFileSync(this.path, missing.map((key) => `${key}\n`).join(""), { mode: 0o600 });
    const file = openSync(this.path, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}
