/** A judged bundle as one thread hands it to another: a few long strings are copied faster than hundreds of objects. */
import type { JudgedBundle } from "./judged-bundles.ts";

export interface PackedBundle extends Pick<JudgedBundle, "opening" | "fault"> {
  times: string;
  typs: string;
  leaves: string;
  nodes: string;
  /** By place. */
  faults: Array<[number, string]>;
}

const TIME = "2026-01-01T00:00:00.000Z".length;
const HASH = 32;
const NOTHING = { ts: " ".repeat(TIME), typ: "" };

/** Joined at once: what is only put together later holds on to the text of every entry until then. */
export function pack({ entries, leaves, nodes, ...rest }: JudgedBundle): PackedBundle {
  const seen = entries.map((entry) => ("fault" in entry ? NOTHING : entry));
  return {
    times: seen.map(({ ts }) => ts).join(""),
    typs: seen.map(({ typ }) => typ).join(),
    leaves: leaves.join(""),
    nodes: nodes.join(""),
    faults: entries.flatMap((entry, place) => ("fault" in entry ? [[place, entry.fault] as [number, string]] : [])),
    ...rest,
  };
}

export function unpack({ times, typs, leaves, nodes, faults, ...rest }: PackedBundle): JudgedBundle {
  const entries: JudgedBundle["entries"] = times === "" ? [] : typs.split(",").map((typ, place) => ({ ts: part(times, place, TIME), typ }));
  for (const [place, fault] of faults) entries[place] = { fault };
  return { entries, leaves: parts(leaves), nodes: parts(nodes), ...rest };
}

const part = (text: string, place: number, length: number): string => text.slice(place * length, (place + 1) * length);

const parts = (hashes: string): string[] => Array.from({ length: hashes.length / HASH }, (_, place) => part(hashes, place, HASH));
