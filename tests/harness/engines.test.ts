import { existsSync } from "node:fs";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { engines } from "./engines.ts";

const postgres = engines.find((engine) => engine.name === "postgres");

describe("the engines on which tests run", () => {
  it.each(engines)("$name gives a directory of its own and takes it away again", async (engine) => {
    const open = await engine.open();
    expect(existsSync(open.dataDir)).toBe(true);
    await open.close();
    expect(existsSync(open.dataDir)).toBe(false);
  });

  it("each call of postgres gives a fresh database on a real server", async () => {
    const names = await Promise.all([1, 2].map(databaseName));
    expect(new Set(names).size).toBe(2);
  });
});

async function databaseName(): Promise<string> {
  const open = await postgres?.open();
  if (!open?.url) throw new Error("postgres gives no URL");
  const connection = new pg.Client({ connectionString: open.url });
  await connection.connect();
  const { rows } = await connection.query<{ name: string }>("select current_database() as name");
  await connection.end();
  await open.close();
  return rows[0]?.name ?? "";
}
