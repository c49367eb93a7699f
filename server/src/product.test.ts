import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { MIGRATIONS, openProduct } from "./product.ts";

const home = mkdtempSync(join(tmpdir(), "mercusuar-product-"));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
const dataDir = join(home, "data");
const MORNING = new Date("2026-07-13T00:00:00.000Z");

describe("a data directory", () => {
  it("serves one process: the second is refused by name and harms nothing", async () => {
    const first = await openProduct({ dataDir, scryptCost: 1024, simulatedFrom: MORNING });
    await expect(openProduct({ dataDir })).rejects.toThrow(/another Mercusuar process uses .*--data/);
    await expect(openProduct({ dataDir })).rejects.toThrow(/proses Mercusuar lain .* sedang mulai.* · .* just starting, wait/);
    expect((await first.people.newestTerms())?.version).toBe(1);
    await first.close();
  });

  it("is not opened with the keys inside it, and nothing is made of it", async () => {
    const other = join(home, "other");
    for (const keysDir of [join(other, "keys"), other])
      await expect(openProduct({ dataDir: other, keysDir })).rejects.toThrow(/kunci harus di luar[\s\S]*outside the data directory/);
    expect(existsSync(other)).toBe(false);
  });

  it("keeps its keys outside, closed to others", () => {
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect([mode(dataDir), mode(`${dataDir}-keys`), mode(join(`${dataDir}-keys`, "server.key"))]).toEqual([0o700, 0o700, 0o600]);
    expect(readFileSync(join(`${dataDir}-keys`, "server.key"), "utf8")).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  });

  it("goes on at the second start: same story, same people, nothing published twice", async () => {
    const first = await openProduct({ dataDir });
    const { id } = await first.people.addOffice({ name: "Kantor Pusat", kind: "head", timeZone: "Asia/Jakarta" });
    first.story?.set(new Date("2026-07-14T00:00:00.000Z"));
    await first.close();
    const second = await openProduct({ dataDir });
    expect(second.simulated).toBe(true);
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse("2026-07-14T00:00:00.000Z"));
    expect(await second.people.office(id)).toMatchObject({ label: "WIB" });
    expect((await second.people.newestTerms())?.version).toBe(1);
    await second.close();
  });

  it("does not go back in its story behind what happened, however old the note of where it stood", async () => {
    const first = await openProduct({ dataDir });
    const later = new Date("2026-07-15T03:00:00.000Z");
    first.story?.set(later);
    await first.people.addOffice({ name: "Kantor Baru", kind: "head", timeZone: "Asia/Jakarta" });
    await first.close();
    writeFileSync(join(dataDir, "story.json"), JSON.stringify({ at: MORNING.toISOString() }));
    const second = await openProduct({ dataDir });
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(later.getTime());
    await second.close();
  });
});

describe("the schema", () => {
  it("is laid chapter by chapter, and within a chapter by the numbers of its steps", () => {
    const ids = MIGRATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const chapters = [...new Set(ids.map((id) => id.split("/")[0]))];
    expect(ids).toEqual(chapters.flatMap((chapter) => ids.filter((id) => id.startsWith(`${chapter}/`)).sort()));
  });
});
