import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type CsvRow, RowError, readCsv, rowErrors } from "./csv.ts";

const dir = mkdtempSync(join(tmpdir(), "mercusuar-csv-"));
afterAll(() => rmSync(dir, { recursive: true }));

async function rowsOf(content: string | Buffer, columns?: string[]): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(Readable.from([Buffer.from(content)]), columns ? { columns } : {})) rows.push(row);
  return rows;
}

describe("a CSV file", () => {
  it("is read by its header, with a byte order mark and semicolons too", async () => {
    expect(await rowsOf("\ufeffnama;kota\nSiti;Sumbawa\n")).toEqual([{ line: 2, row: { nama: "Siti", kota: "Sumbawa" } }]);
  });

  it("may be packed", async () => {
    const file = join(dir, "a.csv.gz");
    writeFileSync(file, gzipSync("a,b\n1,2\n"));
    const rows: CsvRow[] = [];
    for await (const row of readCsv(file)) rows.push(row);
    expect(rows).toEqual([{ line: 2, row: { a: "1", b: "2" } }]);
  });

  it("with one row of too few fields loses only that row, which is named", async () => {
    const rows = await rowsOf("a,b\n1,2\n3\n4,5\n");
    expect(rows.map(({ fault }) => fault?.message)).toEqual([
      undefined,
      "row 3: 1 fields; expected: 2 fields, as in the header",
      undefined,
    ]);
  });

  it.each([
    ["not UTF-8", Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0xfe, 0x2c, 0x31, 0x0a]), /not UTF-8/],
    ["an open quotation mark", 'a,b\n"1,2\n', /never closed/],
    ["a field of two megabytes", `a,b\n${"x".repeat(2 * 1024 * 1024)},1\n`, /more than 1 MB/],
    ["a column twice", "a,a\n1,2\n", /stands twice/],
    ["nothing", "", /empty/],
  ])("of %s is refused by name", async (_, content, message) => {
    await expect(rowsOf(content)).rejects.toThrow(message);
    await expect(rowsOf(content)).rejects.toBeInstanceOf(RowError);
  });

  it("without a needed column says which", async () => {
    await expect(rowsOf("a,b\n1,2\n", ["a", "login"])).rejects.toThrow(/login.*missing in the header/);
  });

  it("with a misspelt column says so where only known ones are taken", async () => {
    const read = async (header: string) => {
      for await (const row of readCsv(Readable.from([Buffer.from(`${header}\n1,2\n`)]), { columns: ["login"], optional: ["note"] }))
        return row.row;
    };
    expect(await read("login,note")).toEqual({ login: "1", note: "2" });
    await expect(read("login,nota")).rejects.toThrow(/column nota: no column of this kind.*login, note/);
  });

  it("that does not exist is named", async () => {
    await expect(readCsv(join(dir, "none.csv")).next()).rejects.toThrow(/does not exist/);
  });

  it("has its row errors written to a file of their own, and no file without errors", async () => {
    const none = rowErrors(join(dir, "none-errors.csv"));
    await none.end();
    const some = rowErrors(join(dir, "errors.csv"));
    some.add(new RowError(7, "nik", "15 digits", "16 digits"));
    await some.end();
    expect(existsSync(join(dir, "none-errors.csv"))).toBe(false);
    expect(readFileSync(join(dir, "errors.csv"), "utf8")).toBe("row,column,what,expected\n7,nik,15 digits,16 digits\n");
  });

  it("a file of row errors that cannot be written is a fault of its writer, not the end of the server", async () => {
    const errors = rowErrors(join(dir, "nowhere", "errors.csv"));
    for (let row = 2; row < 20_000; row++) {
      errors.add(new RowError(row, "nik", "15 digits", "16 digits"));
      // Rows come as the disk gives them: the fault is there before the file has ended.
      if (row % 1000 === 0) await readdir(dir);
    }
    await expect(errors.end()).rejects.toMatchObject({ code: "ENOENT", path: join(dir, "nowhere", "errors.csv") });
    expect(errors.count).toBe(19_998);
  });
});
