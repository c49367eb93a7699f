import { existsSync } from "node:fs";
import { join } from "node:path";

/** No house was ever opened in this directory: most likely `--data` is mistyped. */
export class NoHouse extends Error {
  constructor(data: string) {
    super(
      `Di ${data} tidak ada data Mercusuar. Periksa --data; \`mercusuar start\` memulai yang baru.` +
        ` · There is no Mercusuar data in ${data}. Check --data; \`mercusuar start\` begins a new one.`,
    );
  }
}

/** @throws NoHouse */
export function demandHouse(data: string): void {
  if (!houseIn(data)) throw new NoHouse(data);
}

/** Was a house ever opened in this directory? */
export const houseIn = (data: string): boolean => existsSync(join(data, "journal"));
