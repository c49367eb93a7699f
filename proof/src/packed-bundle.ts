/** A judged bundle as one thread hands it to another: two long strings are copied faster than hundreds of objects. */
import type { JudgedEntry } from "./judge-entry.ts";
import type { JudgedBundle } from "./judged-bundles.ts";

export interface PackedBundle extends Pick<JudgedBundle, "opening" | "fault"> {
  times: string;
  leaves: string;
  /** Places of entries of the kind `stop`. */
  stops: number[];
  /** By place. */
  faults: Array<[number, string]>;
}

const TIME = "2026-01-01T00:00:00.000Z".length;
const HASH = 32;
const NO_TIME = " ".repeat(TIME);

export function pack({ entries, leaves, opening, fault }: JudgedBundle): PackedBundle {
  const packed: PackedBundle = { times: "", leaves: leaves.join(""), stops: [], faults: [] };
  for (const [place, entry] of entries.entries()) {
    packed.times += "ts" in entry ? entry.ts : NO_TIME;
    if ("fault" in entry) packed.faults.push([place, entry.fault]);
    else if (entry.stop) packed.stops.push(place);
  }
  return { ...packed, ...(opening === undefined ? {} : { opening }), ...(fault === undefined ? {} : { fault }) };
}

export function unpack({ times, leaves, stops, faults, ...rest }: PackedBundle): JudgedBundle {
  const bundle: JudgedBundle = { entries: [], leaves: [], ...rest };
  for (let at = 0; at * HASH < leaves.length; at++) {
    bundle.entries.push({ ts: times.slice(at * TIME, (at + 1) * TIME), stop: false } satisfies JudgedEntry);
    bundle.leaves.push(leaves.slice(at * HASH, (at + 1) * HASH));
  }
  for (const place of stops) bundle.entries[place] = { ts: times.slice(place * TIME, (place + 1) * TIME), stop: true };
  for (const [place, fault] of faults) bundle.entries[place] = { fault };
  return bundle;
}
