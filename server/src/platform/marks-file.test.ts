import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MarksFile } from "./marks-file.ts";

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 22, hour));

describe("a file of marks", () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), "mercusuar-marks-")), "keys", "ended");
  });
  afterEach(() => rmSync(join(path, "../.."), { recursive: true, force: true }));

  it("knows after a restart what it was told, the later instant, until it need not; names nobody and is nobody else's to read", () => {
    const first = new MarksFile(path, at(8));
    first.add([{ kind: "sessions", id: "rina", at: at(7), until: at(10) }]);
    first.add([{ kind: "sessions", id: "rina", at: at(8), until: at(10) }]);
    first.add([{ kind: "sessions", id: "rina", at: at(6), until: at(10) }]);
    first.add([{ kind: "password", id: "rina", at: at(8) }]);
    const next = new MarksFile(path, at(9));
    expect([next.at("sessions", "rina"), next.at("password", "rina"), next.at("link", "rina")]).toEqual([+at(8), +at(8), undefined]);
    const later = new MarksFile(path, at(11));
    expect([later.at("sessions", "rina"), later.at("password", "rina")]).toEqual([undefined, +at(8)]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).not.toContain("rina");
  });

  it("loses nothing to a line that a crash cut short", () => {
    new MarksFile(path, at(8)).add([{ kind: "session", id: "a", at: at(8) }]);
    appendFileSync(path, `${+at(8)} - ${"b".repeat(20)}`);
    new MarksFile(path, at(8)).add([{ kind: "session", id: "c", at: at(8) }]);
    const next = new MarksFile(path, at(8));
    expect([next.at("session", "a"), next.at("session", "c")]).toEqual([+at(8), +at(8)]);
  });
});
