import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { RowError } from "../platform/csv.ts";
import { errorText } from "./error-text.ts";
import { inIndonesian, rowErrorText } from "./row-error-text.ts";

const SOURCE = fileURLToPath(new URL("..", import.meta.url));
/** Where files are read row by row. */
const CHAPTERS = ["platform", "people", "records", "access", "watch", "cli"];
/** Forms and words for machines, acts of two persons among them: the same in both languages. */
const NO_WORDS = /^(?:YYYY-MM-DD|name@domain\.tld|mistake|destroy|rotate|reset-password|honey|prune|looks|links|1?)$/;
const TELLERS = new Set(["RowError", "bad", "fault"]);
const PARTS = new Set(["what", "expected"]);

/** Every text of the source that becomes what is wrong in a row, or what is expected; `1` stands for what is filled in. */
function toldIn(file: string): string[] {
  const told: string[] = [];
  const keep = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    if (ts.isConditionalExpression(node)) return void [node.whenTrue, node.whenFalse].forEach(keep);
    if (ts.isStringLiteralLike(node)) told.push(node.text);
    if (ts.isTemplateExpression(node)) told.push(node.head.text + node.templateSpans.map(({ literal }) => `1${literal.text}`).join(""));
  };
  const visit = (node: ts.Node): void => {
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && TELLERS.has(node.expression.getText(source)))
      node.arguments?.slice(-2).forEach(keep);
    if (ts.isPropertyAssignment(node) && PARTS.has(node.name.getText(source))) keep(node.initializer);
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  visit(source);
  return told;
}

describe("a row error as the operator reads it", () => {
  it("says in both languages where, what is wrong and what is expected", () => {
    const error = new RowError(3, "nik", "15 digits", "16 digits");
    expect(errorText(error)).toBe("baris 3, kolom nik: 15 digit; seharusnya: 16 digit · row 3, column nik: 15 digits; expected: 16 digits");
    expect(rowErrorText({ row: 0, column: "", what: "the file is empty", expected: "a header line and rows" })).toMatch(
      /^berkas kosong; seharusnya: baris judul dan baris data · the file is empty/,
    );
    expect(rowErrorText({ row: 0, column: "--office", what: "no such office", expected: "an office id" })).toMatch(
      /^--office: kantor ini tidak ada; .* · --office: no such office/,
    );
    expect(inIndonesian("day 31 of month 2")).toBe("tanggal 31 bulan 2");
  });

  it("has Indonesian for whatever a chapter may say of a row", () => {
    const files = CHAPTERS.flatMap((chapter) =>
      readdirSync(join(SOURCE, chapter), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
        .map((name) => join(SOURCE, chapter, name)),
    );
    const told = files.flatMap(toldIn);
    expect(told.length).toBeGreaterThan(120);
    expect([...new Set(told.filter((text) => !NO_WORDS.test(text) && inIndonesian(text) === undefined))]).toEqual([]);
  });
});
