import { isDay, localDay, nextDay } from "../../platform/local-day.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { type Office, offices } from "../office-day.ts";
import { answer } from "./answer.ts";
import { type DrawnDay, drawDay } from "./draw-day.ts";
import type { CallBackParts } from "./parts.ts";
import { listCallBacks, type Result, resultsSince, type StoredCallBack } from "./store.ts";
import { type CallBackList, callBackList, type ToldCallBack, tellCallBack } from "./tell.ts";
import { words } from "./words.ts";

export interface DrawAsk {
  /** The local day, which must be over; the day before where absent. */
  date?: string | undefined;
  officeId?: string | undefined;
  /** Calls for an office and day, beside one of each person a week. */
  calls?: number | undefined;
}

export interface CallBacks {
  /** Draws the calls about a day that is over, office by office; each once. @throws Problem for an unknown office or day, or one that is not over */
  draw(ask?: DrawAsk): Promise<DrawnDay[]>;
  list(who: SignedIn): Promise<CallBackList>;
  /** @throws Problem 404 for a call-back that is not his to answer, 409 a second time */
  answer(who: SignedIn, id: string, result: Result): Promise<ToldCallBack>;
  /** The same by somebody at the terminal, whose presence was proved. */
  answerAs(personId: string, id: string, result: Result): Promise<StoredCallBack>;
  /** All of an office or of all, the newest 500, for whoever runs the house; no names of customers. */
  all(officeId?: string): Promise<{ rows: StoredCallBack[]; results: Awaited<ReturnType<typeof resultsSince>> }>;
}

const MOST_CALLS = 500;
const DAYS = 90 * 86_400_000;

/** Call-backs of a house (R54). */
export function makeCallBacks(parts: CallBackParts): CallBacks {
  return {
    draw: (ask = {}) => drawAll(parts, ask),
    list: (who) => callBackList(parts, who),
    async answer({ person }, id, result) {
      const one = await answer(parts, person.id, id, result);
      const names = await parts.names(person.id, [one.customerId]);
      return tellCallBack(one, person, names.get(one.customerId) ?? "", person.language);
    },
    answerAs: (personId, id, result) => answer(parts, personId, id, result),
    async all(officeId) {
      const since = new Date(parts.clock.now().getTime() - DAYS);
      const rows = await listCallBacks(parts.db, { officeId, limit: MOST_CALLS });
      return { rows, results: await resultsSince(parts.db, officeId, since) };
    },
  };
}

async function drawAll(parts: CallBackParts, { date, officeId, calls }: DrawAsk): Promise<DrawnDay[]> {
  if (date !== undefined && !isDay(date)) throw problem("bad-date", words.unknownDate);
  if (calls !== undefined && !(Number.isInteger(calls) && calls >= 0 && calls <= MOST_CALLS)) throw problem("bad-field", words.badCalls);
  const found = await offices(parts.db, officeId);
  if (officeId !== undefined && found.length === 0) throw problem("not-found", words.unknownOffice);
  const drawn: DrawnDay[] = [];
  for (const office of found) {
    const one = await drawDay(parts, office, overDay(parts, office, date), calls);
    if (one) drawn.push(one);
  }
  return drawn;
}

/** INVARIANT: only a day that is over is drawn: who asks early cannot make the lot smaller. */
function overDay({ clock }: CallBackParts, office: Office, date: string | undefined): string {
  const today = localDay(clock.now(), office.zone);
  if (date !== undefined && date >= today) throw problem("bad-date", words.dayNotOver);
  return date ?? nextDay(today, -1);
}
