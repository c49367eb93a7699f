import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packages, root, sourceFiles } from "./repository.ts";

/** What dependency-cruiser says, as far as it is asked here. */
interface Cruise {
  summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
}

/** A checker that sees nothing also reports nothing: these faults must be reported, or the doors are not guarded. */
const faults: { rule: string; file: string; text: string }[] = [
  { rule: "people-knows-no-later-chapter", file: "server/src/people/canary.ts", text: 'import "../access/canary-door.ts";' },
  { rule: "through-the-door", file: "server/src/records/canary.ts", text: 'import "../people/canary-inner.ts";' },
  { rule: "journal-knows-no-chapter", file: "server/src/journal/canary.ts", text: 'import "../people/canary-inner.ts";' },
  { rule: "platform-knows-no-chapter", file: "server/src/platform/canary.ts", text: 'import "../people/canary-inner.ts";' },
  { rule: "nobody-knows-the-outside", file: "server/src/review/canary.ts", text: 'import "../cli/canary.ts";' },
  {
    rule: "rules-are-pure",
    file: "server/src/customer/policy.ts",
    text: 'import { now } from "./canary-clock.ts";\nexport const at = now;',
  },
  { rule: "a-folder-knows-its-contract-only", file: "server/src/watch/detectors/canary/index.ts", text: 'import "../other/index.ts";' },
  { rule: "keeper-knows-its-place", file: "keeper/src/canary-place.ts", text: 'import "mercusuar";' },
  { rule: "no-packages-in-proof-and-keeper", file: "keeper/src/canary.ts", text: 'import "pg";' },
  { rule: "proof-knows-its-place", file: "proof/src/canary.ts", text: 'import "@mercusuar/keeper";' },
  { rule: "client-knows-its-place", file: "client/src/canary.ts", text: 'import "mercusuar";' },
  { rule: "server-knows-its-place", file: "server/src/canary.ts", text: 'import "@mercusuar/client";' },
  { rule: "web-knows-its-place", file: "web/src/canary.tsx", text: 'import "mercusuar";' },
  { rule: "no-way-around-the-package-door", file: "keeper/src/canary-path.ts", text: 'import "../../proof/src/canary-inner.ts";' },
  { rule: "no-circular", file: "proof/src/canary-circle.ts", text: 'import "./canary-circle-back.ts";' },
  { rule: "not-to-unresolvable", file: "client/src/canary-lost.ts", text: 'import "./nowhere.ts";' },
];

/** What the faults point at. */
const targets: Record<string, string> = {
  "server/src/access/canary-door.ts": "export {};",
  "server/src/people/canary-inner.ts": "export {};",
  "server/src/cli/canary.ts": "export {};",
  "server/src/customer/canary-clock.ts": "export const now = 1;",
  "server/src/watch/detectors/other/index.ts": "export {};",
  "proof/src/canary-inner.ts": "export {};",
  "proof/src/canary-circle-back.ts": 'import "./canary-circle.ts";',
};

let copy: string;
let cruise: Cruise;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "mercusuar-canary-"));
  copyTree(copy);
  for (const { file, text } of faults) plant(file, `${text}\nexport {};\n`);
  for (const [file, text] of Object.entries(targets)) plant(file, `${text}\n`);
  cruise = runCruise(copy);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("dependency-cruiser sees who knows whom", () => {
  it("cruises every source file, not none", () => {
    const expected = sourceFiles().filter((path) => !/\.test\.tsx?$/.test(path)).length;
    expect(expected).toBeGreaterThan(0);
    expect(cruise.summary.totalCruised).toBeGreaterThanOrEqual(expected);
  });

  it.each(faults)("reports the planted fault against $rule", ({ rule, file }) => {
    const reported = cruise.summary.violations
      .filter(({ from, to }) => from === file || to === file)
      .map((violation) => violation.rule.name);
    expect(reported).toContain(rule);
  });
});

/** The tree as it stands, with packages of the house resolving inside the copy and all others to what is installed. */
function copyTree(to: string): void {
  for (const name of [".dependency-cruiser.cjs", "tsconfig.base.json", "package.json"]) cpSync(join(root, name), join(to, name));
  for (const name of packages) {
    mkdirSync(join(to, name, "src"), { recursive: true });
    cpSync(join(root, name, "package.json"), join(to, name, "package.json"));
    if (existsSync(join(root, name, "src"))) cpSync(join(root, name, "src"), join(to, name, "src"), { recursive: true });
    const door = join(to, name, "src/index.ts");
    if (!existsSync(door)) writeFileSync(door, "export {};\n");
    linkInto(join(to, name), join(root, name, "node_modules"));
  }
  linkInto(to, join(root, "node_modules"));
  mkdirSync(join(to, "node_modules/@mercusuar"), { recursive: true });
  for (const name of ["proof", "keeper", "client", "web"]) symlinkSync(join(to, name), join(to, "node_modules/@mercusuar", name), "dir");
  symlinkSync(join(to, "server"), join(to, "node_modules/mercusuar"), "dir");
}

function linkInto(to: string, modules: string): void {
  if (!existsSync(modules)) return;
  mkdirSync(join(to, "node_modules"), { recursive: true });
  const ours = new Set(["@mercusuar", "mercusuar"]);
  for (const name of readdirSync(modules).filter((entry) => !ours.has(entry) && !entry.startsWith("."))) {
    symlinkSync(join(modules, name), join(to, "node_modules", name), "dir");
  }
}

function plant(file: string, text: string): void {
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function runCruise(cwd: string): Cruise {
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const folders = packages.map((name) => `${name}/src`);
  const args = [program, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (!stdout.startsWith("{")) throw new Error(`dependency-cruiser did not answer: ${stderr}`);
  return JSON.parse(stdout) as Cruise;
}
