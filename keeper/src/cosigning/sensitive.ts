/** Which calls open what must not be opened while nobody outside can see the journal grow. */
import type { WritingCall } from "../calls/prepare.ts";

/** Values in full, those that a connector gets, comparisons and sealed details; masked values and refusals go on. */
export function isSensitive(call: WritingCall): boolean {
  if (!("claims" in call) || call.claims?.dec === "deny") return false;
  if (call.call === "match" || call.call === "use" || call.call === "detail") return true;
  if (call.call === "look") return inFull(call.fields);
  return call.call === "list" && call.rows.some(({ fields }) => inFull(fields));
}

function inFull(fields: ReadonlyArray<{ mask: string }>): boolean {
  return fields.some(({ mask }) => mask === "full");
}
