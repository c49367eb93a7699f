import { createHash, createHmac } from "node:crypto";
import { secretBytes } from "../platform/chance.ts";

/** What a code is kept as: whoever reads the table cannot say a code, nor try codes at home. */
export const macOf = (serverKey: Buffer, what: "call-code" | "link" | "pad" | "try", ...parts: string[]): string =>
  createHmac("sha256", serverKey)
    .update(`mercusuar/${what}/v1\0${parts.join("\0")}`)
    .digest("hex");

/** What the journal says of a keyed hash, so that its row cannot be given another one behind the program's back. */
export const hashOf = (mac: string): string => createHash("sha256").update(mac).digest("hex");

/** So many digits that nobody can foretell, each as likely. */
export function digits(count: number): string {
  let text = "";
  while (text.length < count) for (const byte of secretBytes(count)) if (byte < 250 && text.length < count) text += byte % 10;
  return text;
}
