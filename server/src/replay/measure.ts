import { dayBounds } from "../platform/local-day.ts";
import type { Product } from "../product.ts";
import { aroundLooks, explainLook, hasWorkBefore } from "../watch/index.ts";
import { ZONE } from "./house.ts";
import type { PlayedLook } from "./play-log.ts";
import { explainedLooks } from "./store.ts";

/** Shares of looks that the templates explain. `prior`: with what lay before the look, its outcome taken as given; `evening`: with what was recorded by evening. */
export interface Shares {
  prior: number;
  evening: number;
}
export interface Measured {
  looks: number;
  refused: number;
  explained: number;
  real: Shares;
  random: Shares;
}

interface Judged {
  prior: boolean;
  evening: boolean;
}

/** Refused looks stay in the denominator: a house that refuses everything would else be perfect. */
export async function measure({ db }: Product, looks: readonly PlayedLook[]): Promise<Measured> {
  const explained = await explainedLooks(db);
  const days = [...new Set(looks.map((look) => look.day))];
  const [real, random] = [[] as Judged[], [] as Judged[]];
  for (const day of days) {
    const played = looks.filter((look) => look.day === day);
    const bounds = boundsOf(day);
    const opened = played.filter((look) => look.entry !== undefined);
    real.push(
      ...(await judge(
        db,
        opened.map((look) => factsOf(look, look)),
        bounds,
      )),
    );
    random.push(
      ...(await judge(
        db,
        played.flatMap((look) => (look.other ? [factsOf(look, look.other)] : [])),
        bounds,
      )),
    );
  }
  const byEvening = looks.filter((look) => look.entry !== undefined && explained.has(look.entry)).length;
  if (byEvening !== real.filter((one) => one.evening).length)
    throw new Error("the evening on the desk and the templates asked afterwards disagree");
  const count = looks.length;
  return {
    looks: count,
    refused: looks.filter((look) => look.entry === undefined).length,
    explained: byEvening,
    real: { prior: share(real.filter((one) => one.prior).length, count), evening: share(byEvening, count) },
    random: {
      prior: share(random.filter((one) => one.prior).length, random.length),
      evening: share(random.filter((one) => one.evening).length, random.length),
    },
  };
}

function factsOf(look: PlayedLook, whom: { customerId: string; caseId: string | undefined }) {
  return {
    idx: look.entry ?? -1,
    row: 0,
    at: look.at,
    personId: look.personId,
    customerId: whom.customerId,
    caseId: whom.caseId,
    purpose: undefined,
  };
}

function boundsOf(day: string): { from: number; until: number } {
  const { from, until } = dayBounds(day, ZONE);
  return { from: from.getTime(), until: until.getTime() };
}

async function judge(db: Product["db"], looks: ReturnType<typeof factsOf>[], day: { from: number; until: number }): Promise<Judged[]> {
  const around = await aroundLooks(db, looks, day);
  return around.map((one) => ({ prior: hasWorkBefore(one), evening: explainLook(one) !== undefined }));
}

const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((part / of) * 10_000) / 10_000);
