/** Writes docs/guides/performance.md from what was measured last: each benchmark's outcome is kept until the same one is measured again. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { holds, type Mark, type Outcome } from "./outcome.ts";
import { INTRODUCTION, LIMITS, MISSED, PROFILES, SECTIONS } from "./report-words.ts";

interface Kept extends Omit<Outcome, "standings"> {
  on: string;
  machine: string;
  /** Processes that wanted a core before anything was measured. */
  load: number;
}

/** Above it, something else had the cores. */
const BUSY = 1;
const TAKEN = " **The machine was not at rest**: believe the ratios only roughly and the rates not at all.";

const here = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const KEPT = here("bench/measured.json");
const PAGE = here("docs/guides/performance.md");

/** Before the first benchmark of a run: afterwards the load is its own. */
export const loadBefore = (): number => loadavg()[0] ?? 0;

export function keep({ standings: _, ...outcome }: Outcome, load: number): void {
  const all = kept().filter(({ bench }) => bench !== outcome.bench);
  all.push({ ...outcome, on: new Date().toISOString().slice(0, 10), machine: machine(), load });
  const order = Object.keys(SECTIONS);
  all.sort((a, b) => order.indexOf(a.bench) - order.indexOf(b.bench));
  writeFileSync(KEPT, `${JSON.stringify(all, undefined, 2)}\n`);
  writeReport();
}

export function writeReport(): void {
  writeFileSync(PAGE, page(kept()));
}

function kept(): Kept[] {
  return existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as Kept[]) : [];
}

/** No names and no paths: what the figures depend on. */
function machine(): string {
  const [first] = cpus();
  const info = existsSync("/proc/cpuinfo") ? readFileSync("/proc/cpuinfo", "utf8") : "";
  const sha = info === "" ? "" : /\bsha_ni\b/u.test(info) ? ", SHA instructions" : ", no SHA instructions shown";
  const openssl = execFileSync("openssl", ["version"], { encoding: "utf8" }).split(" ").slice(0, 2).join(" ");
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${first?.model.trim()}${sha}), ${memory} GB, ${process.platform}, Node ${process.version}, ${openssl}`;
}

function page(all: readonly Kept[]): string {
  const parts = [INTRODUCTION, overview(all)];
  for (const one of all) parts.push(section(one));
  return `${[...parts, LIMITS].join("\n\n")}\n`;
}

function overview(all: readonly Kept[]): string {
  const rows = all.flatMap(({ bench, marks }) =>
    marks.map((mark) => `| ${bench} | ${mark.what} | ${shown(mark)} | ${markShown(mark)} | ${holds(mark) ? "reached" : "**missed**"} |`),
  );
  return ["| benchmark | what | measured | mark | |", "|---|---|---|---|---|", ...rows].join("\n");
}

function section({ bench, marks, figures, setting, on, machine: where, load }: Kept): string {
  const { title, method } = SECTIONS[bench] ?? { title: bench, method: "" };
  const lines = figures.map(({ what, value, unit }) => `| ${what} | ${number(value)} ${unit} |`);
  const missed = marks.some((mark) => !holds(mark)) ? [MISSED[bench] ?? "Missed; no explanation is known yet."] : [];
  const profile = PROFILES[bench];
  return [
    `## ${title}`,
    method,
    `Measured ${on} on ${where}; ${setting}. Load of the machine before: ${load.toFixed(1)}.${load > BUSY ? TAKEN : ""}`,
    ["| figure (median) | |", "|---|---|", ...lines].join("\n"),
    ...missed,
    ...(profile === undefined ? [] : [`**Profile of ${profile.on}.** ${profile.text}`]),
  ].join("\n\n");
}

const shown = ({ value, unit }: Mark): string => `${number(value)}${unit ? ` ${unit}` : ""}`;
const markShown = ({ mark, atMost, unit }: Mark): string => `at ${atMost ? "most" : "least"} ${number(mark)}${unit ? ` ${unit}` : ""}`;

function number(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toLocaleString("en-US", { maximumSignificantDigits: value < 1 ? 2 : 3 });
}
