import type { Reading, Writing } from "../platform/database.ts";
import { newIid } from "../platform/ids.ts";
import { fill } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import type { Delivered } from "./connectors/contract.ts";
import type { Way } from "./connectors/read-connectors.ts";
import { type Gathered, gather } from "./gather.ts";
import { openFor } from "./open-for.ts";
import type { House } from "./parts.ts";
import type { Refusal } from "./refusal.ts";

export interface UseQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  case?: string | undefined;
  /** Picked where a rule asks for one (R47). */
  reason?: string | undefined;
  /** Name of a connector of this house. */
  connector: string;
  line?: string | undefined;
  subject?: string | undefined;
  text?: string | undefined;
  /** UUIDv7 of the request: asked again it does nothing and answers the same. */
  iid?: string | undefined;
}

export interface Used {
  refused: false;
  state: "accepted" | "failed";
  why?: "refused" | "unreachable";
  /** Ours; the peer knows the errand by it. */
  reference: string;
  entry: number;
  warnings: readonly string[];
}

/**
 * Calls or writes to a customer whose number the agent does not see: the keeper opens it for the connector, the peer takes it or not, and
 * only that comes back. @throws Problem 401, 409 `repeated` | `no-value`, 422, 503 `keeper-down`
 */
export async function useConnector(house: House, question: UseQuestion): Promise<Used | Refusal> {
  const about = await gather(house, { ...question, costs: true });
  const way = wayTo(house, question);
  const { iid: reference = newIid() } = question;
  const before = question.iid === undefined ? undefined : await deliveryOf(house.db, reference, about.person.id);
  if (before) return before;
  const opened = await openFor(house, about, { connector: way.connector.id, field: fieldOf(way), iid: reference });
  if (opened.refused) return opened;
  const { line, subject, text } = question;
  const delivered = await way.connector.send(way.means, { value: opened.value, reference, line, subject, text, at: about.now });
  await noteDelivery(house, about, { reference, way, delivered, entry: opened.entry });
  return { ...asUsed(reference, opened.entry, delivered), warnings: opened.warnings };
}

/** Which value a way needs: its own, or as its settings say. */
export const fieldOf = ({ connector, means }: Way): "phone" | "email" => connector.field ?? means.settings.field ?? "phone";

/** @throws Problem 422: no such way in this house, or something that it needs is missing */
function wayTo(house: House, question: UseQuestion): Way {
  const way = house.ways.get(question.connector);
  if (way === undefined) throw problem("unknown-connector", UNKNOWN, { status: 422, where: "connector" });
  const missing = way.connector.needs.filter((one) => !question[one]);
  if (missing.length === 0) return way;
  const what = { fields: missing.join(", ") };
  throw problem("missing", { id: fill(MISSING.id, what), en: fill(MISSING.en, what) }, { status: 422, where: missing[0] });
}

/** What came of it, with its entry. Nothing of what was sent, and not to which number. */
export async function noteDelivery(
  house: House,
  { person, holder, caseId, purpose, now }: Pick<Gathered, "person" | "holder" | "caseId" | "purpose" | "now">,
  { reference, way, delivered, entry }: { reference: string; way: Way; delivered: Delivered; entry: number },
): Promise<void> {
  const why = delivered.accepted ? undefined : delivered.why;
  await house.act(async (tx, write) => {
    await insertDelivery(tx, {
      reference,
      person: person.id,
      customer: holder.id,
      connector: way.connector.id,
      accepted: delivered.accepted,
      why,
      entry,
      at: now,
    });
    await write({
      typ: "delivery",
      aggregate: `delivery:${reference}`,
      act: person.id,
      customer: { id: holder.id, wrap: holder.wrap },
      re: entry,
      ...(caseId ? { case: caseId } : {}),
      ...(purpose ? { pur: purpose.id } : {}),
      body: { id: reference, connector: way.connector.id, result: delivered.accepted ? "accepted" : "failed", ...(why ? { why } : {}) },
    });
  });
}

interface DeliveryRow {
  reference: string;
  person: string;
  customer: string;
  connector: string;
  accepted: boolean;
  why: "refused" | "unreachable" | undefined;
  entry: number;
  at: Date;
}

async function insertDelivery(tx: Writing, row: DeliveryRow): Promise<void> {
  await tx.query(
    "insert into access.delivery (id, person_id, customer_id, connector, accepted, why, entry, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [row.reference, row.person, row.customer, row.connector, row.accepted, row.why ?? null, row.entry, row.at],
  );
}

async function deliveryOf(db: Reading, reference: string, personId: string): Promise<Used | undefined> {
  const { rows } = await db.query<{ accepted: boolean; why: "refused" | "unreachable" | null; entry: number }>({
    name: "access-delivery",
    text: "select accepted, why, entry from access.delivery where id = $1 and person_id = $2",
    values: [reference, personId],
  });
  const [row] = rows;
  return row && asUsed(reference, row.entry, row.accepted ? { accepted: true } : { accepted: false, why: row.why ?? "refused" });
}

const asUsed = (reference: string, entry: number, delivered: Delivered): Used => ({
  refused: false,
  state: delivered.accepted ? "accepted" : "failed",
  ...(delivered.accepted ? {} : { why: delivered.why }),
  reference,
  entry,
  warnings: [],
});

const UNKNOWN = { id: "Penghubung ini tidak ada.", en: "There is no such connector." };
const MISSING = { id: "Isian ini wajib: {fields}.", en: "These are needed: {fields}." };
