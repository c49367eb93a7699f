import type { StandingRow } from "../standing.ts";
import { ONE_OF_THEM, TWO_PERSON_ACTS, type TwoPersonAct } from "./acts.ts";

/** Why somebody may not decide; the words are in `words.ts`. */
export type Unfit =
  | "state"
  | "function"
  | "nation"
  | "terms"
  | "screened"
  | "contracted"
  | "pledged"
  | "duty"
  | "self"
  | "same"
  | "line"
  | "officer";

type Who = Pick<
  StandingRow,
  | "person_id"
  | "state"
  | "supervisor_id"
  | "superior_id"
  | "terms_ok"
  | "screened"
  | "contracted"
  | "pledged"
  | "on_duty"
  | "functions"
  | "grants"
>;

/** All that stands against one of the two: function and whole standing at this moment, and that it is done to himself. */
export function unfitFor(what: TwoPersonAct, who: Who, subject = ""): Unfit[] {
  const functions: readonly string[] = TWO_PERSON_ACTS[what].functions;
  const held = who.grants.filter((grant) => functions.includes(grant.function));
  const faults: Array<Unfit | false> = [
    who.state !== "active" && "state",
    held.length === 0 && "function",
    held.length > 0 && !held.some(({ scope }) => scope === "nation") && "nation",
    !who.terms_ok && "terms",
    !who.screened && "screened",
    !who.contracted && "contracted",
    !who.pledged && "pledged",
    !who.on_duty && "duty",
    who.person_id === subject && "self",
  ];
  return faults.filter((fault) => fault !== false);
}

/** What stands against these two together: one person twice, or one who can order the other. */
export function unfitTogether(first: Who, second: Who): Unfit[] {
  if (first.person_id === second.person_id) return ["same"];
  const above = (one: Who, other: Who): boolean => [one.supervisor_id, one.superior_id].includes(other.person_id);
  const faults: Array<Unfit | false> = [
    (above(first, second) || above(second, first)) && "line",
    ![first, second].some(({ functions }) => functions.includes(ONE_OF_THEM)) && "officer",
  ];
  return faults.filter((fault) => fault !== false);
}
