/**
 * `demo.mjs DIR SEED...`: runs the demo once with each seed and holds its last line against its promise: every misuse found, no innocent accused,
 * all drawn over, at most one question a day, the journal verified.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

const [data, ...seeds] = process.argv.slice(2);
if (!data || seeds.length === 0) throw new Error("expected a directory of its own and one seed or more");
const broken = seeds.flatMap((seed) => breaches(seed).map((what) => `seed ${seed}: ${what}`));
if (broken.length > 0) throw new Error(`the demo does not keep its promise:\n${broken.join("\n")}`);

function breaches(seed) {
  for (const dir of [data, `${data}-keys`]) rmSync(dir, { recursive: true, force: true });
  const args = ["mercusuar", "demo", "--seed", seed, "--json", "--exit", "--data", data];
  const { status, stdout } = spawnSync("npx", ["--no-install", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  console.log(last);
  if (status !== 0) return [`ended with ${status}`];
  const { planted, innocent, journal, reviews, questions } = JSON.parse(last);
  return [
    ...(planted.length === 0 ? ["nothing planted"] : []),
    ...planted.filter(({ found }) => !found).map(({ kind }) => `${kind} not found`),
    ...innocent.filter(({ accused }) => accused).map(({ kind }) => `${kind} accused`),
    ...(reviews.undrawn > 0 ? [`${reviews.undrawn} rows that no draw was over`] : []),
    ...(questions.median > 1 ? [`${questions.median} questions a day in the middle`] : []),
    ...(journal.verified ? [] : ["journal not verified"]),
  ];
}
