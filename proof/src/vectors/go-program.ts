/** The second opinion in Go (`second-opinion/`): whether this machine can build it, and how. For tests alone. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where Debian's golang-golang-x-mod-dev puts sources. */
const GOPATH = "/usr/share/gocode";
const SOURCE = fileURLToPath(new URL("../../second-opinion/", import.meta.url));

/** Packages of Debian without which it cannot be built. */
export function missingForGo(): string[] {
  return [
    ...(spawnSync("go", ["version"]).error === undefined ? [] : ["golang-go"]),
    ...(existsSync(join(GOPATH, "src/golang.org/x/mod/sumdb/tlog")) ? [] : ["golang-golang-x-mod-dev"]),
  ];
}

export type Ask = (...args: string[]) => { status: number | null; said: string };

/** Builds the program in a directory of the caller's, and asks it. */
export function builtProgram(scratch: string, environment: NodeJS.ProcessEnv): Ask {
  const program = join(scratch, "second-opinion");
  const env = { ...environment, GO111MODULE: "off", GOPATH, GOFLAGS: "", GOCACHE: join(scratch, "cache"), CGO_ENABLED: "0" };
  const built = spawnSync("go", ["build", "-o", program, "."], { cwd: SOURCE, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`go build: ${built.error?.message ?? built.stderr}`);
  return (...args) => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    return { status, said: `${stdout}${stderr}`.trim() };
  };
}
