import { expect, it } from "vitest";
import { carrying } from "./carrying.ts";
import { parseCommand } from "./program.ts";

function said(argv: string[], text: string): string[] {
  const told: string[] = [];
  const keep = (line: string): void => void told.push(line);
  const parsed = parseCommand(argv, { out: keep, err: keep });
  if ("exit" in parsed) throw new Error(told.join(""));
  const writers = carrying({ out: keep, err: keep }, parsed);
  writers.out(text);
  writers.err(text);
  return told;
}

it("a command that a message advises is meant for the same house: it carries the directories that were given", () => {
  const text = "Lalu · Then: mercusuar start, mercusuar keys rotate --give-up 3";
  const carried = "Lalu · Then: mercusuar start --data /srv/m, mercusuar keys rotate --data /srv/m --give-up 3";
  expect(said(["keys", "status", "--data", "/srv/m"], text)).toEqual([carried, carried]);
  expect(said(["keys", "status"], text)).toEqual([text, text]);
  expect(said(["keys", "status", "--data", "rumah kita", "--keys", "k"], "mercusuar state check")[0]).toBe(
    "mercusuar state check --data 'rumah kita' --keys k",
  );
});

it("what is meant for a machine, or for another host, stays as it is", () => {
  const [out, err] = said(["keys", "status", "--data", "d", "--json"], '{"run":"mercusuar keys status"}');
  expect([out, err]).toEqual(['{"run":"mercusuar keys status"}', '{"run":"mercusuar keys status --data d"}']);
  const start = "mercusuar start --mirror 10.0.0.2:1 --mirror-key k";
  expect(said(["standby", "--log", "v", "--data", "d"], start)[0]).toBe(start);
  expect(said(["destroy", "cus_1", "--data", "d"], "mercusuar journal verify d --receipt r")[0]).toBe(
    "mercusuar journal verify d --receipt r",
  );
});
