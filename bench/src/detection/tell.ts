import type { CoverageTable } from "mercusuar";
import type { Detection, Measured } from "./detection.ts";
import { VALID } from "./placebo.ts";
import type { Row } from "./trials.ts";

const percent = (share: number, digits = 0): string => (100 * share).toFixed(digits);

/** The table for a terminal. */
export function tellDetection(found: Detection): string {
  const { looks, people, looksPerDay, reviewsPerDay, window, trials, seed } = found;
  return [
    `${found.log}, ${window.from} to ${window.until}: ${looks} looks of ${people} people, ${looksPerDay.toFixed(0)} a day; ${reviewsPerDay.toFixed(1)} reviews a day (${percent(reviewsPerDay / looksPerDay, 2)} %); seed ${seed}, ${trials} trials a row`,
    ...badRows(found),
    ...found.measured.flatMap((one) => ["", ...told(one)]),
    "",
    found.valid
      ? "valid: the placebo cannot be told from real looks"
      : `VOID: a placebo lies outside ${VALID.from} to ${VALID.until}; whatever finds made-up looks here sees how they were made, not what is wrong with them`,
  ].join("\n");
}

const badRows = ({ badRows: bad }: Detection): string[] =>
  bad ? [`${bad.count} of ${bad.of} rows could not be read and were left out:`, ...bad.first.map((row) => `  ${row}`)] : [];

function told({ lost, unexplainedPerDay, coverage, placeboAuc, rows }: Measured): string[] {
  const line = (what: string, { before, evening }: { before: number; evening: number }): string =>
    `  ${what.padEnd(34)} ${percent(before, 1).padStart(6)} % before, ${percent(evening, 1).padStart(6)} % by evening`;
  return [
    `${percent(lost)} % of honest outcomes lost; ${unexplainedPerDay.toFixed(1)} looks a day unexplained`,
    line("real looks explained", coverage.real),
    line("random active customers explained", coverage.randomActive),
    line("random dormant customers explained", coverage.randomDormant),
    `  coverage, an outcome given (real, dormant, active): ${byTemplate(coverage.templates)}`,
    `  placebo AUC ${placeboAuc.toFixed(3)}`,
    ...rows.map(tellRow),
  ];
}

const byTemplate = (table: CoverageTable): string =>
  Object.entries(table)
    .filter(([, { real, active }]) => real + active > 0)
    .map(([id, { real, dormant, active }]) => `${id} ${[real, dormant, active].map((share) => percent(share, 1)).join("/")} %`)
    .join(", ");

function tellRow(row: Row): string {
  const caught =
    row.trials === 0 ? "no look is added: not detectable" : `${percent(row.rate).padStart(3)} % [${percent(row.low)}-${percent(row.high)}]`;
  const more = [
    `AUC ${row.auc.toFixed(3)}`,
    row.days > 1 && row.medianDays !== undefined && `median day ${row.medianDays}`,
    row.goal !== undefined && `goal ${percent(row.goal)} ${row.rate >= row.goal ? "reached" : "missed"}`,
    row.forged && "upper bound",
    row.impossible > 0 && `${row.impossible} trials without such people or customers`,
  ];
  return `  ${row.name.padEnd(76)} ${caught.padEnd(18)}${row.trials === 0 ? "" : more.filter(Boolean).join(", ")}`;
}
