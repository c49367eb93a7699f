import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import { customerHolder } from "./store.ts";

/**
 * By which ways a customer does not want to be disturbed (R89). Shutting one counts at once, opening it again once it is sealed: rows are
 * added, never changed. @throws Problem `not-found`
 */
export async function setContactChoice(house: House, customerId: string, shut: readonly string[], by?: string): Promise<void> {
  const [id, at] = [newId("choice"), house.clock.now()];
  await house.act(async (tx, write) => {
    const customer = await customerHolder(tx, customerId);
    if (customer === undefined) throw problem("not-found", { id: "Pelanggan tidak ditemukan.", en: "There is no such customer." });
    await tx.query("insert into records.contact_choice (id, customer_id, shut, by_id, at) values ($1, $2, $3, $4, $5)", [
      ...[id, customerId, [...shut], by ?? null, at],
    ]);
    await write({
      typ: "customer",
      aggregate: `customer:${customerId}`,
      customer,
      ...(by ? { act: by } : {}),
      body: { change: "contact", id, state: shut.join(" ") || "open", from: at.toISOString() },
      marks: [{ table: "records.contact_choice", id }],
    });
  });
}
