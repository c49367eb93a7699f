/** Runs the demo and holds its last line against its promise: every misuse found, no innocent accused, the journal verified. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

const data = process.argv[2];
rmSync(data, { recursive: true, force: true });
const args = ["mercusuar", "demo", "--seed", "7", "--json", "--exit", "--data", data];
const { status, stdout } = spawnSync("npx", ["--no-install", ...args], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
  maxBuffer: 1 << 28,
});
const last = stdout.trim().split("\n").at(-1) ?? "";
console.log(last);
if (status !== 0) throw new Error(`the demo ended with ${status}`);
const { planted, innocent, journal } = JSON.parse(last);
const missed = planted.filter(({ found }) => !found);
const accused = innocent.filter((one) => one.accused);
if (planted.length === 0 || missed.length > 0 || accused.length > 0 || !journal.verified) {
  throw new Error(`the demo does not keep its promise: ${JSON.stringify({ missed, accused, journal })}`);
}
