import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, packages, root } from "./repository.ts";

const doors = packages.flatMap((name) => filesBelow(`${name}/src`)).filter((path) => /^[^/]+\/src\/([^/]+\/)?(index|node)\.ts$/.test(path));
const program = ts.createProgram(
  doors.map((path) => join(root, path)),
  { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true },
);
const checker = program.getTypeChecker();

/** Functions, constants and classes that a door lets out without a word; types speak by their members. */
function silentBehind(door: string): string[] {
  const file = program.getSourceFile(join(root, door));
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) return [];
  return checker
    .getExportsOfModule(module)
    .map((one) => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one))
    .filter(({ flags }) => flags & ts.SymbolFlags.Value)
    .filter((one) => one.getDocumentationComment(checker).length + one.getJsDocTags(checker).length === 0)
    .map(({ name }) => name);
}

describe("the doors of the house", () => {
  it("are found, and the compiler knows them", () => {
    expect(doors.length).toBeGreaterThan(10);
    expect(doors.filter((door) => !existsSync(join(root, door)) || program.getSourceFile(join(root, door)) === undefined)).toEqual([]);
  });

  it.each(doors)("%s says of everything that can be called or read there what it is", (door) => {
    expect(silentBehind(door)).toEqual([]);
  });
});
