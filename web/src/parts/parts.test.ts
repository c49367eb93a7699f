import { ProblemError } from "@mercusuar/client";
import { expect, test } from "vitest";
import { tokenOf } from "../door/link-token.ts";
import { emphasise } from "./emphasis.ts";
import { lampState } from "./lamp-state.ts";
import { problemText } from "./problem-text.ts";

test("time and names of a sentence stand out, the rest stays as it was", () => {
  const runs = emphasise("Pukul 16.21 WITA, Rina membuka M•••.", ["16.21", "Rina", "M•••"]);
  expect(runs.filter((run) => run.strong).map((run) => run.text)).toEqual(["16.21", "Rina", "M•••"]);
  expect(runs.map((run) => run.text).join("")).toBe("Pukul 16.21 WITA, Rina membuka M•••.");
});

test("parts that overlap, are empty or are missing change no letter of the sentence", () => {
  const sentence = "Rina Rina (CS)";
  const runs = emphasise(sentence, ["Rina", "Rina Rina", "", "Dimas"]);
  expect(runs.map((run) => run.text).join("")).toBe(sentence);
});

test("the lamp is dark with its reason when the keeper is down, and when nobody answers", () => {
  const dark = { lit: false, keeper: "down" as const, why: { id: "Padam.", en: "Dark." } };
  expect(lampState(dark, false, "id")).toMatchObject({ light: "dark", why: "Padam." });
  expect(lampState({ lit: false, keeper: "disk-full" }, false, "id")).toMatchObject({ light: "dark", word: "lamp.diskFull" });
  expect(lampState({ lit: true, keeper: "up" }, true, "id")).toMatchObject({ light: "dark", word: "lamp.unreachable" });
  expect(lampState({ lit: true, keeper: "up" }, false, "id")).toEqual({ light: "lit" });
  expect(lampState(undefined, false, "id")).toEqual({ light: "unknown" });
});

test("the lamp stays lit and tells what somebody should look after", () => {
  const notice = { id: "Saksi auditor tidak terjangkau.", en: "Witness auditor cannot be reached." };
  expect(lampState({ lit: true, keeper: "up", notice }, false, "en")).toEqual({ light: "lit", notice: notice.en });
});

test("R71: the lamp is amber with what it means and what to do while data opens, and dark wins over amber", () => {
  const late = { id: "feeds", state: "amber" as const, means: { id: "Terlambat.", en: "Late." }, todo: { id: "Periksa.", en: "Check." } };
  const amber = {
    lit: true,
    keeper: "up" as const,
    state: "amber" as const,
    parts: [{ ...late, id: "keeper", state: "lit" as const }, late],
  };
  expect(lampState(amber, false, "en")).toEqual({ light: "amber", notice: "Late. Check." });
  expect(lampState({ ...amber, lit: false, state: "dark" }, false, "id")).toMatchObject({ light: "dark" });
});

test("every failure is a sentence with a way on", () => {
  const say = (word: string) => word;
  const problem = (status: number, code: string) => new ProblemError({ status, code, title: "Judul" });
  expect(problemText(problem(503, "keeper-down"), say).title).toBe("problem.dark");
  expect(problemText(problem(0, "unreachable"), say).title).toBe("problem.unreachable");
  expect(problemText(problem(502, "http-502"), say).title).toBe("problem.page");
  expect(problemText(problem(409, "conflict"), say).title).toBe("Judul");
  expect(problemText(new TypeError("x is undefined"), say).title).toBe("problem.page");
});

test("the token of a sign-in link is read from behind the number sign only", () => {
  expect([tokenOf("#t=abc"), tokenOf("#x=abc"), tokenOf("")]).toEqual(["abc", undefined, undefined]);
});
