import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { keeperMain, type SealResult, startWitness } from "@mercusuar/keeper";
import { afterEach, describe, expect, it, vi } from "vitest";
import { realClock } from "../platform/clocks.ts";
import type { Database } from "../platform/database.ts";
import { lampOf } from "./lamp.ts";
import { type RunningKeeper, startKeeper } from "./start-keeper.ts";

const noDatabase = { query: () => Promise.reject(new Error("not asked")) } as unknown as Database;

describe("a house whose witnesses have been away for longer than the set grace", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-grace-"));
  const house = { dataDir: join(dir, "data"), keysDir: join(dir, "keys"), clock: realClock() };
  let keeper: RunningKeeper | undefined;
  afterEach(async () => {
    await keeper?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("is told by the lamp why it opens no full value, and answers 503 for it", async () => {
    const [main, later] = [join(dir, "later.mjs"), join(dir, "later")];
    const clock = `const now = Date.now; Date.now = () => now() + (fs.existsSync(${JSON.stringify(later)}) ? 240_000 : 0);`;
    writeFileSync(main, `import fs from "node:fs";\n${clock}\nawait import(${JSON.stringify(pathToFileURL(keeperMain).href)});`);
    await (await startKeeper(house)).close();
    const logs = [join(house.dataDir, "journal", "vkey")];
    const witness = await startWitness({ data: join(dir, "w"), logs, host: "127.0.0.1", port: 0 }, () => undefined);
    const policy = join(dir, "policy");
    writeFileSync(policy, `witness auditor ${witness.vkey} ${witness.url}\nquorum auditor\n`);
    keeper = await startKeeper({ ...house, main, witnesses: policy, grace: 3 });
    const claims = { act: "p1", dec: "allow" as const, rsn: [], pur: "care", own: true };
    const fields = [{ id: "phone", ver: 1, value: "081234567890" }];
    const person = { kind: "person" as const, id: "p1", fields: [], index: [] };
    const sealed = await keeper.seal({ claims, holders: [person, { kind: "customer", id: "c1", fields, index: [] }] });
    const [who, holder] = (sealed as SealResult).holders;
    const look = (mask: "full" | "last4") => ({
      claims: { ...claims, wrap: who?.wrap ?? "" },
      holder: { kind: "customer" as const, id: "c1", wrap: holder?.wrap ?? "" },
      fields: [{ id: "phone", ver: 1, ct: holder?.fields.phone ?? "", mask }],
    });
    await vi.waitUntil(() => keeper?.pulse.status?.cosigned, { timeout: 20_000 });
    expect(await lampOf(noDatabase, keeper)).toMatchObject({ lit: true, witnesses: [{ name: "auditor", state: "ok" }] });
    expect(await keeper.look(look("full"))).toMatchObject({ ok: true });
    await witness.close();
    writeFileSync(later, "");
    await vi.waitUntil(() => keeper?.pulse.status?.unwitnessed, { timeout: 20_000 });
    await expect(keeper.look(look("full"))).rejects.toMatchObject({ status: 503, code: "keeper-down", why: "unwitnessed" });
    expect(await keeper.look(look("last4"))).toMatchObject({ ok: true });
    expect(await lampOf(noDatabase, keeper)).toMatchObject({
      lit: false,
      keeper: "up",
      why: { en: expect.stringContaining("away for too long") },
    });
  });
});
