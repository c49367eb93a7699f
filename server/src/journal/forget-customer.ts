import type { Writing } from "../platform/database.ts";

/**
 * A customer's key is dead. The projection forgets whom his looks were about, as one made anew from the journal would; the outbox
 * forgets his wrap, also of entries still to be sent, which go without his name.
 */
export async function forgetCustomer(tx: Writing, customerId: string): Promise<void> {
  await tx.query("update journal.look_index set customer_id = null, case_id = null where customer_id = $1", [customerId]);
  await tx.query(
    `update journal.outbox set entry = entry - 'holder' - 'case' - 'detail'
      where entry -> 'holder' ->> 'id' = $1 and entry -> 'holder' ->> 'kind' = 'customer'`,
    [customerId],
  );
}
