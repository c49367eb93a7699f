/** The last head seen, kept with the keys: batches and tiles put back from an older copy are noticed by it, though not at once. */
import { fromLatin1, type Hash, hex } from "@mercusuar/proof";
import { readSecret, writeSecret } from "../keys/key-file.ts";
import type { KnownHead } from "./recover.ts";

const EVERY_MS = 10_000;
const NAME = "head";

export class HeadMark {
  private readonly dir: string;
  private writtenAt = 0;

  constructor(dir: string) {
    this.dir = dir;
  }

  read(): KnownHead | undefined {
    const [size, root] = (readSecret(this.dir, NAME) ?? "").split(" ");
    return size !== undefined && root !== undefined ? { size: Number(size), root, from: "head kept with the keys" } : undefined;
  }

  /** Writes it down now and then. */
  advance(head: { size: number; root: Hash }): void {
    if (Date.now() - this.writtenAt < EVERY_MS) return;
    this.write(head);
  }

  write({ size, root }: { size: number; root: Hash }): void {
    this.writtenAt = Date.now();
    writeSecret(this.dir, NAME, `${size} ${hex(fromLatin1(root))}`);
  }
}
