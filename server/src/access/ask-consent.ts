import { problem } from "../platform/problem.ts";
import { CONSENT_WORDING, type ConsentQuestion } from "../records/index.ts";
import { findCase } from "./case-store.ts";
import { gather } from "./gather.ts";
import type { House } from "./parts.ts";
import { settle } from "./quota.ts";
import { type Refusal, refuseAct } from "./refusal.ts";
import { WORDS } from "./words.ts";

/** Days in which nobody asks again after a no. The customer himself may change his mind any day. */
const NOT_AGAIN_DAYS = 180;

export interface ConsentAsked {
  tokenHash: string | undefined;
  customer: string;
  /** The service contact in which it was asked. */
  case: string;
  question: ConsentQuestion;
  state: "yes" | "no";
  /** How it was answered. */
  channel: "call" | "counter" | "visit" | "chat";
  /** Version of the wording that was read out. */
  wording: number;
  reason?: string | undefined;
}

export interface ConsentKept {
  refused: false;
  question: ConsentQuestion;
  state: "yes" | "no";
}

/**
 * The agent asks during a service contact of his own and keeps the answer with its evidence: channel, version of the wording, case (R101).
 * Two questions, two answers. A no holds at once; nobody asks again for 180 days. @throws Problem 409 `asked-before`, `not-a-service`, 422 `wording`
 */
export async function askConsent(house: House, asked: ConsentAsked): Promise<ConsentKept | Refusal> {
  const found = await findCase(house.db, asked.case);
  const purpose = found?.customer === asked.customer && found.closedAt === null ? found.purpose : "";
  const about = await gather(house, { ...asked, purpose, costs: false });
  const decision = await settle(house, "match", about);
  const { customerId } = about;
  if (!decision.allowed || customerId === undefined)
    return refuseAct(house, about, decision, "consent", { question: asked.question, state: "refused" }, about.holder);
  if (about.purpose?.needsConsent !== undefined) throw problem("not-a-service", WORDS.notAService, { status: 409 });
  if (asked.wording !== CONSENT_WORDING.version)
    throw problem("wording", WORDS.oldWording, { status: 422, version: CONSENT_WORDING.version });
  await refuseAgain(house, customerId, asked.question, about.now);
  const { question, state, channel: method } = asked;
  await house.records.setConsent(
    { customerId, question, state, method, by: about.person.id, evidence: asked.case, wording: String(asked.wording) },
    { wait: true },
  );
  return { refused: false, question, state };
}

async function refuseAgain({ db }: House, customerId: string, question: ConsentQuestion, now: Date): Promise<void> {
  const { rows } = await db.query<{ at: Date }>(
    "select at from records.consent where customer_id = $1 and question = $2 and state = 'no'",
    [customerId, question],
  );
  const [no] = rows;
  if (no === undefined) return;
  const again = new Date(no.at.getTime() + NOT_AGAIN_DAYS * 86_400_000);
  if (again > now)
    throw problem("asked-before", WORDS.askedBefore, { status: 409, detail: WORDS.askedBeforeWay, next: again.toISOString() });
}
