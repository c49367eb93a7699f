import type { Reading } from "../platform/database.ts";
import { type DeskFact, type Evidence, gatherEvidence, OPEN_STATES } from "./findings.ts";

/** What can be told from outside, in the order of the issue: nine misuses, four innocents. */
export interface Verdict {
  planted: Array<{ kind: string; found: boolean; how?: string }>;
  innocent: Array<{ kind: string; accused: boolean }>;
  counts: Evidence["counts"];
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
    const row = desk.find((one) => OPEN_STATES.has(one.state) && fits(one));
    return row && how(row);
  };

const has = (row: DeskFact, ...ids: string[]): boolean => ids.every((id) => row.reasons.some((reason) => reason.id === id));
const first =
  (...signs: Sign[]): Sign =>
  (evidence) =>
    signs.reduce<string | undefined>((found, sign) => found ?? sign(evidence), undefined);
const told = (row: DeskFact): string =>
  `desk: ${[row.kind, ...row.reasons.map((reason) => reason.id).filter((id) => id !== "count")].join(", ")}`;
const isOwnLook = (row: DeskFact): boolean => row.kind === "look" && has(row, "self_opened_only");

/** Days on which somebody left looks without evidence before it is called browsing. */
const SLOW_DAYS = 5;

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
    onDesk((row) => isOwnLook(row) && has(row, "outside_portfolio"), told),
  ),
  refused_offer: refusedBy("R102", "R29", "R33"),
  report_without_work: onDesk((row) => row.kind === "report", told),
  shared_login: onDesk((row) => row.kind === "sign_in" && has(row, "shared_login"), told),
  supervisor_himself: (evidence) => {
    const owners = new Set(evidence.desk.map(({ owner }) => owner));
    return onDesk((row) => owners.has(row.person) && row.owner !== row.person, told)(evidence);
  },
  colluding_pair: onDesk((row) => row.kind === "relation" && (has(row, "same_customers") || has(row, "each_others_customers")), told),
  slow_browsing: (evidence) => {
    const days = new Map<string, Set<string>>();
    for (const row of evidence.desk.filter((one) => isOwnLook(one) && one.state !== "explained"))
      days.set(row.person, (days.get(row.person) ?? new Set()).add(row.date));
    return onDesk(
      (row) => isOwnLook(row) && (days.get(row.person)?.size ?? 0) >= SLOW_DAYS,
      (row) => `${told(row)}, day ${days.get(row.person)?.size}`,
    )(evidence);
  },
  trusted_internal: onDesk(
    (row) => isOwnLook(row) && has(row, "long_serving") && (has(row, "dormant") || has(row, "no_other_case_contact")),
    told,
  ),
};

/** Who did nothing wrong, told by what his deed leaves; true: he stands on a desk for it all the same. */
const INNOCENTS: Record<string, (evidence: Evidence) => boolean> = {
  wrong_click: ({ desk, mistakes }) => desk.some((row) => row.entry !== null && mistakes.includes(row.entry) && OPEN_STATES.has(row.state)),
  same_family_name: ({ desk, refusals }) =>
    refusals.some(({ rules }) => rules.includes("R28")) ||
    desk.some((row) => OPEN_STATES.has(row.state) && row.reasons.some(({ id }) => /name|kin|family|staff_record/u.test(id))),
  genuine_public_figure: ({ desk, watched }) => {
    const served = watched.filter(({ watch }) => watch.includes("R1"));
    return desk.some(
      (row) =>
        row.kind === "look" &&
        OPEN_STATES.has(row.state) &&
        served.some((look) => look.person === row.person && look.customer === row.customer),
    );
  },
  two_machines: ({ desk, movers }) =>
    desk.some((row) => row.kind === "sign_in" && movers.some(({ person, minutes }) => person === row.person && minutes > 10)),
  regular_customer: ({ desk, regulars }) =>
    desk.some(
      (row) => OPEN_STATES.has(row.state) && regulars.some(({ person, customer }) => person === row.person && customer === row.customer),
    ),
  late_exchange_record: ({ desk, vouched }) => desk.some((row) => vouched.includes(row.id) && OPEN_STATES.has(row.state)),
};

/** Looks at desk and journal alone. */
export async function checkStory(db: Reading): Promise<Verdict> {
  const evidence = await gatherEvidence(db);
  const planted = Object.entries(MISUSES).map(([kind, sign]) => {
    const how = sign(evidence);
    return { kind, found: how !== undefined, ...(how !== undefined && { how }) };
  });
  const innocent = Object.entries(INNOCENTS).map(([kind, isAccused]) => ({ kind, accused: isAccused(evidence) }));
  return { planted, innocent, counts: evidence.counts };
}
