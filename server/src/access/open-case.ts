import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import { addCases, type CaseRow, runningOwnCase } from "./case-store.ts";
import { type Gathered, gather } from "./gather.ts";
import type { House } from "./parts.ts";
import { settle } from "./quota.ts";
import { type Refusal, refuseAct } from "./refusal.ts";

/** A case that an agent opens ends with the contact: after this many minutes it is closed for looks. */
const OWN_CASE_MINUTES = 30;

export interface CaseQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  /** *Telepon masuk* or *Pelanggan datang*. */
  origin: "agent_call" | "agent_visit";
  reason?: string | undefined;
}

export interface OpenedCase {
  refused: false;
  case: { id: string; purpose: string; origin: string; grade: "A" | "B" | "C"; closesAt?: Date };
}

/** A case in two keys: grade C until independent evidence arrives, and it costs from the budget (R34, R40). */
export async function openCase(house: House, question: CaseQuestion): Promise<OpenedCase | Refusal> {
  const about = await gather(house, { ...question, costs: true });
  const running = await runningOwnCase(house.db, about.customerId ?? "", question.purpose, about.person.id, about.now);
  const decision = await settle(house, "open_case", running ? { ...about, costs: false } : about);
  if (!decision.allowed) return refuseAct(house, about, decision, "case", { change: "refused", origin: question.origin }, about.holder);
  return { refused: false, case: running ? asOpened(running) : await addOwnCase(house, about, question) };
}

const asOpened = ({ id, purpose, origin, grade, closesAt }: CaseRow): OpenedCase["case"] => ({
  id,
  purpose,
  origin,
  grade,
  ...(closesAt ? { closesAt } : {}),
});

/** Asked twice at one moment it is one case: the second waits for the first, and finds it. */
function addOwnCase(house: House, { person, now, holder, purpose }: Gathered, { origin }: CaseQuestion): Promise<OpenedCase["case"]> {
  if (purpose === undefined) throw new Error("access: a case without a purpose passed the policy");
  const closesAt = new Date(now.getTime() + OWN_CASE_MINUTES * 60_000);
  return house.act(async (tx, write) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`own-case/${person.id}/${holder.id}/${purpose.id}`]);
    const before = await runningOwnCase(tx, holder.id, purpose.id, person.id, now, true);
    const { id, ...one } = before ? asOpened(before) : { id: newId("case"), purpose: purpose.id, origin, grade: "C" as const, closesAt };
    if (!before)
      await addCases(tx, [
        {
          ...one,
          id,
          customer: holder.id,
          officeId: person.officeId,
          source: "mercusuar",
          openedBy: person.id,
          openedAt: now,
          assignedTo: person.id,
        },
      ]);
    await write({
      typ: "case",
      aggregate: `case:${id}`,
      act: person.id,
      customer: { id: holder.id, wrap: holder.wrap },
      case: id,
      pur: purpose.id,
      body: {
        change: before ? "repeated" : "opened",
        id,
        purpose: purpose.id,
        origin: one.origin,
        grade: one.grade,
        office: person.officeId,
        until: (one.closesAt ?? closesAt).toISOString(),
      },
      ...(before ? {} : { marks: [{ table: "access.cases" as const, id }] }),
    });
    return { id, ...one };
  });
}

export interface GivenCase {
  external: string;
  source: string;
  customer: string;
  purpose: string;
  origin: "api" | "dispatch" | "campaign";
  office?: string | undefined;
  assignedTo?: string | undefined;
}

/** A case that another system hands in. Sent again under the same name it is the same case. @throws Problem 404 for an unknown customer, purpose, office or person */
export async function handInCase(house: House, by: { id: string }, given: GivenCase): Promise<OpenedCase> {
  const { rows } = await house.db.query<{ wrap: string; office_id: string; office_known: boolean; person_known: boolean }>({
    name: "access-hand-in",
    text: `select c.wrap, c.office_id, ($2::text is null or exists (select 1 from people.office where id = $2)) as office_known,
      ($3::text is null or exists (select 1 from people.person where id = $3)) as person_known from records.customer c where c.id = $1 and c.state = 'active'`,
    values: [given.customer, given.office ?? null, given.assignedTo ?? null],
  });
  const [row] = rows;
  if (row === undefined || !row.office_known || !row.person_known || house.records.purpose(given.purpose) === undefined)
    throw unknownOf(row);
  const found = (await givenBefore(house, given)) ?? (await addGiven(house, by, given, row)) ?? (await givenBefore(house, given));
  if (found === undefined) throw new Error("access: a case handed in was not stored");
  return { refused: false, case: found };
}

type Given = Omit<OpenedCase["case"], "closesAt">;

async function givenBefore({ db }: House, { source, external }: GivenCase): Promise<Given | undefined> {
  const { rows } = await db.query<Given>({
    name: "access-given-case",
    text: "select id, purpose, origin, grade from access.cases where source = $1 and external_id = $2",
    values: [source, external],
  });
  return rows[0];
}

/** Undefined where the same was handed in at the same moment: who came first has it. */
async function addGiven(
  house: House,
  by: { id: string },
  given: GivenCase,
  { wrap, office_id }: { wrap: string; office_id: string },
): Promise<Given | undefined> {
  const [id, openedAt] = [newId("case"), house.clock.now()];
  const { customer, purpose, origin, external, source, assignedTo, office = office_id } = given;
  const grade = assignedTo ? "A" : "B";
  return house.act(async (tx, write) => {
    const added = await addCases(tx, [
      { id, customer, purpose, officeId: office, origin, grade, external, source, openedBy: by.id, openedAt, assignedTo },
    ]);
    await write({
      typ: "case",
      aggregate: `case:${id}`,
      act: by.id,
      ...(assignedTo ? { psn: assignedTo } : {}),
      customer: { id: customer, wrap },
      case: id,
      pur: purpose,
      body: { change: added.length > 0 ? "opened" : "repeated", id, purpose, origin, grade, office },
      marks: added.map((one) => ({ table: "access.cases" as const, id: one })),
    });
    return added.length > 0 ? { id, purpose, origin, grade } : undefined;
  });
}

function unknownOf(row: { office_known: boolean; person_known: boolean } | undefined) {
  const what = row === undefined ? "customer" : !row.office_known ? "office" : !row.person_known ? "assignedTo" : "purpose";
  return problem(
    "unknown",
    { id: `Isi "${what}" tidak dikenal.`, en: `"${what}" is not known.` },
    { status: 422, where: what, detail: { id: "Kirim id yang sudah terdaftar.", en: "Send an id that is registered." } },
  );
}
