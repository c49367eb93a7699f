import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SettingsError } from "../../platform/settings.ts";
import { readConnectors } from "./read-connectors.ts";

const dir = mkdtempSync(join(tmpdir(), "connectors-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(connectors: unknown): string {
  const path = join(dir, "connectors.json");
  writeFileSync(path, JSON.stringify({ connectors }));
  return path;
}
const mistakesOf = (connectors: unknown, env: NodeJS.ProcessEnv = {}): string[] => {
  try {
    readConnectors(file(connectors), env);
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
  return [];
};
const whatsapp = { name: "wa", uses: "whatsapp_cloud", url: "https://graph.example/v26.0", account: "1065", secretVariable: "WA_TOKEN" };

describe("the file of connectors", () => {
  it("gives each way under its name, with its secret from a file or the environment", () => {
    writeFileSync(join(dir, "token"), "rahasia\n");
    const { ways } = readConnectors(
      file([whatsapp, { name: "telepon", uses: "call_http", url: "http://127.0.0.1:8088/call", secretFile: "token", timeoutSeconds: 5 }]),
      { WA_TOKEN: "meta" },
    );
    expect([...ways.keys()]).toEqual(["wa", "telepon"]);
    expect(ways.get("wa")?.means).toMatchObject({ secret: "meta", timeout: 10_000, settings: { account: "1065" } });
    expect(ways.get("telepon")?.means).toMatchObject({ secret: "rahasia", timeout: 5_000 });
  });

  it("tells all mistakes at once: unencrypted ways out of this host, missing secrets, unknown words, a name twice", () => {
    const mistakes = mistakesOf([
      { ...whatsapp, url: "http://graph.example/v26.0" },
      whatsapp,
      { ...whatsapp, account: "" },
      { name: "Surel", uses: "mail_smtp", url: "smtp://localhost", from: "a@b.example", token: "x" },
      { name: "lain", uses: "fax" },
    ]);
    for (const part of [
      "connectors[0]: url",
      "connectors[0]: secretVariable: WA_TOKEN",
      "connectors[2]: account",
      "connectors[3]: name",
      "connectors[4]: uses",
    ])
      expect(mistakes.some((one) => one.includes(part))).toBe(true);
    expect(mistakesOf([whatsapp, whatsapp], { WA_TOKEN: "x" })).toEqual([expect.stringContaining("is taken")]);
    expect(mistakesOf([{ ...whatsapp, secret: "in the file" }], { WA_TOKEN: "x" })).toEqual([
      expect.stringContaining("secret: tidak dikenal"),
    ]);
  });

  it("does not go on where certificates would not be verified", () => {
    expect(mistakesOf([whatsapp], { WA_TOKEN: "x", NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toEqual([expect.stringContaining("NODE_TLS")]);
  });
});
