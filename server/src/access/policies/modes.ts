/**
 * What a satisfied rule does (R47): `forbid` closes; `reason` closes until a reason of the list is picked, then lets through and is seen;
 * `watch` lets through and is seen (boleh tapi awasi).
 */
export type Mode = "forbid" | "reason" | "watch";

/** The mode of each rule, by `set/id`. A rule that is not named forbids. */
export type Modes = ReadonlyMap<string, Mode>;

interface Shipped {
  mode: Mode;
  /** As far as the officer may loosen it; tightening is always his. The same as `forbid`: it is fixed. */
  loosest: Mode;
}

const fixed: Shipped = { mode: "forbid", loosest: "forbid" };
const seen: Shipped = { mode: "watch", loosest: "watch" };

/** The shipped table. It is part of the policy's hash, which stands on each look. */
export const SHIPPED_MODES: Readonly<Record<string, Shipped>> = {
  // Standing: nobody picks a reason for not being screened.
  "refuse/LEAVER": fixed,
  "refuse/R3": fixed,
  "refuse/R8": fixed,
  "refuse/R16": fixed,
  "refuse/R62": fixed,
  "refuse/R36": fixed,
  "refuse/R37": fixed,
  "refuse/R32": fixed,
  "refuse/R4": fixed,
  // Off duty: a swapped shift is told in one tap, and read by evening.
  "refuse/R72": { mode: "reason", loosest: "watch" },
  // The way on is to switch the segment, which is seen.
  "refuse/R31": { mode: "forbid", loosest: "reason" },
  // The way on is a supervisor's approval for so many more today, not a reason.
  "refuse/R34": fixed,
  // Outside scope equals absent: a reason would tell that there is somebody.
  "refuse/R10": fixed,
  // Departs from "ask a reason": curiosity about the famous is what the house was built against.
  "refuse/R1": { mode: "forbid", loosest: "reason" },
  "refuse/R18": fixed,
  "refuse/R28": fixed,
  "refuse/R29": fixed,
  "refuse/R102": fixed,
  // A customer may have asked for this very hour: then the officer lets a reason be picked.
  "refuse/R89": { mode: "forbid", loosest: "reason" },
  // Without a case only akses darurat opens.
  "refuse/R40": fixed,
  "refuse/CARD": fixed,
  "refuse/R44": { mode: "reason", loosest: "watch" },
  // Open, but seen.
  "watch/R44": seen,
  "watch/R28": seen,
  "watch/R1": seen,
  "watch/GLASS": seen,
};

/** From the tightest to the loosest. */
const ORDER: readonly Mode[] = ["forbid", "reason", "watch"];

/** Is this text a {@link Mode}? */
export const isMode = (text: string): text is Mode => (ORDER as readonly string[]).includes(text);

/** Does the first let more through than the second? */
export const isLooser = (one: Mode, other: Mode): boolean => ORDER.indexOf(one) > ORDER.indexOf(other);

/** As far as a rule may be loosened; one that is not in the table stays fixed. */
export const loosestOf = (key: string): Mode => SHIPPED_MODES[key]?.loosest ?? "forbid";

/** What a rule does as it ships; one that is not in the table forbids. */
export const shippedOf = (key: string): Mode => SHIPPED_MODES[key]?.mode ?? "forbid";

/** The shipped modes with what the officer changed; a change beyond the table, by whomever, does not count. */
export function modesWith(changes: ReadonlyMap<string, Mode>): Modes {
  const modes = new Map(Object.entries(SHIPPED_MODES).map(([key, { mode }]) => [key, mode] as const));
  for (const [key, mode] of changes) if (modes.has(key) && !isLooser(mode, loosestOf(key))) modes.set(key, mode);
  return modes;
}
