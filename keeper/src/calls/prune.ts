import type { Survey } from "../journal/pruner.ts";
import type { PruneCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Prepared, Works } from "../works.ts";
import { twoPersons } from "./two-persons.ts";

const DAY = 86_400_000;

/** What can be said of the call before the journal is read for it. @throws Refusal */
export function mayPrune(works: Works, call: PruneCall): void {
  twoPersons(works, call, works.clock.when(call.at));
  const before = Date.parse(call.before);
  if (Number.isNaN(before) || new Date(before).toISOString() !== call.before)
    throw new Refusal("bad-call", "before: an instant in UTC with milliseconds, as 2021-12-31T16:00:00.000Z");
  if (before > works.clock.now() - works.term * DAY)
    throw new Refusal("too-soon", `before: this keeper keeps entries for ${works.term} days`);
}

/** INVARIANT: nothing goes before the entry that names it is durable; what goes stays provable by its hash. */
export function prune(works: Works, call: PruneCall, survey: Survey): Prepared {
  const { pruner, clock } = works;
  // What is underway still has entries: a call that ends before it would take back what two persons said.
  if (survey.fresh <= 0 || survey.upto <= pruner.said)
    throw new Refusal("nothing-ends", "before: no full bundle of entries older than that has anything left to end");
  const { upto, set, count, before, fresh } = survey;
  const two = twoPersons(works, call, clock.when(call.at));
  const { said } = pruner;
  pruner.said = upto;
  pruner.closeFile();
  return {
    entry: {
      typ: "prune",
      out: "done",
      ...two,
      ...(call.at === undefined ? {} : { at: call.at }),
      body: { ...two.body, upto, before, count, set, ...(call.approval === undefined ? {} : { approval: call.approval }) },
    },
    undo: () => {
      if (pruner.said === upto) pruner.said = said;
    },
    answer: (idx, ts) => {
      pruner.begun(survey, idx);
      return { ok: true, idx, ts, upto, count: fresh };
    },
  };
}
