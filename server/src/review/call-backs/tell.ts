import { fill, type Language } from "../../platform/language.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { mayAnswer } from "./answer.ts";
import type { CallBackParts } from "./parts.ts";
import { type CallBackState, listCallBacks, resultsSince, type StoredCallBack } from "./store.ts";
import { script } from "./words.ts";

/** A call-back as its reader sees it. */
export interface ToldCallBack {
  id: string;
  date: string;
  state: CallBackState;
  customer: { id: string; name: string };
  /** For the supervisor only: the caller is not told whom it is about. */
  person?: { id: string; name: string; job: string };
  caller?: { id: string; name: string };
  /** The caller's own task, through which he may work with this customer. */
  case?: string;
  script: string[];
  mine: boolean;
}

export interface CallBackList {
  tasks: ToldCallBack[];
  /** Of the last ninety days. */
  results: Record<CallBackState, number>;
}

const MOST = 25;
const DAYS = 90 * 86_400_000;

/** The reader's list: as supervisor those about his people, else his own tasks that wait. Names of customers come masked. */
export async function callBackList(parts: CallBackParts, { person }: SignedIn): Promise<CallBackList> {
  const isAbove = person.functions.includes("supervisor") || person.functions.includes("branch_head");
  const ask = isAbove ? { above: person.id, limit: MOST } : { callerId: person.id, waiting: true, limit: MOST };
  const rows = await listCallBacks(parts.db, ask);
  const names = await parts.names(
    person.id,
    rows.map(({ customerId }) => customerId),
  );
  const since = new Date(parts.clock.now().getTime() - DAYS);
  const none = { waiting: rows.length, confirmed: 0, denied: 0, unreachable: 0, refused: 0, forgotten: 0 };
  return {
    tasks: rows.map((row) => tellCallBack(row, person, names.get(row.customerId) ?? "", person.language)),
    results: isAbove ? await resultsSince(parts.db, person.officeId, since) : none,
  };
}

/** One of them, told to its reader. */
export function tellCallBack(row: StoredCallBack, reader: { id: string }, name: string, language: Language): ToldCallBack {
  const mine = row.state === "waiting" && mayAnswer(row, reader.id);
  const isAbove = [row.supervisorId, row.superiorId].includes(reader.id);
  return {
    id: row.id,
    date: row.date,
    state: row.state,
    customer: { id: row.customerId, name },
    ...(isAbove ? { person: { id: row.personId, name: row.name, job: row.job } } : {}),
    ...(row.callerId && row.callerName ? { caller: { id: row.callerId, name: row.callerName } } : {}),
    ...(row.caseId && row.callerId === reader.id ? { case: row.caseId } : {}),
    script: script.map((step) => fill(step[language], { date: row.date })),
    mine,
  };
}
