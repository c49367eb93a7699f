import type { ReviewParts } from "./parts.ts";

/** Most holders of one listing. */
const A_LISTING = 25;
/** The desk is looked at again and again: the keeper opens each masked name once in this time, for each reader. */
const KEPT = 10 * 60_000;
const MOST_KEPT = 5_000;

interface Row {
  id: string;
  wrap: string;
  name: [number, string] | null;
  /** The reader's own key. */
  reader: string | null;
}

/** Masked names of customers ("M•••") for one reader. Opened through the keeper, with a listing entry in his name. */
export type CustomerNames = (readerId: string, customerIds: readonly string[]) => Promise<Map<string, string>>;

/** INVARIANT: what is kept in memory is masked already; a plain name never reaches this process. */
export function customerNames({ db, keeper, clock }: Pick<ReviewParts, "db" | "keeper" | "clock">): CustomerNames {
  const kept = new Map<string, { name: string; until: number }>();
  return async (readerId, customerIds) => {
    const now = clock.now().getTime();
    const names = new Map<string, string>();
    const missing = [...new Set(customerIds)].filter((id) => {
      const one = kept.get(`${readerId} ${id}`);
      if (one && one.until > now) names.set(id, one.name);
      return !names.has(id);
    });
    for (let at = 0; at < missing.length; at += A_LISTING) {
      for (const [id, name] of await opened(readerId, missing.slice(at, at + A_LISTING))) {
        names.set(id, name);
        kept.set(`${readerId} ${id}`, { name, until: now + KEPT });
      }
    }
    if (kept.size > MOST_KEPT) kept.clear();
    return names;
  };

  async function opened(readerId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await db.query<Row>(
      `select c.id, c.wrap, c.sealed -> 'name' as name, (select p.wrap from people.person p where p.id = $2) as reader
        from records.customer c where c.id = any($1) and c.state <> 'erased' order by c.id`,
      [ids, readerId],
    );
    const named = rows.flatMap((row) => (row.name ? [{ ...row, name: row.name }] : []));
    const [first] = named;
    if (first === undefined) return new Map();
    const result = await keeper.list({
      claims: { act: readerId, wrap: first.reader ?? "", dec: "allow", rsn: [], own: true },
      rows: named.map(({ id, wrap, name }) => ({
        holder: { kind: "customer", id, wrap },
        fields: [{ id: "name", ver: name[0], ct: name[1], mask: "initials" }],
      })),
    });
    // Over the keeper's budget, or without a key of one's own, the desk is shown without names rather than not at all.
    return result.ok ? new Map(result.rows.map(({ id, values }) => [id, values.name ?? ""])) : new Map();
  }
}
