import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { savedNotes } from "@mercusuar/proof";
import { verifyCommand } from "@mercusuar/proof/node";
import { expect, it } from "vitest";
import { realClock } from "../../platform/clocks.ts";
import { startKeeper } from "../start-keeper.ts";
import { checkpointLine } from "./published-checkpoint.ts";

it("the checkpoint on paper is one line without spaces, and convicts a journal that lost what came before it", async () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-line-"));
  const [data, other] = [join(dir, "data"), join(dir, "other")];
  try {
    expect(await checkpointLine(data)).toBeUndefined();
    for (const house of [data, other])
      await (await startKeeper({ dataDir: house, keysDir: join(dir, `keys-${house === data}`), clock: realClock() })).close();
    const { size = 0, line = "" } = (await checkpointLine(data)) ?? {};
    expect([size > 0, line]).toEqual([true, expect.stringMatching(/^[\w:-]{100,600}$/)]);
    expect(await verifyCommand(data, { known: savedNotes(line) })).toMatchObject({ exit: 0 });
    expect(await verifyCommand(other, { known: savedNotes(line) })).toMatchObject({ exit: 1 });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 60_000);
