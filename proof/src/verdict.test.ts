import { describe, expect, it } from "vitest";
import { exitOf, type FaultCode, verdict, wordsOf } from "./verdict.ts";

const CLAIMED = { size: 1, root: "", origin: "example/log" };
const codeOf = (...codes: FaultCode[]) =>
  verdict(
    CLAIMED,
    codes.map((code) => ({ code })),
  ).code;

describe("the verdict over many findings", () => {
  it("is the gravest of them, in whatever order they were found", () => {
    expect(codeOf("E_CHECKPOINT", "E_ROLLBACK")).toBe("E_ROLLBACK");
    expect(codeOf("E_KEY", "E_ROOT", "E_ROTATED")).toBe("E_ROOT");
    expect(codeOf("E_TILE", "E_ROOT", "E_SCHEMA")).toBe("E_ROOT");
    expect(codeOf()).toBe("OK");
  });

  const tampered: FaultCode[] = [
    "E_SIG",
    "E_ORIGIN",
    "E_BUNDLE",
    "E_ROOT",
    "E_FORK",
    "E_ROLLBACK",
    "E_SCHEMA",
    "E_TIME",
    "E_TILE",
    "E_CHECKPOINT",
  ];
  const untold: FaultCode[] = ["E_KEY", "E_ROTATED", "E_QUORUM", "E_MISSING", "E_GAP", "E_STAMP", "E_STALE"];

  it.each(tampered)("of %s beside anything that cannot be told is tampered", (code) => {
    for (const other of untold) expect(exitOf(codeOf(other, code))).toBe(1);
  });

  it("has words for each code", () => {
    for (const code of [...tampered, ...untold]) expect(wordsOf(code)).toEqual({ id: expect.any(String), en: expect.any(String) });
  });
});
