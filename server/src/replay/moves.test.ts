import { describe, expect, it } from "vitest";
import type { LogEvent } from "./looks.ts";
import { movesOf } from "./moves.ts";

const event = (name: string, resource: string, time: string, transition = "COMPLETE"): LogEvent => ({
  caseId: "A1",
  name,
  transition,
  resource,
  at: new Date(`2012-01-09T${time}:00Z`),
});
const told = (events: LogEvent[]): string[] =>
  movesOf("A1", events).map((move) =>
    [
      move.at.toISOString().slice(11, 16),
      move.do,
      "who" in move ? move.who : "",
      "task" in move ? (move.task ?? "own") : "",
      "outcome" in move ? move.outcome : "",
    ]
      .filter(Boolean)
      .join(" "),
  );

describe("an application of the bank's log", () => {
  it("that is scheduled lies in the queue, is looked at and comes back with its outcome", () => {
    expect(
      told([event("W_Call", "112", "08:00", "SCHEDULE"), event("W_Call", "10", "09:00", "START"), event("W_Call", "10", "09:10")]),
    ).toEqual(["08:00 task A1.0", "09:00 look 10 A1.0", "09:10 outcome 10 call_back"]);
  });

  it("that moves on to another item while somebody works closes the first by his outcome", () => {
    expect(
      told([
        event("W_Fill", "112", "08:00", "SCHEDULE"),
        event("W_Fill", "10", "09:00", "START"),
        event("W_Call", "10", "09:09", "SCHEDULE"),
        event("W_Fill", "10", "09:10"),
        event("W_Call", "11", "12:00", "START"),
      ]),
    ).toEqual(["08:00 task A1.0", "09:00 look 10 A1.0", "09:09 task A1.1", "09:10 outcome 10 forwarded", "12:00 look 11 A1.1"]);
  });

  it("that is declined by the machine leaves no task behind", () => {
    expect(told([event("W_Call", "112", "08:00", "SCHEDULE"), event("A_DECLINED", "112", "10:00")])).toEqual([
      "08:00 task A1.0",
      "10:00 end A1.0",
    ]);
  });

  it("without any item is looked at on the person's own account, and what takes longer than an hour has no outcome", () => {
    expect(told([event("W_Fraud", "10", "09:00", "START"), event("W_Fraud", "10", "10:20")])).toEqual([
      "09:00 look 10",
      "10:20 look 10",
      "10:20 outcome 10 call_back",
    ]);
  });
});
