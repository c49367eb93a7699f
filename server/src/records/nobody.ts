import { newId } from "../platform/ids.ts";
import type { House, SealedFields } from "./parts.ts";
import { sealHolders } from "./sealing.ts";

/** A holder of nothing. */
export interface Nobody {
  id: string;
  wrap: string;
  sealed: SealedFields;
}

/**
 * Who is looked at when there is nobody, or nobody in scope: the keeper is called all the same, so that neither the answer nor its time tells
 * whether a customer exists (R10). Made once, with a value in every field.
 */
export async function findNobody(house: House): Promise<Nobody> {
  const known = await stored(house);
  if (known) return known;
  const values = Object.fromEntries(house.fields.map(({ id }) => [id, "-"]));
  const { idx, holders } = await sealHolders({ ...house, fields: [] }, [{ id: newId("cus"), values, version: () => 1 }], {
    by: "program",
    source: "nobody",
  });
  const [made] = holders;
  if (made === undefined) throw new Error("the keeper gave no holder");
  const { id, wrap, sealed } = made;
  await house.act.after(idx, (tx) =>
    tx.query("insert into records.nobody (single, id, wrap, sealed) values (true, $1, $2, $3) on conflict do nothing", [
      id,
      wrap,
      JSON.stringify(sealed),
    ]),
  );
  return (await stored(house)) ?? made;
}

async function stored(house: House): Promise<Nobody | undefined> {
  const { rows } = await house.db.query<Nobody>("select id, wrap, sealed from records.nobody");
  return rows[0];
}
