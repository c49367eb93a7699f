import { expect, it } from "vitest";
import { logKeyLines } from "./keys-status.ts";

it("two log keys are said to sign until their day, and from then on that the old one is to be ended", () => {
  const log = { vkey: "log+old", next: "log+new", until: "2026-12-01T00:00:00.000Z" };
  const said = (now: string): string => logKeyLines(log, new Date(now)).join("\n");
  expect(said("2026-11-30T23:59:59Z")).toContain("both sign until 2026-12-01");
  expect(said("2026-12-01T00:00:00Z")).toContain("has been over since 2026-12-01; end it now");
  expect(said("2026-12-01T00:00:00Z")).toContain("mercusuar keys rotate-log --end");
  expect(logKeyLines({ vkey: "log+old" }, new Date("2026-12-01T00:00:00Z"))).toEqual(["Kunci pemeriksa · verifier key: log+old"]);
});
