import type { RotateCall } from "../protocol.ts";
import type { EntryFacts } from "../works.ts";

/** What every entry of a rotation begins with. */
export const rotationEntry = ({ at }: RotateCall, facts: Omit<EntryFacts, "typ">): EntryFacts => ({
  typ: "key.rotate",
  out: "done",
  ...(at === undefined ? {} : { at }),
  ...facts,
});

/** @param when ms since 1970 */
export const iso = (when: number): string => new Date(when).toISOString();
