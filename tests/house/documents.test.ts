import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow, read, readJson, root } from "./repository.ts";

const milestone = ["R1", "R3", "R4", "R10", "R18", "R28", "R29", "R32", "R34", "R36", "R37", "R38", "R39", "R40", "R44", "R72", "R102"];
const readmes = ["README.md", "README.id.md"];
const documents = filesBelow(".").filter((file) => file.endsWith(".md"));

describe("the law of the house", () => {
  it.each(milestone)("%s has a row in docs/law/requirements.md whose test exists and names it", (id) => {
    const row = read("docs/law/requirements.md")
      .split("\n")
      .find((line) => line.startsWith(`| ${id} |`));
    const tests = [...(row ?? "").matchAll(/`([^`]+\.test\.tsx?)`/g)].map((match) => match[1] ?? "");
    expect(tests, `${id} names no test`).not.toEqual([]);
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    expect(tests.some((file) => new RegExp(`\\b${id}\\b`).test(read(file)))).toBe(true);
  });
});

describe("the documents say what is there", () => {
  it.each(readmes)("every npm script that %s names exists", (file) => {
    const scripts = Object.keys(readJson<{ scripts: Record<string, string> }>("package.json").scripts);
    const builtIn = new Set(["ci", "install", "start", "test"]);
    const named = [...read(file).matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !scripts.includes(name) && !builtIn.has(name))).toEqual([]);
  });

  it.each(readmes)("every mercusuar command that %s names is one of the program", (file) => {
    const commands = [...read(file).matchAll(/npx mercusuar ([a-z]+)/g)].map((match) => match[1] ?? "");
    const program = filesBelow("server/src")
      .filter((path) => path.endsWith(".ts"))
      .map(read)
      .join("\n");
    expect(commands.filter((name) => !new RegExp(`name: ["'\`]${name}\\b`).test(program))).toEqual([]);
  });

  it.each(documents)("links of %s lead somewhere", (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  it("every page of threats names a test that exists", () => {
    const pages = filesBelow("docs/threats").filter((file) => !file.endsWith("README.md"));
    const lame = pages.filter(
      (file) => ![...read(file).matchAll(/`([^`]+\.test\.ts)`/g)].some((match) => existsSync(join(root, match[1] ?? ""))),
    );
    expect(pages.length).toBeGreaterThan(0);
    expect(lame).toEqual([]);
  });

  it("every package with sources is built by the root", () => {
    const references = readJson<{ references: { path: string }[] }>("tsconfig.json").references.map(({ path }) => path);
    const wanted = ["proof", "keeper", "server", "client"].filter((name) => existsSync(join(root, name, "src/index.ts")));
    expect(wanted.filter((name) => !references.includes(name))).toEqual([]);
  });
});
