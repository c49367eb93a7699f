/** Keeps what was measured, by log and seed, and writes docs/guides/detection.md from it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Detection, Measured } from "./detection.ts";
import { INTRODUCTION, LIMITS, METHOD } from "./guide-words.ts";
import type { Row } from "./trials.ts";

interface Kept extends Detection {
  on: string;
}

const here = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));
const KEPT = here("bench/detected.json");
const PAGE = here("docs/guides/detection.md");

/** Puts an outcome in the place of the one of the same log and seed, and writes the guide anew. */
export function keepDetection(found: Detection, on: string): void {
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as Kept[]) : [];
  const all = [...before.filter(({ log, seed }) => log !== found.log || seed !== found.seed), { ...found, on }];
  all.sort((a, b) => (a.log === b.log ? a.seed - b.seed : a.log < b.log ? -1 : 1));
  writeFileSync(KEPT, `${JSON.stringify(all, undefined, 2)}\n`);
  writeFileSync(PAGE, detectionGuide(all));
}

/** The guide over outcomes of one or more seeds; the same log's stand side by side. */
export function detectionGuide(all: readonly Kept[]): string {
  const logs = [...new Set(all.map(({ log }) => log))];
  return `${[INTRODUCTION, METHOD, ...logs.map((log) => section(all.filter((one) => one.log === log))), LIMITS].join("\n\n")}\n`;
}

const percent = (share: number, digits = 0): string => (100 * share).toFixed(digits);

function section(runs: readonly Kept[]): string {
  const [first] = runs;
  if (!first) return "";
  const { log, window, looks, people, customers, looksPerDay, reviewsPerDay, trials } = first;
  const about = `${window.from} to ${window.until}: ${looks} looks of ${people} people at ${customers} customers, ${looksPerDay.toFixed(0)} a day; ${reviewsPerDay.toFixed(1)} reviews a day (${percent(reviewsPerDay / looksPerDay, 2)} % of looks). ${trials} trials a cell. ${runs.map(({ seed, on, valid }) => `Seed ${seed}: measured ${on}, ${valid ? "valid" : "**void**"}`).join("; ")}.`;
  return [`## ${log}`, about, ...first.measured.flatMap(({ lost }) => lostSection(lost, runs))].join("\n\n");
}

function lostSection(lost: number, runs: readonly Kept[]): string[] {
  const worlds = runs.flatMap(({ seed, measured }) => measured.filter((one) => one.lost === lost).map((one) => ({ seed, ...one })));
  const [first] = worlds;
  if (!first) return [];
  const heads = worlds.flatMap(({ seed }) => [`caught, seed ${seed}`, "AUC"]);
  const rows = first.rows.map((row) => {
    const cells = worlds.flatMap(({ rows: own }) => caught(own.find(({ scenario }) => scenario === row.scenario)));
    return `| ${row.name}${row.forged ? " *" : ""} | ${cells.join(" | ")} | ${row.goal === undefined ? "" : `${percent(row.goal)} %`} |`;
  });
  return [
    `### ${lost === 0 ? "All outcomes recorded" : `${percent(lost)} % of honest outcomes lost`}`,
    covered(first),
    [`| scenario | ${heads.join(" | ")} | goal |`, `|---|${heads.map(() => "---|").join("")}---|`, ...rows].join("\n"),
    "\\* upper bound: the reviewer sees a plausible record.",
  ];
}

function caught(row: Row | undefined): string[] {
  if (!row || row.trials === 0) return ["not detectable", ""];
  const days = row.days > 1 && row.medianDays !== undefined ? `, median day ${row.medianDays}` : "";
  return [`${percent(row.rate)} % (${percent(row.low)}-${percent(row.high)})${days}`, row.auc.toFixed(3)];
}

function covered({ coverage, unexplainedPerDay, placeboAuc }: Measured): string {
  const line = (what: string, { looks, before, evening }: { looks: number; before: number; evening: number }): string =>
    `| ${what} | ${looks} | ${percent(before, 1)} % | ${percent(evening, 1)} % |`;
  const templates = Object.entries(coverage.templates).filter(([, { real, active }]) => real + active > 0);
  return [
    `${unexplainedPerDay.toFixed(1)} looks a day unexplained; AUC of the placebo ${placeboAuc.toFixed(3)}.`,
    "",
    "| looks | number | explained before, were an outcome to follow | explained by evening, nothing forged |",
    "|---|---|---|---|",
    line("real", coverage.real),
    line("at random active customers", coverage.randomActive),
    line("at random dormant customers", coverage.randomDormant),
    "",
    "| template, an outcome given | real looks | random dormant | random active |",
    "|---|---|---|---|",
    ...templates.map(
      ([id, { real, dormant, active }]) => `| ${id} | ${percent(real, 1)} % | ${percent(dormant, 1)} % | ${percent(active, 1)} % |`,
    ),
  ].join("\n");
}
