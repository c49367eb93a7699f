import { problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import { WORDS } from "./words.ts";

/** What it is for, in the asker's own words: free text about a customer, sealed under that customer's key. The id inside keeps it from being moved. */
const FIELD = "break_glass_task";
const VERSION = 1;

interface Whose {
  id: string;
  customerId: string;
  wrap: string;
}

/** @throws Problem where the keeper refuses · KeeperDown */
export async function sealTask(
  { keeper }: Pick<House, "keeper">,
  by: string,
  { id, customerId, wrap }: Whose,
  text: string,
): Promise<string> {
  const result = await keeper.seal({
    claims: { act: by, dec: "allow", rsn: [] },
    holders: [
      { kind: "customer", id: customerId, wrap, fields: [{ id: FIELD, ver: VERSION, value: JSON.stringify({ of: id, text }) }], index: [] },
    ],
  });
  const ciphertext = result.ok ? result.holders[0]?.fields[FIELD] : undefined;
  if (ciphertext === undefined) throw problem("task-refused", WORDS.notSealed, { status: 409 });
  return ciphertext;
}

/** For whoever decides, with an entry in his name. Undefined where it cannot be opened. */
export async function openTask(
  { keeper, records }: Pick<House, "keeper" | "records">,
  by: string,
  whose: Whose & { task: string },
): Promise<string | undefined> {
  const { wrap } = await records.personHolder(by);
  const result = await keeper.list({
    claims: { act: by, wrap, dec: "allow", rsn: [], own: true },
    rows: [
      {
        holder: { kind: "customer", id: whose.customerId, wrap: whose.wrap },
        fields: [{ id: FIELD, ver: VERSION, ct: whose.task, mask: "full" }],
      },
    ],
  });
  if (!result.ok) return undefined;
  const sealed = JSON.parse(result.rows[0]?.values[FIELD] ?? "{}") as { of?: string; text?: string };
  return sealed.of === whose.id ? sealed.text : undefined;
}
