/** Builds the pages unless what was built is newer than all they are made of: a second start should be quick. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const madeOf = [
  ...["src", "public", "index.html", "verify.html", "vite.config.ts", "verify.config.ts", "package.json"].map((name) => `web/${name}`),
  ...["client/src", "proof/src", "package-lock.json"],
];
/** The first and the last page that a build makes. */
const built = ["web/dist/index.html", "web/dist/verify.html"].map((page) => join(root, page));

/** Time of the last change, in ms; a folder counts as its youngest file. */
function changedAt(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const youngest = Math.max(...madeOf.map((path) => changedAt(join(root, path))));
if (Math.min(...built.map(changedAt)) <= youngest) {
  const { status } = spawnSync("npm", ["run", "build", "-w", "web"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  process.exitCode = status ?? 1;
}
