/** A judged bundle as one thread hands it to another: a few long strings are copied faster than hundreds of objects. */
import type { JudgedBundle } from "./judged-bundles.ts";

export interface PackedBundle extends Pick<JudgedBundle, "opening" | "fault"> {
  times: string;
  leaves: string;
  typs: string;
  /** By place. */
  faults: Array<[number, string]>;
}

const TIME = "2026-01-01T00:00:00.000Z".length;
const HASH = 32;
const NOTHING = { ts: " ".repeat(TIME), typ: "" };

export function pack({ entries, leaves, ...rest }: JudgedBundle): PackedBundle {
  const packed: PackedBundle = { times: "", typs: "", leaves: leaves.join(""), faults: [], ...rest };
  for (const [place, entry] of entries.entries()) {
    const { ts, typ } = "fault" in entry ? NOTHING : entry;
    packed.times += ts;
    packed.typs += `${typ},`;
    if ("fault" in entry) packed.faults.push([place, entry.fault]);
  }
  return packed;
}

export function unpack({ times, typs, leaves, faults, ...rest }: PackedBundle): JudgedBundle {
  const bundle: JudgedBundle = { entries: [], leaves: [], ...rest };
  for (const [place, typ] of typs.split(",").slice(0, -1).entries()) {
    bundle.entries.push({ ts: times.slice(place * TIME, (place + 1) * TIME), typ });
    bundle.leaves.push(leaves.slice(place * HASH, (place + 1) * HASH));
  }
  for (const [place, fault] of faults) bundle.entries[place] = { fault };
  return bundle;
}
