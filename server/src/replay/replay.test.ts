import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReplayResult, replayLog } from "./replay-log.ts";

const SOME_TIME = 180_000;
const event = (name: string, who: string, at: string, transition = "COMPLETE"): string =>
  `<event><string key="org:resource" value="${who}"/><string key="lifecycle:transition" value="${transition}"/><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${at}+01:00"/></event>`;
const trace = (id: string, ...events: string[]): string => `<trace><string key="concept:name" value="${id}"/>${events.join("")}</trace>`;

/** Four applications: one taken from the queue and finished, one that another clerk holds, one without any item, one never finished. */
const LOG = `<log>${[
  trace(
    "1001",
    event("W_Call", "112", "2012-01-05T10:00:00.000", "SCHEDULE"),
    event("W_Call", "21", "2012-01-09T09:00:00.000", "START"),
    event("W_Call", "21", "2012-01-09T09:12:00.000"),
  ),
  trace(
    "1002",
    event("W_Fill", "112", "2012-01-06T10:00:00.000", "SCHEDULE"),
    event("W_Fill", "21", "2012-01-06T11:00:00.000", "START"),
    event("W_Fill", "21", "2012-01-06T11:05:00.000"),
    event("W_Fill", "21", "2012-01-10T09:00:00.000", "START"),
    event("W_Fill", "22", "2012-01-10T09:05:00.000", "START"),
    event("W_Fill", "22", "2012-01-10T09:06:00.000"),
    event("W_Fill", "21", "2012-01-10T09:20:00.000"),
  ),
  trace(
    "1003",
    event("A_SUBMITTED", "112", "2012-01-08T10:00:00.000"),
    event("W_Fraud", "22", "2012-01-09T14:00:00.000", "START"),
    event("W_Fraud", "22", "2012-01-09T14:20:00.000"),
  ),
  trace("1004", event("W_Call", "112", "2012-01-08T10:00:00.000", "SCHEDULE"), event("W_Call", "22", "2012-01-10T15:00:00.000", "START")),
  trace("1005", event("W_Call", "21", "2012-03-01T10:00:00.000", "START")),
].join("\n")}</log>`;

describe("a bank's log, replayed", () => {
  let dir: string;
  let result: ReplayResult;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "mercusuar-replay-test-"));
    const file = join(dir, "log.xes.gz");
    writeFileSync(file, gzipSync(LOG));
    const silent = { to: () => undefined, end: () => undefined };
    result = await replayLog({ file, from: "2012-01-09", days: 2, dataDir: join(dir, "data"), progress: () => silent });
  }, SOME_TIME);
  afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));

  it("keeps every look in the denominator", () => {
    expect(result).toMatchObject({ looks: 5, refused: 0, customers: 4, people: 2 });
    expect(result.explained + result.unexplained).toBe(result.looks);
  });

  it("explains work from the queue that ended with an outcome, and neither own tasks nor unfinished ones", () => {
    expect(result.explained).toBe(2);
    expect(result.templates).toEqual({ "T2 B": 2 });
    expect(result.explainedShare).toBe(0.4);
  });

  it("holds that against the same person at another open case, with and without outcomes", () => {
    expect(result.byEvening.randomActiveShare).toBe(0);
    expect(result.randomActiveShare).toBe(result.byEvening.randomActiveShare);
    expect(result.priorOnly.randomActiveShare).toBeGreaterThan(0.5);
    expect(result.priorOnly.explainedShare).toBeGreaterThanOrEqual(result.byEvening.explainedShare);
  });

  it("says what it assumed and what others published", () => {
    expect(result.assumptions.length).toBeGreaterThan(3);
    expect(result.published.share).toBe(0.94);
  });
});
