import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { filesBelow, read, root } from "./repository.ts";

const TEXT = /\.(ts|tsx|js|mjs|cjs|json|md|css|html|yml|yaml|sh|grit|svg|csv|txt|cedar)$|\/\.ci\/|^\.(npmrc|gitignore)$/;

/** What must not travel with the project: paths of one machine, hosts of one registry, keys. */
const stains: { what: string; pattern: RegExp }[] = [
  { what: "path of a machine", pattern: /(^|[\s"'`(=:])\/(work|home\/(?!mercusuar\b)[a-z]+|Users|root)\/[\w.-]+/ },
  { what: "host of a registry", pattern: /https?:\/\/[\w.-]*(registry|npmjs|verdaccio|artifactory|nexus)[\w.-]*/i },
  { what: "private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
];

describe("nothing of one machine is in the tree", () => {
  it.each(stains)("no $what in any text file", ({ pattern }) => {
    const stained = textFiles().filter((file) =>
      read(file)
        .split("\n")
        .some((line) => pattern.test(line)),
    );
    expect(stained.filter((file) => file !== "tests/house/clean.test.ts")).toEqual([]);
  });

  it("the lock names no registry", () => {
    expect([...read("package-lock.json").matchAll(/"resolved": "http[^"]*"/g)].map(([line]) => line)).toEqual([]);
  });
});

/** Tracked files where there is a clone; an unpacked archive is searched as it lies. */
function textFiles(): string[] {
  return tracked().filter((file) => TEXT.test(file) && file !== "package-lock.json");
}

function tracked(): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return listed.split("\u0000").filter((file) => file !== "" && filesExist().has(file));
  } catch {
    return [...filesExist()];
  }
}

let existing: Set<string> | undefined;
function filesExist(): Set<string> {
  existing ??= new Set(filesBelow("."));
  return existing;
}
