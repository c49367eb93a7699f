import { createHmac } from "node:crypto";
import type { House } from "../parts.ts";

/** What is remembered of a text that came in: a keyed MAC, so that a dump of the table guesses nobody. */
export const macOf = ({ serverKey }: Pick<House, "serverKey">, label: string, text: string): string =>
  createHmac("sha256", serverKey).update(`mercusuar/import-${label}/v1\n${text}`).digest("base64url").slice(0, 22);

export const keyTokenOf = (house: Pick<House, "serverKey">, system: string, key: string): string =>
  macOf(house, "key", `${system}\n${key}`);
