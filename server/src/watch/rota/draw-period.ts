import { createHash } from "node:crypto";
import { NoEntry, type Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { commitment, seedOf, streamOf } from "../../platform/lot.ts";
import { type DrawnRota, drawRota, type Member, type Pair } from "./draw-rota.ts";
import type { RotaParts } from "./parts.ts";
import { periodOf } from "./period.ts";
import {
  insertRota,
  markDisclosed,
  membersOf,
  pairsOf,
  type RotaOffice,
  rotaOf,
  rotasBefore,
  type StoredRota,
  undisclosed,
} from "./store.ts";

/** Watchers of each person. */
export const WATCHERS = 2;

/**
 * The rota of this week in an office; drawn by whoever asks first, and not before the week has begun, so that nobody can arrange himself with it.
 * Its seed was committed to with the rota before; with it the rotas of ended weeks are disclosed. Undefined where nobody opens customer data.
 */
export async function currentRota(parts: RotaParts, office: RotaOffice): Promise<StoredRota | undefined> {
  const now = parts.clock.now();
  const period = periodOf(now, office.zone);
  const kept = await rotaOf(parts.db, office.id, period);
  if (kept) return kept;
  const members = await membersOf(parts.db, office.id, now);
  if (members.length === 0) return undefined;
  const drawn = await draw(parts, office.id, period, members);
  const rota = { id: newId("rot"), officeId: office.id, period, members, watchers: WATCHERS, eased: drawn.eased };
  try {
    await parts.act(async (tx, write) => {
      // Somebody else's of the same moment stands; then nothing is written here.
      if (!(await insertRota(tx, rota, drawn.pairs, now))) return;
      await tellDraw(parts, write, rota, drawn, periodOf(now, office.zone, 1));
      for (const ended of await undisclosed(tx, office.id, period)) await disclose(parts, tx, write, ended, now);
    });
  } catch (error) {
    if (!(error instanceof NoEntry)) throw error;
  }
  return rotaOf(parts.db, office.id, period);
}

/** Names one draw, and no other: seed and commitment hang on it. */
export const nameOf = (officeId: string, period: string): string => `rota ${officeId} ${period}`;

async function draw(parts: RotaParts, officeId: string, period: string, members: readonly Member[]): Promise<DrawnRota> {
  const [last, before] = await Promise.all((await rotasBefore(parts.db, officeId, period, 2)).map(({ id }) => pairsOf(parts.db, id)));
  const lot = streamOf(seedOf(parts.serverKey, nameOf(officeId, period)));
  return drawRota(members, { watchers: WATCHERS, ...(last ? { last } : {}), ...(before ? { before } : {}) }, lot);
}

/** The pairs of a rota, drawn again: what its table must hold while nobody else can tell. */
export async function drawAgain(parts: RotaParts, { officeId, period, members }: Omit<StoredRota, "disclosed" | "eased">): Promise<Pair[]> {
  return (await draw(parts, officeId, period, members)).pairs;
}

async function tellDraw(
  { serverKey }: RotaParts,
  write: Write,
  { id, officeId, period, members }: Omit<StoredRota, "disclosed">,
  { pairs }: DrawnRota,
  next: string,
): Promise<void> {
  const committed = (of: string): string => commitment(seedOf(serverKey, nameOf(officeId, of)));
  const about = { typ: "draw", aggregate: `rota:${officeId}` };
  await write({
    ...about,
    body: {
      ...{ kind: "rota", change: "drawn", date: period, id, office: officeId, count: pairs.length, of: members.length },
      ...{ commitment: committed(period), hash: rotaHash(members) },
    },
    marks: [{ table: "watch.rota", id }],
  });
  await write({ ...about, body: { kind: "rota", change: "committed", date: next, office: officeId, commitment: committed(next) } });
}

/** The week is over: the seed is told, and with it anybody may draw the pairs again. */
async function disclose({ serverKey }: RotaParts, tx: Writing, write: Write, rota: StoredRota, now: Date): Promise<void> {
  if (!(await markDisclosed(tx, rota.id, now))) return;
  const pairs = await pairsOf(tx, rota.id);
  await write({
    typ: "draw",
    aggregate: `rota:${rota.officeId}`,
    body: {
      ...{ kind: "rota", change: "revealed", date: rota.period, id: rota.id, office: rota.officeId, count: pairs.length },
      ...{ seed: seedOf(serverKey, nameOf(rota.officeId, rota.period)), hash: rotaHash(pairs) },
    },
  });
}

/** SHA-256 over the list as JSON, its members in the order in which they were declared. */
export const rotaHash = (list: readonly Member[] | readonly Pair[]): string => {
  const told = list.map((one) => ("id" in one ? [one.id, one.vendor] : [one.watcher, one.watched]));
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
};
