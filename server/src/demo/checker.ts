import type { Reading } from "../platform/database.ts";
import { accuses, type DeskFact, type Evidence, gatherEvidence, liesOnDesk } from "./findings.ts";

/** What can be told from outside. */
export interface Verdict {
  planted: Array<{ kind: string; found: boolean; how?: string }>;
  innocent: Array<{ kind: string; accused: boolean }>;
  counts: Evidence["counts"];
  questions: Evidence["questions"];
  /** Rows about looks: on a desk because they were drawn, left to the person's own question, and those that no draw was over. */
  reviews: { drawn: number; asked: number; undrawn: number };
}

/** One sign by which a kind of misuse shows: a sentence how, or nothing. */
type Sign = (evidence: Evidence) => string | undefined;

const refusedBy =
  (...rules: string[]): Sign =>
  ({ refusals }) => {
    const rule = rules.find((one) => refusals.some((refusal) => refusal.rules.includes(one)));
    return rule && `refused ${rule}`;
  };

const onDesk =
  (fits: (row: DeskFact) => boolean, how: (row: DeskFact) => string): Sign =>
  ({ desk }) => {
    const row = desk.find((one) => accuses(one) && liesOnDesk(one) && fits(one));
    return row && how(row);
  };

/**
 * A single look that nothing explains is reviewed within a budget, by lot: on a desk where it was drawn. Where it was not, its person is asked
 * the same evening and has no peace by silence: that is a row on the desk the next day. Only what is one look may be found so.
 */
const onDeskOrAsked =
  (fits: (row: DeskFact, evidence: Evidence) => boolean): Sign =>
  (evidence) => {
    const row = evidence.desk.find((one) => accuses(one) && !liesOnDesk(one) && fits(one, evidence));
    return onDesk((one) => fits(one, evidence), told)(evidence) ?? (row && told(row));
  };

const has = (row: DeskFact, ...ids: string[]): boolean => ids.every((id) => row.reasons.some((reason) => reason.id === id));
const first =
  (...signs: Sign[]): Sign =>
  (evidence) =>
    signs.reduce<string | undefined>((found, sign) => found ?? sign(evidence), undefined);
const told = (row: DeskFact): string => {
  const what = [row.kind, ...row.reasons.map((reason) => reason.id).filter((id) => id !== "count")].join(", ");
  const drawn = row.lane === null || !liesOnDesk(row) ? "" : ` (drawn: ${row.lane})`;
  return `${liesOnDesk(row) ? "desk" : "asked"}: ${what}${drawn}`;
};
const isOwnLook = (row: DeskFact): boolean => row.kind === "look" && has(row, "self_opened_only");
/** No part of what is found otherwise: nobody else has an unexplained look at this customer, and it is not the one a day of a series. */
const standsAlone = (row: DeskFact, { desk }: Evidence): boolean => {
  const looks = desk.filter(({ kind, state, id }) => kind === "look" && state !== "explained" && id !== row.id);
  const isSeries = desk.some((one) => one.kind === "relation" && one.person === row.person && has(one, "series_own_days"));
  const another = looks.some((one) => one.person === row.person && one.date === row.date && isOwnLook(one));
  return !looks.some((one) => one.customer === row.customer && one.person !== row.person) && (!isSeries || another);
};

const MISUSES: Record<string, Sign> = {
  public_figure: first(
    refusedBy("R1"),
    onDesk((row) => row.kind === "look" && has(row, "public_figure"), told),
  ),
  ex_employee: refusedBy("LEAVER"),
  declared_conflict: refusedBy("R18"),
  off_hours: first(
    refusedBy("R72"),
    onDesk((row) => has(row, "off_hours"), told),
  ),
  bulk_browsing: refusedBy("BULK", "BUDGET", "R34"),
  outside_portfolio: first(
    refusedBy("R44"),
    onDeskOrAsked((row, evidence) => isOwnLook(row) && has(row, "outside_portfolio") && standsAlone(row, evidence)),
  ),
  refused_offer: refusedBy("R102", "R29", "R33"),
  report_without_work: onDesk((row) => row.kind === "report", told),
  shared_login: onDesk((row) => row.kind === "sign_in" && has(row, "shared_login"), told),
  supervisor_himself: (evidence) => {
    const owners = new Set(evidence.desk.map(({ owner }) => owner));
    return onDesk((row) => owners.has(row.person) && row.owner !== row.person, told)(evidence);
  },
  colluding_pair: onDesk((row) => row.kind === "relation" && (has(row, "same_customers") || has(row, "each_others_customers")), told),
  slow_browsing: onDesk((row) => row.kind === "relation" && (has(row, "series_own_days") || has(row, "series_own_cases")), told),
  trusted_internal: onDeskOrAsked(
    (row) => isOwnLook(row) && has(row, "long_serving") && (has(row, "dormant") || has(row, "no_other_case_contact")),
  ),
};

/** Who did nothing wrong, told by what his deed leaves; true: he stands on a desk for it all the same. */
export const INNOCENTS: Record<string, (evidence: Evidence) => boolean> = {
  wrong_click: ({ desk, mistakes }) => desk.some((row) => row.entry !== null && mistakes.includes(row.entry) && accuses(row)),
  same_family_name: ({ desk, refusals }) =>
    refusals.some(({ rules }) => rules.includes("R28")) ||
    desk.some((row) => accuses(row) && row.reasons.some(({ id }) => /name|kin|family|staff_record/u.test(id))),
  genuine_public_figure: ({ desk, watched }) => {
    const served = watched.filter(({ watch }) => watch.includes("R1"));
    return desk.some(
      (row) => row.kind === "look" && accuses(row) && served.some((look) => look.person === row.person && look.customer === row.customer),
    );
  },
  two_machines: ({ desk, movers }) =>
    desk.some((row) => row.kind === "sign_in" && movers.some(({ person, minutes }) => person === row.person && minutes > 10)),
  regular_customer: ({ desk, regulars }) =>
    desk.some((row) => accuses(row) && regulars.some(({ person, customer }) => person === row.person && customer === row.customer)),
  late_exchange_record: ({ desk, vouched }) => desk.some((row) => vouched.includes(row.id) && accuses(row)),
};

/** Looks at desk and journal alone. */
export async function checkStory(db: Reading): Promise<Verdict> {
  const evidence = await gatherEvidence(db);
  const planted = Object.entries(MISUSES).map(([kind, sign]) => {
    const how = sign(evidence);
    return { kind, found: how !== undefined, ...(how !== undefined && { how }) };
  });
  const innocent = Object.entries(INNOCENTS).map(([kind, isAccused]) => ({ kind, accused: isAccused(evidence) }));
  const { counts, questions } = evidence;
  return { planted, innocent, counts, questions, reviews: reviewsOf(evidence) };
}

function reviewsOf({ desk }: Evidence): Verdict["reviews"] {
  const rows = desk.filter(({ kind, state }) => (kind === "look" || kind === "listing") && state !== "explained" && state !== "mistake");
  const undrawn = rows.filter(({ lane }) => lane === null).length;
  const asked = rows.filter((row) => !liesOnDesk(row)).length;
  return { drawn: rows.length - undrawn - asked, asked, undrawn };
}
