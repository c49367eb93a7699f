import { type PlainTable, plain } from "./plain-table.ts";
import type { RowState, RowsReplay } from "./rows-replay.ts";

const rowTable = (table: string, select: string, rows: ReadonlyMap<string, RowState>, old?: number): PlainTable => ({
  ...plain<RowState>(table, select, rows, ({ columns }) => columns),
  ...(old ? { old } : {}),
});

/** Tables of which a row is told by its own entry or a few. */
export function rowTables(house: RowsReplay): PlainTable[] {
  return [
    rowTable(
      "people.suspension",
      `id, person_id || ' ' || (extract(epoch from at) * 1000)::bigint as key, by_id, why, lifted_by, lifted_at is not null as lifted`,
      house.suspensions,
    ),
    rowTable(
      "records.contact_choice",
      "id, idx::text as key, idx, customer_id as customer, customer_id, array_to_string(shut, ' ') as shut, by_id, at",
      house.choices,
    ),
    rowTable("access.holiday", "on_date::text as id, kind, source", house.holidays, house.oldHolidays),
    rowTable("access.delivery", "id, customer_id as customer, person_id, customer_id, connector, accepted, why, entry", house.deliveries),
    rowTable(
      "customer.call_code",
      `id, customer_id as customer, person_id, office_id, customer_id, purpose, expires_at, idx, ${hashed("mac")} as mac`,
      house.codes,
    ),
    rowTable(
      "customer.presence",
      `id, customer_id as customer, person_id, office_id, customer_id, purpose, way, expires_at, confirmed_at is not null as confirmed, case_id, ${hashed("mac")} as mac`,
      house.presences,
    ),
    rowTable("watch.nudge", "id, to_id, from_id, about, idx", house.nudges),
    rowTable("review.call_back_week", "office_id || ' ' || week as id, revealed_at is not null as revealed", house.callWeeks),
    rowTable(
      "review.draw",
      `id, office_id, on_date, part, case when revealed_at is not null then seed end as seed, seed_hash, list_hash, candidates, everyone, budget,
        revealed_at is not null as revealed`,
      house.draws,
    ),
    rowTable("review.evening", "office_id || ' ' || on_date as id, looks, explained, answered, unexplained", house.evenings),
  ];
}

const hashed = (column: string): string => `encode(sha256(convert_to(${column}, 'UTF8')), 'hex')`;
