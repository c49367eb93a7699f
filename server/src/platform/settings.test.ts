import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSettings, SettingsError } from "./settings.ts";

const cwd = mkdtempSync(join(tmpdir(), "mercusuar-settings-"));
afterAll(() => rmSync(cwd, { recursive: true }));

describe("settings", () => {
  it("have working defaults: this machine only, keys beside the data", () => {
    expect(readSettings({ flags: {}, env: {}, cwd })).toEqual({
      data: join(cwd, ".mercusuar"),
      keys: join(cwd, ".mercusuar-keys"),
      host: "127.0.0.1",
      port: 4410,
      logLevel: "warn",
      sessionHours: 12,
      quota: 60,
      lampGrace: 24,
      sanctionMonths: 6,
      reprisalMonths: 12,
      noteMonths: 12,
      controlDays: 7,
      remindEvery: 90,
      breakGlassMinutes: 15,
      feedGrace: 24,
      breakGlass: "ask",
    });
  });

  it("go by flag before environment before file", () => {
    const data = mkdtempSync(join(cwd, "data-"));
    writeFileSync(join(data, "settings.json"), JSON.stringify({ port: 1, quota: 2, sessionHours: 3 }));
    const env = { MERCUSUAR_PORT: "10", MERCUSUAR_QUOTA: "20" };
    expect(readSettings({ flags: { data, port: "100" }, env, cwd })).toMatchObject({ port: 100, quota: 20, sessionHours: 3 });
  });

  it("name all mistakes at once", () => {
    const data = mkdtempSync(join(cwd, "data-"));
    writeFileSync(join(data, "settings.json"), JSON.stringify({ prot: 1 }));
    const read = () =>
      readSettings({
        flags: { data, port: "99999", keys: join(data, "keys") },
        env: { MERCUSUAR_QUOTA: "many", DATABASE_URL: "mysql://x" },
        cwd,
      });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(/prot[\s\S]*--port[\s\S]*MERCUSUAR_QUOTA[\s\S]*postgres:[\s\S]*outside the data directory/);
  });

  it("tell each mistake in both languages", () => {
    const data = mkdtempSync(join(cwd, "data-"));
    try {
      readSettings({ flags: { data, port: "99999", keys: join(data, "keys"), logLevel: "loud" }, env: { MERCUSUAR_QUOTA: "many" }, cwd });
      expect.unreachable();
    } catch (error) {
      const { mistakes, message } = error as SettingsError;
      expect(mistakes).toHaveLength(4);
      for (const line of [message.split("\n")[0], ...mistakes]) expect(line).toMatch(/.+ · .+/);
    }
  });

  it("refuse keys inside the data directory by whatever way they come there", () => {
    const data = mkdtempSync(join(cwd, "data-"));
    const link = join(cwd, "looks-apart");
    symlinkSync(data, link);
    for (const keys of [data, join(data, "a", "b"), join(link, "keys"), join(data, "..", basename(data), "keys"), join(data, "..keys")])
      expect(() => readSettings({ flags: { data, keys }, env: {}, cwd }), keys).toThrow(/salinan data[\s\S]*copy of the data/);
    for (const keys of [`${data}-keys`, join(cwd, "..keys"), "/elsewhere"])
      expect(readSettings({ flags: { data, keys }, env: {}, cwd }).keys).toBe(keys);
  });

  it("take secrets from a file or the environment, never from a flag", () => {
    const file = join(cwd, "url");
    writeFileSync(file, "postgres://a@b/c\n");
    expect(readSettings({ flags: { databaseUrl: "postgres://seen/by-all" }, env: {}, cwd }).databaseUrl).toBeUndefined();
    expect(readSettings({ flags: { databaseUrlFile: file }, env: {}, cwd }).databaseUrl).toBe("postgres://a@b/c");
  });
});
