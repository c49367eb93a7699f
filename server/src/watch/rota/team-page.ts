import { commitment, seedOf } from "../../platform/lot.ts";
import { problem } from "../../platform/problem.ts";
import { currentRota, nameOf } from "./draw-period.ts";
import type { Eased } from "./draw-rota.ts";
import type { RotaParts } from "./parts.ts";
import { pairsOf, type RotaOffice, rotaOffices, rotasBefore, type StoredRota } from "./store.ts";
import { words } from "./words.ts";

/** A week of an office. Pairs and seed only once it is over. */
export interface TeamWeek {
  period: string;
  members: number;
  watchers: number;
  eased: Eased[];
  /** SHA-256 of the seed, in the journal since the week before. */
  commitment: string;
  seed?: string;
  pairs: Array<{ watcher: string; watched: string }>;
}

export interface TeamRota {
  office: { id: string; name: string };
  /** Newest first; the first is this week. */
  weeks: TeamWeek[];
}

const WEEKS_BACK = 4;

/** The rotas of one office or of all, for whoever answers for them: what is under way by its size, what is over with its pairs (by person id). */
export async function teamRotas(parts: RotaParts, officeId?: string): Promise<TeamRota[]> {
  const offices = await rotaOffices(parts.db, parts.clock.now(), officeId);
  if (officeId !== undefined && offices.length === 0) throw problem("not-found", words.unknownOffice);
  const told: TeamRota[] = [];
  for (const office of offices) told.push(await teamRota(parts, office));
  return told;
}

async function teamRota(parts: RotaParts, office: RotaOffice): Promise<TeamRota> {
  const { id, name } = office;
  const current = await currentRota(parts, office);
  if (!current) return { office: { id, name }, weeks: [] };
  const ended = await rotasBefore(parts.db, id, current.period, WEEKS_BACK);
  const weeks = await Promise.all(ended.map((one) => week(parts, one, true)));
  return { office: { id, name }, weeks: [await week(parts, current, false), ...weeks] };
}

async function week({ db, serverKey }: RotaParts, rota: StoredRota, isOver: boolean): Promise<TeamWeek> {
  const seed = seedOf(serverKey, nameOf(rota.officeId, rota.period));
  const { period, members, watchers, eased } = rota;
  const told = { period, members: members.length, watchers: Math.min(watchers, members.length - 1), eased, commitment: commitment(seed) };
  return isOver ? { ...told, seed, pairs: await pairsOf(db, rota.id) } : { ...told, pairs: [] };
}
