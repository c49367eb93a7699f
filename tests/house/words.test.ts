import { describe, expect, it } from "vitest";
import { filesBelow, read, sourceFiles } from "./repository.ts";

/** GLOSSARY.md, column "never call it": one word, one meaning. Access as a chapter's name and "ticket" of other systems are no types of ours. */
const never: Record<string, string> = {
  user: "person",
  users: "person",
  employee: "person",
  employees: "person",
  client: "customer",
  clients: "customer",
  subject: "customer",
  subjects: "customer",
  ticket: "case",
  tickets: "case",
  nda: "pledge",
  audit: "journal",
  vault: "keeper",
  kms: "keeper",
  decoy: "honey record",
  canary: "honey record",
  watermark: "trace code",
  health: "lamp",
  alert: "evening desk",
  alerts: "evening desk",
};

/** Names in which the word means something else, each with its reason. */
const exceptions = new Map<string, string>([
  ["Client", "the HTTP client that integrators install"],
  ["ClientOptions", "settings of that HTTP client"],
]);

/** `pg` calls a connection a client; names that are not ours are not judged. */
const foreign = /^(pg|Pool)/;

interface Name {
  name: string;
  file: string;
}

describe("one word, one meaning", () => {
  it("no exported type bears a word that the glossary forbids", () => {
    expect(exportedTypes().filter(isForbidden)).toEqual([]);
  });

  it("no table or column bears a word that the glossary forbids", () => {
    const names = tablesAndColumns();
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter(isForbidden)).toEqual([]);
  });

  it("every exception is still in use", () => {
    const used = new Set([...exportedTypes(), ...tablesAndColumns()].map(({ name }) => name));
    expect([...exceptions.keys()].filter((name) => !used.has(name))).toEqual([]);
  });
});

function isForbidden({ name }: Name): boolean {
  if (exceptions.has(name) || foreign.test(name)) return false;
  return wordsOf(name).some((word) => word in never);
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);

function exportedTypes(): Name[] {
  const declaration = /^export (?:declare )?(?:abstract )?(?:interface|type|class) (\w+)/gm;
  return sourceFiles().flatMap((file) => [...read(file).matchAll(declaration)].map((match) => ({ name: match[1] ?? "", file })));
}

function tablesAndColumns(): Name[] {
  const migrations = filesBelow("server/src").filter((file) => /\/migrations\/[^/]+\.(ts|sql)$/.test(file));
  return migrations.flatMap((file) =>
    [...read(file).matchAll(/create (?:unlogged )?table (?:if not exists )?([\w.]+) \(([\s\S]*?)\);/gi)].flatMap((table) =>
      columnsOf(file, table),
    ),
  );
}

function columnsOf(file: string, table: RegExpMatchArray): Name[] {
  const constraints = new Set(["check", "primary", "unique", "foreign", "constraint", "exclude"]);
  const parts = splitOutsideParentheses(table[2] ?? "").map((part) => part.trim().split(/\s+/)[0] ?? "");
  const columns = parts.filter((part) => part !== "" && !constraints.has(part.toLowerCase()));
  return [table[1] ?? "", ...columns].map((name) => ({ name, file }));
}

function splitOutsideParentheses(text: string): string[] {
  let depth = 0;
  const marked = [...text].map((letter) => {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    return letter === "," && depth === 0 ? "\u0000" : letter;
  });
  return marked.join("").split("\u0000");
}
