import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import { customerHolder } from "./store.ts";

export const MARKS = ["public_figure"] as const;
export type CustomerMark = (typeof MARKS)[number];

/** Marks a customer as somebody whom people are curious about, or takes the mark away. The caller waits until it is sealed. */
export async function markCustomer(house: House, customerId: string, mark: CustomerMark, on: boolean, by?: string): Promise<void> {
  await house.act(async (tx, write) => {
    const customer = await customerHolder(tx, customerId);
    if (customer === undefined) throw problem("not-found", { id: "Pelanggan tidak ditemukan.", en: "There is no such customer." });
    await tx.query(
      `update records.customer set marks = case when $3 then array_append(array_remove(marks, $2), $2) else array_remove(marks, $2) end where id = $1`,
      [customerId, mark, on],
    );
    await write({
      typ: "customer",
      aggregate: `customer:${customerId}`,
      customer,
      ...(by ? { act: by } : {}),
      body: { change: on ? "marked" : "unmarked", state: mark },
    });
  });
}
