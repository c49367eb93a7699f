import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

interface EmptyCluster {
  makeEmptyCluster(): Promise<void>;
  copyEmptyCluster(dir: string): void;
}

/** Plain JavaScript, also here. */
const BIN = new URL("../../bin/empty-cluster.js", import.meta.url).href;
const BUILT = fileURLToPath(new URL("../../dist/empty-cluster", import.meta.url));
const modeOf = (path: string): number => statSync(path).mode & 0o777;

it("the empty cluster may be read by a server that another person installed, its copy by its owner alone", async () => {
  const { makeEmptyCluster, copyEmptyCluster }: EmptyCluster = await import(BIN);
  await makeEmptyCluster();
  const clusters = readdirSync(BUILT).filter((name) => !name.startsWith("making-"));
  const shut = clusters
    .flatMap((name) => [name, ...readdirSync(join(BUILT, name), { recursive: true }).map((path) => join(name, String(path)))])
    .filter((path) => (modeOf(join(BUILT, path)) & 0o004) === 0);
  expect(shut).toEqual([]);
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-cluster-"));
  try {
    copyEmptyCluster(join(dir, "db"));
    expect(modeOf(join(dir, "db"))).toBe(0o700);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
