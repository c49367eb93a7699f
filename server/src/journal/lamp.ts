import type { Database } from "../platform/database.ts";
import type { Words } from "../platform/language.ts";
import type { Keeper } from "./keeper.ts";
import { wordsOf } from "./keeper-down.ts";
import type { KeeperState } from "./pulse.ts";
import { waitingRows } from "./relay.ts";
import { rememberedSize } from "./store.ts";

/** Menara pengawas: lit when every look can be written down. */
export interface Lamp {
  lit: boolean;
  keeper: KeeperState;
  /** Why it is out, for people. */
  why?: Words;
  since?: string;
  journal: { size: number };
  /** 0: the keeper runs beside the server, as the same user. */
  assurance: 0 | 1 | 2 | 3;
  durability: "fdatasync" | "none";
  simulated: boolean;
  /** Changes that are stored but not sealed yet. */
  waiting: number;
}

const SHORTER: Words = {
  id: "Catatan akses lebih pendek daripada yang pernah tercatat. Hubungi pengelola sistem.",
  en: "The journal is shorter than it once was: a restored or cut copy. Call the operator.",
};

/** How keeper and journal are at this moment. Never throws: a lamp that cannot be asked is out. */
export async function lampOf(db: Database, keeper: Keeper): Promise<Lamp> {
  const { pulse } = keeper;
  const size = pulse.status?.size ?? 0;
  const [waiting, remembered] = await Promise.all([waitingRows(db), rememberedSize(db)]).catch(() => [0, 0] as const);
  const shorter = pulse.status !== undefined && size < remembered;
  const lit = pulse.state === "up" && !shorter;
  const why = shorter ? SHORTER : pulse.state === "up" ? undefined : wordsOf(pulse.state);
  return {
    lit,
    keeper: pulse.state,
    ...(why ? { why, since: pulse.since.toISOString() } : {}),
    journal: { size },
    assurance: pulse.status?.assurance ?? 0,
    durability: pulse.status?.durability ?? "none",
    simulated: pulse.status?.simulated ?? false,
    waiting,
  };
}
