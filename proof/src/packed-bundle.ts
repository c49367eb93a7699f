/** A judged bundle as one thread hands it to another: a few long strings are copied faster than hundreds of objects. */
import { type Hash, nodeHash } from "./hash.ts";
import type { JudgedBundle } from "./judged-bundles.ts";
import { Edge } from "./tree.ts";

export interface PackedBundle extends Pick<JudgedBundle, "opening" | "prunes" | "fault"> {
  times: string;
  typs: string;
  leaves: string;
  nodes: string;
  /** By place. */
  faults: Array<[number, string]>;
  pruned: number[];
}

const TIME = "2026-01-01T00:00:00.000Z".length;
const HASH = 32;
const NOTHING = { ts: " ".repeat(TIME), typ: "" };

/** Joined at once: what is only put together later holds on to the text of every entry until then. */
export function pack({ entries, leaves, nodes = nodesOver(leaves), ...rest }: JudgedBundle): PackedBundle {
  const seen = entries.map((entry) => ("ts" in entry ? entry : NOTHING));
  return {
    times: seen.map(({ ts }) => ts).join(""),
    typs: seen.map(({ typ }) => typ).join(),
    leaves: leaves.join(""),
    nodes: nodes.join(""),
    faults: entries.flatMap((entry, place) => ("fault" in entry ? [[place, entry.fault] as [number, string]] : [])),
    pruned: entries.flatMap((entry, place) => ("pruned" in entry ? [place] : [])),
    ...rest,
  };
}

export function unpack({ times, typs, leaves, nodes, faults, pruned, ...rest }: PackedBundle): JudgedBundle {
  const names = typs.split(",");
  const entries: JudgedBundle["entries"] = parts(times, TIME).map((ts, place) => ({ ts, typ: names[place] as string }));
  for (const [place, fault] of faults) entries[place] = { fault };
  for (const place of pruned) entries[place] = { pruned: true };
  return { entries, leaves: parts(leaves, HASH), nodes: parts(nodes, HASH), ...rest };
}

const parts = (text: string, length: number): string[] =>
  Array.from({ length: text.length / length }, (_, place) => text.slice(place * length, (place + 1) * length));

/** A bundle begins where a subtree does: its inner hashes are those of the whole tree. */
function nodesOver(leaves: readonly Hash[]): Hash[] {
  const edge = new Edge();
  const nodes: Hash[] = [];
  const join = (left: Hash, right: Hash): Hash => {
    const node = nodeHash(left, right);
    nodes.push(node);
    return node;
  };
  for (const leaf of leaves) edge.push(leaf, undefined, join);
  return nodes;
}
