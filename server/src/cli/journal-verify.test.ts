import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosignerVkeyText } from "@mercusuar/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../tests/harness/ask-cli.ts";
import { startKeeper } from "../journal/start-keeper.ts";
import { realClock } from "../platform/clocks.ts";

describe("mercusuar journal verify, asked by somebody who kept something", () => {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-verify-"));
  const [data, earlier] = [join(dir, "data"), join(dir, "earlier")];
  const keep = (name: string, text: string): string => {
    writeFileSync(join(dir, name), text);
    return name;
  };

  beforeAll(async () => {
    const open = () => startKeeper({ dataDir: data, keysDir: join(dir, "keys"), clock: realClock() });
    const write = async () => {
      const keeper = await open();
      await keeper.append({ typ: "operator", body: { command: "test" } });
      await keeper.close();
    };
    await write();
    cpSync(join(data, "journal"), join(earlier, "journal"), { recursive: true });
    keep("old", readFileSync(join(data, "journal", "checkpoint"), "utf8"));
    await write();
    keep("new", readFileSync(join(data, "journal", "checkpoint"), "utf8"));
  }, 60_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  async function verify(...args: string[]) {
    const { exit, out, err } = await askCli(["journal", "verify", ...args, "--json"], { data, cwd: dir });
    return { exit, code: out === "" ? undefined : JSON.parse(out).code, out, err };
  }

  it("is whole beside every checkpoint that was kept, and young enough", async () => {
    expect(await verify("data")).toMatchObject({ exit: 0, code: "OK" });
    expect(await verify("data", "--known", "old", "new", "--max-age", "1h", "--max-gap", "8h")).toMatchObject({ exit: 0, code: "OK" });
  });

  it("is rolled back where a kept checkpoint is ahead of it", async () => {
    expect(await verify("earlier")).toMatchObject({ exit: 0 });
    expect(await verify("earlier", "--known", "new")).toMatchObject({ exit: 1, code: "E_ROLLBACK" });
  });

  it("is rolled back where one of many checkpoints in a file is ahead of it", async () => {
    const text = (name: string) => readFileSync(join(dir, name), "utf8");
    keep("both", `${text("old")}\n${text("new")}\n`);
    expect(await verify("data", "--known", "both")).toMatchObject({ exit: 0 });
    expect(await verify("earlier", "--known", "both")).toMatchObject({ exit: 1, code: "E_ROLLBACK" });
  });

  it("is too old where nothing is young enough", async () => {
    expect(await verify("data", "--max-age", "0s")).toMatchObject({ exit: 3, code: "E_STALE" });
  });

  it("has no quorum where the policy asks for a witness who has not signed", async () => {
    const vkey = readFileSync(join(data, "journal", "vkey"), "utf8").trim();
    const witness = cosignerVkeyText("witness.example", randomBytes(32));
    keep("policy", `log ${vkey}\nwitness auditor ${witness}\nquorum auditor\n`);
    expect(await verify("data", "--policy", "policy")).toMatchObject({ exit: 2, code: "E_QUORUM" });
  });

  it("says which option is wrong and what is expected, and verifies nothing", async () => {
    for (const [args, what] of [
      [["--known", "nowhere"], /--known .*nowhere.*ENOENT/],
      [["--policy", keep("spoiled", "quorum nobody\n")], /--policy spoiled: policy, line 1/],
      [["--max-age", "soon"], /--max-age soon: .*2m/],
      [["--max-gap", "long"], /--max-gap long: .*2m/],
      [["--max-gap", "59s"], /--max-gap 59s: .*60s/],
    ] as const) {
      const { exit, err, out } = await verify("data", ...args);
      expect([exit, out]).toEqual([2, ""]);
      expect(err).toMatch(what);
    }
  });
});
