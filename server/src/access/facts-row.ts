/** A row of the facts statement on its way out of the one text in which it crosses. */
import { grantsOf } from "../people/index.ts";
import { NAMES, SEPARATOR } from "./facts-statement.ts";
import type { FactsRow } from "./gather.ts";

export interface CrossedRow {
  told: string;
  created_at: Date;
  expires_at: Date;
  sealed: FactsRow["sealed"];
}

type Values = Record<(typeof NAMES)[number], string>;

/** Which ask the row answers; they count from 1. */
export const placeOf = ({ told }: CrossedRow): number => Number(told.slice(0, told.indexOf(SEPARATOR)));

/** @throws Error where a value holds the separator: whoever put it there wants one value to pass for another */
function valuesOf(told: string): Values {
  const parts = told.split(SEPARATOR);
  if (parts.length !== NAMES.length) throw new Error("access: a row of the facts statement cannot be read");
  const values = {} as Values;
  for (let at = 0; at < NAMES.length; at++) values[NAMES[at] as keyof Values] = parts[at] as string;
  return values;
}

export function factOf({ told, created_at, expires_at, sealed }: CrossedRow): FactsRow {
  const v = valuesOf(told);
  const yes = (name: keyof Values): boolean => v[name] === "true";
  return {
    session_id: v.session_id,
    person_id: v.person_id,
    token_hash: v.token_hash,
    method: v.method,
    created_at,
    expires_at,
    device: v.device,
    mac: v.mac,
    person_wrap: v.person_wrap || null,
    state: v.state as FactsRow["state"],
    office_id: v.office_id,
    zone: v.zone,
    language: v.language as FactsRow["language"],
    supervisor_id: v.supervisor_id || null,
    superior_id: v.superior_id || null,
    terms_ok: yes("terms_ok"),
    screened: yes("screened"),
    contracted: yes("contracted"),
    pledged: yes("pledged"),
    duty_kind: (v.duty_kind || null) as FactsRow["duty_kind"],
    grants: grantsOf(v.grants),
    customer_id: v.customer_id || null,
    wrap: v.wrap || null,
    marks: linesOf(v.marks),
    sealed,
    customer_path: v.customer_path || null,
    holder_id: v.holder_id || null,
    stand_in_id: v.stand_in_id || null,
    case_id: v.case_id || null,
    case_purpose: v.case_purpose || null,
    case_origin: v.case_origin || null,
    case_opened: v.case_opened === "" ? null : new Date(Number(v.case_opened) * 1000),
    case_mine: yes("case_mine"),
    case_elsewhere: yes("case_elsewhere"),
    consents: Object.fromEntries(linesOf(v.consents).map((line) => line.split(" "))),
    conflict: yes("conflict"),
    staff: linesOf(v.staff),
    spent: Number(v.spent || 0),
  };
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.split("\n"));
