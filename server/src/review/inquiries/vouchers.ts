import type { Reading } from "../../platform/database.ts";

/** Who stood for somebody when he came in (R19). `personId` is absent where the house does not know. */
export interface Voucher {
  role: "sponsor" | "approver" | "screener" | "contract" | "interviewer" | "recommender";
  personId?: string;
  name?: string;
  /** Of a grant: which function. */
  function?: string;
  at?: string;
}

/** The chain of who vouched. What nobody recorded is named without a person. At most 50 grants and screenings. */
export async function vouchersOf(db: Reading, personId: string): Promise<Voucher[]> {
  const { rows } = await db.query<{ role: Voucher["role"]; id: string; name: string | null; function: string | null; at: Date | string }>(
    `select v.role, v.id, p.name, v.function, v.at::text as at from (
       select 'sponsor' as role, sponsor_id as id, function, starts_at::text as at from people.grant_ where person_id = $1 and sponsor_id is not null
       union all select 'approver', granted_by, function, starts_at::text from people.grant_ where person_id = $1
       union all select 'screener', by_id, null, passed_on::text from people.screening where person_id = $1 and by_id is not null) v
     left join people.person p on p.id = v.id order by v.at, v.role, v.id limit 50`,
    [personId],
  );
  const known = rows
    .filter(({ name }) => name !== null)
    .map(
      ({ role, id, name, function: fn, at }): Voucher => ({
        role,
        personId: id,
        name: name ?? "",
        ...(fn ? { function: fn } : {}),
        at: String(at),
      }),
    );
  const missing = ROLES.filter((role) => !known.some((one) => one.role === role));
  return [...known, ...missing.map((role) => ({ role }))];
}

const ROLES: readonly Voucher["role"][] = ["sponsor", "approver", "screener", "contract", "interviewer", "recommender"];
