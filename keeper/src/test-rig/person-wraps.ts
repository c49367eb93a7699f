/**
 * Everybody who asks in a test has a key of his own. Its wrap is made here, with the keeper's own keys: sealed by the keeper it would be an
 * entry more in every journal that a test counts.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KeyStore } from "../keys/key-store.ts";
import type { Call } from "../protocol.ts";
import { newHolder } from "../sealing/holder.ts";
import type { Place } from "./rig.ts";

const made = new Map<string, string>();

function newestEpoch(store: KeyStore): number {
  const epochs = store.names().map((name) => Number(/^kek-(\d+)$/.exec(name)?.[1] ?? 0));
  return Math.max(...epochs);
}

/** Of a person in the log whose keys lie at this place, under the KEK that is the newest now. */
export function personWrap({ keys, startKey }: Place, id: string): string {
  const store = new KeyStore(keys, startKey);
  const epoch = newestEpoch(store);
  const name = `${keys} ${epoch} ${id}`;
  const wrap = made.get(name) ?? newHolder(store.read(`kek-${epoch}`), epoch, domainOf(keys), { kind: "person", id }, {}).wrap;
  made.set(name, wrap);
  return wrap;
}

function domainOf(keys: string): string {
  const read = (name: string): string => readFileSync(join(keys, name), "utf8").trim();
  try {
    return read("domain");
  } catch {
    return read("origin");
  }
}

/** The call in the name of somebody with a key, where the test says nothing else of him. */
export function byKnownPerson(place: Place, call: Call): Call {
  if (!("claims" in call) || typeof call.claims?.act !== "string" || call.claims.wrap !== undefined) return call;
  return { ...call, claims: { ...call.claims, wrap: personWrap(place, call.claims.act) } } as Call;
}
