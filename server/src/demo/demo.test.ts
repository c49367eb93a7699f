import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoResult } from "./run-demo.ts";
import { runDemo } from "./run-demo.ts";

const A_WHOLE_DAY = 10 * 60_000;
const silent = { to: () => undefined, end: () => undefined };

describe("a day on which nobody misuses anything", () => {
  let dir: string;
  let result: DemoResult;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "mercusuar-demo-test-"));
    const around = {
      settings: { host: "127.0.0.1", port: 0 },
      out: { line: () => undefined },
      progress: () => silent,
      signal: new AbortController().signal,
    };
    ({ result } = await runDemo({ seed: 11, plants: false, dataDir: join(dir, "data"), exit: true }, around));
  }, A_WHOLE_DAY);
  afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));

  it("is found to hold none, and nobody is refused", () => {
    expect(result.planted.filter(({ found }) => found)).toEqual([]);
    expect(result.planted).toHaveLength(13);
    expect(result.looks.refused).toBe(0);
  });

  it("still leaves honest looks without evidence on the desk, and accuses no innocent", () => {
    expect(result.unexplained / result.looks.allowed).toBeGreaterThanOrEqual(0.03);
    expect(result.innocent.filter(({ accused }) => accused)).toEqual([]);
  });

  it("draws over every row about a look before it is shown, and asks of nobody more than one question a day", () => {
    expect(result.reviews.undrawn).toBe(0);
    expect(result.reviews.drawn).toBeGreaterThan(0);
    expect(result.reviews.asked).toBeGreaterThan(0);
    expect(result.questions.asked).toBeGreaterThan(0);
    expect(result.questions.median).toBeLessThanOrEqual(1);
  });
});
