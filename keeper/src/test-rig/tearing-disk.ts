/** A keeper on a machine that loses power in the middle of a write: started in the keeper's stead, and gone by itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { keeperMain } from "../index.ts";
import type { Place } from "./rig.ts";

export interface TearingDisk {
  main: string;
  /**
   * Of the batch that is written as the `nth` from now on a `part` reaches the disk, and the keeper is gone: its first bytes, or those of
   * its blocks that the disk happened to take first.
   */
  tear(nth: number, inOrder: boolean, part: number): void;
}

/** Small enough that a batch has several. */
const BLOCK = 512;

export function tearingDisk({ dir }: Place): TearingDisk {
  const main = join(dir, "tearing-disk.mjs");
  const order = join(dir, "tear.json");
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    main,
    `import fs from "node:fs";
     import { syncBuiltinESMExports } from "node:module";
     const { existsSync, readFileSync, rmSync, writeSync } = fs;
     const order = ${JSON.stringify(order)};
     let plan;
     const tear = (handle, bytes, at) => {
       const take = (from, to) => writeSync(handle, bytes, from, to - from, at + from);
       if (plan.inOrder) take(0, Math.max(1, Math.floor(bytes.length * plan.part)));
       else for (let from = 0, n = 0; from < bytes.length; from += ${BLOCK}, n++)
         if ((n * 0.618 + plan.part) % 1 < 0.5) take(from, Math.min(bytes.length, from + ${BLOCK}));
       process.kill(process.pid, "SIGKILL");
       for (;;);
     };
     fs.writeSync = (handle, bytes, ...rest) => {
       if (!Buffer.isBuffer(bytes) || bytes.toString("latin1", 0, 4) !== "MBR1") return writeSync(handle, bytes, ...rest);
       if (plan === undefined && existsSync(order)) {
         plan = JSON.parse(readFileSync(order, "utf8"));
         rmSync(order);
       }
       if (plan !== undefined && --plan.nth === 0) tear(handle, bytes, rest[2]);
       return writeSync(handle, bytes, ...rest);
     };
     syncBuiltinESMExports();
     await import(${JSON.stringify(pathToFileURL(keeperMain).href)});`,
  );
  return { main, tear: (nth, inOrder, part) => writeFileSync(order, JSON.stringify({ nth, inOrder, part })) };
}
