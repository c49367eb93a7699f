import { describe, expect, it } from "vitest";
import { parseCommand } from "./program.ts";

function helpOf(...argv: string[]): string {
  const told: string[] = [];
  const keep = (text: string): void => void told.push(text);
  parseCommand([...argv, "--help"], { out: keep, err: keep });
  return told.join("").replace(/\s+/g, " ");
}

it.each([
  ["keys", "rotate"],
  ["destroy", "cus_1"],
  ["people", "reset-password", "rina"],
  ["journal", "leave-halt"],
  ["journal", "prune", "--before", "2021-01-01"],
  ["import", "calls", "a.csv"],
])("one person for two is refused before anything is opened: mercusuar %s %s", (...argv) => {
  const told: string[] = [];
  const keep = (text: string): void => void told.push(text);
  const two = (second: string) => parseCommand([...argv, "--by", "sinta", "--second", second], { out: keep, err: keep });
  expect([two("Sinta "), told]).toEqual([
    { exit: 2 },
    [expect.stringMatching(/orang yang sama.*Tidak ada.* · .*the same person.*Nothing/)],
  ]);
  expect(two("oki")).toHaveProperty("command");
});

describe("the help", () => {
  it("says in both languages what each group of commands is for", () => {
    expect(helpOf()).toMatch(/import .*Brings files in.*journal .*Verifies the journal.*people .*Offices, vendors/);
  });

  it("says of the keys what can be done with them, and who the two persons are", () => {
    expect(helpOf()).not.toContain("keys · keys");
    expect(helpOf("keys", "copies")).toMatch(/list, add "PLACE", gone ID/);
    expect(helpOf("destroy")).toMatch(/officer or operator on duty; one of the two is an officer/);
    expect(helpOf("destroy")).toContain("its id: cus_");
    expect(helpOf("people", "reset-password")).toMatch(/two other persons decide.*one of the two is an officer.*forgotten, forged/);
  });

  it("says what each setting is, and shows those of the server only where something serves", () => {
    expect(helpOf("start")).toMatch(/--quota <value> Pembukaan.*Looks, searches/);
    expect(helpOf("people", "list")).not.toContain("--quota");
    expect(helpOf("people", "list")).toContain("Directory of the data");
  });

  it("lists what concerns the command: no setting of the server beside a list of people, and those of the evening beside the evening", () => {
    expect(helpOf("people", "list").match(/ --[a-z-]+/g)).toEqual([
      ...[
        " --json",
        " --data",
        " --keys",
        " --keeper",
        " --first-passphrase-file",
        " --second-passphrase-file",
        " --database-url-file",
        " --log-level",
        " --help",
      ],
    ]);
    expect(helpOf("evening")).toMatch(/--review-minutes .*--silent-hours .*--feed-grace/);
    expect(helpOf("evening")).not.toContain("--sanction-months");
  });

  it("tells the version", () => {
    const told: string[] = [];
    const keep = (text: string): void => void told.push(text);
    expect([parseCommand(["--version"], { out: keep, err: keep }), told.join("")]).toEqual([
      { exit: 0 },
      expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    ]);
  });

  it("says what the exit code means, and to whoever only counts nothing of houses and keys", () => {
    expect(helpOf()).not.toMatch(/ (\S+) · \1 /);
    expect(helpOf("rota")).toMatch(/Exit codes: 0 done, 1 done with faults or not at all, 2 wrongly called/);
    expect(helpOf("controls")).toMatch(/cannot tell \(2\)/);
    expect(helpOf("controls")).not.toContain("Exit codes");
    expect(helpOf("call-backs", "plan")).not.toContain("--data");
    expect(helpOf("journal", "verify")).toMatch(/--data(?!.*passphrase)/s);
  });

  it("names the columns of files of people and of rosters", () => {
    expect(helpOf("import", "people")).toMatch(/screened_on,contract_kind.*400/);
    expect(helpOf("import", "roster")).toContain("login,date,kind,from,to");
  });
});
