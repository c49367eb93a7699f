import { lotsOf, type Seed } from "../../platform/lot.ts";
import type { Reason } from "../reason.ts";

/** Names from which a made-up person takes his: the first part is nobody's in the house, or it is passed over. */
export const NAMES = [
  "Bagaskara Wirayuda",
  "Wulandari Prameswari",
  "Gunadi Setiarso",
  "Ratih Larasati",
  "Seno Atmawijaya",
  "Kinanti Maheswari",
  "Yudistira Purnawan",
  "Sekar Anindita",
  "Banyu Kartanegara",
  "Lintang Hapsari",
  "Wisnu Adikara",
  "Puspa Kencana",
  "Damar Wicaksana",
  "Niken Paramitha",
  "Jati Suryadinata",
  "Ambar Kusumastuti",
] as const;

/** What was opened; `field:mask`. */
const FIELDS = [
  ["phone:full", "address_street:full"],
  ["nik:full", "address_street:full", "birth_date:full"],
  ["phone:full", "email:full"],
  ["phone:full"],
] as const;

/** Why it lies there: nothing that evidence or an answer would clear by itself. */
const REASONS: ReadonlyArray<(days: number) => Reason[]> = [
  (days) => [{ id: "no_case_contact", values: { days: 90 } }, { id: "outside_portfolio" }, { id: "dormant", values: { days } }],
  (days) => [{ id: "no_other_case_contact", values: { days: 90 } }, { id: "self_opened_only" }, { id: "dormant", values: { days } }],
  () => [{ id: "no_other_case_contact", values: { days: 90 } }, { id: "self_opened_only" }, { id: "outside_portfolio" }],
];
const INITIALS = "ABDEFHIKLMNRSTWY";

/** The made-up look of a made-up person at a made-up customer. */
export interface Specimen {
  name: string;
  /** Masked, as names of customers lie on a desk. */
  customer: string;
  fields: readonly string[];
  reasons: Reason[];
  /** Where in the hours that are given it took place, from 0 to below 1. */
  moment: number;
}

/**
 * Draws a specimen for a reviewer; undefined where each of the names is somebody's. Pure.
 * @param free names that are nobody's here
 */
export function makeSpecimen(reviewerId: string, free: readonly string[], seed: Seed): Specimen | undefined {
  const lot = lotsOf(seed);
  const pick = <Item>(lane: string, list: readonly Item[]): Item | undefined =>
    list[Math.floor(list.length * lot(`drill-${lane}`, reviewerId))];
  const name = pick("name", free);
  if (name === undefined) return undefined;
  const letters = ["first", "second"].map((lane) => `${pick(lane, [...INITIALS])}•••`);
  return {
    name,
    customer: letters.join(" "),
    fields: pick("fields", FIELDS) ?? [],
    reasons: pick("reasons", REASONS)?.(95 + Math.floor(300 * lot("drill-dormant", reviewerId))) ?? [],
    moment: lot("drill-moment", reviewerId),
  };
}
