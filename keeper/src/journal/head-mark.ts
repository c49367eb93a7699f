/** The last head seen, kept with the keys: batches and tiles put back from an older copy are noticed by it, though not at once. */
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromLatin1, type Hash, hex } from "@mercusuar/proof";
import { readSecret } from "../keys/key-file.ts";
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
  async advance(head: { size: number; root: Hash }): Promise<void> {
    if (Date.now() - this.writtenAt >= EVERY_MS) await this.write(head);
  }

  async write({ size, root }: { size: number; root: Hash }): Promise<void> {
    this.writtenAt = Date.now();
    const temporary = join(this.dir, `.${NAME}.tmp`);
    await writeFile(temporary, `${size} ${hex(fromLatin1(root))}`, { mode: 0o600, flush: true });
    await rename(temporary, join(this.dir, NAME));
  }
}
