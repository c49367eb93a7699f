import { readFileSync } from "node:fs";
import { CommanderError, Option, Command as Program } from "commander";
import type { Words } from "../platform/language.ts";
import { flagOf, SETTINGS, type SettingSpec } from "../platform/setting-list.ts";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { GROUP_WORDS, SERVING, SETTING_WORDS } from "./setting-words.ts";

export interface Parsed {
  command: Command;
  args: string[];
  options: Record<string, string | string[] | boolean | undefined>;
}

export interface Writers {
  out(text: string): void;
  err(text: string): void;
}

/** Wrongly called, or only asked for help: nothing is run. */
export interface NotRun {
  exit: number;
}

/** Reads a command line. Says what is wrong, or the help that was asked for, through `writers`. */
export function parseCommand(argv: string[], writers: Writers): Parsed | NotRun {
  let parsed: Parsed | undefined;
  const program = new Program("mercusuar").description(
    "Menjaga data pelanggan dari orang dalam. · Keeps customer data from misuse by insiders.",
  );
  quiet(program, writers).version(ownVersion(), "-v, --version", VERSION_WORDS).showHelpAfterError().helpCommand(false);
  for (const command of COMMANDS) {
    const [first = "", second] = command.name.split(" ");
    const parent = second === undefined ? program : groupOf(program, first, writers);
    const one = quiet(parent.command(second ?? first), writers).description(`${command.words.id} · ${command.words.en}`);
    for (const arg of command.args ?? []) one.argument(arg);
    for (const { flags, words, hidden = false } of command.options ?? [])
      one.addOption(new Option(flags, `${words.id} · ${words.en}`).hideHelp(hidden));
    addSettings(one, command);
    if (command.unfinished === undefined && !SERVERS.has(command.name)) one.addHelpText("after", `\n${bothOf(EXITS)}`);
    one.action(() => {
      parsed = { command, args: one.args, options: one.opts() };
    });
  }
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return { exit: error.exitCode === 0 ? 0 : 2 };
    throw error;
  }
  if (parsed === undefined) return { exit: 2 };
  if (!isOneForTwo(parsed.options)) return parsed;
  writers.err(`mercusuar: ${bothOf(ONE_FOR_TWO)}\n`);
  return { exit: 2 };
}

const VERSION_WORDS = "nomor versi program ini · the version of this program";

/** Beside `src` as beside `dist`. */
function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  return version;
}

/** Of commands whose numbers say nothing else; those that do say it in their first sentence. */
const EXITS: Words = {
  id: "Kode keluar: 0 selesai, 1 selesai dengan kesalahan atau tidak dikerjakan, 2 salah dipanggil.",
  en: "Exit codes: 0 done, 1 done with faults or not at all, 2 wrongly called.",
};

const ONE_FOR_TWO: Words = {
  id: "--by dan --second menyebut orang yang sama: sebutkan dua orang yang berbeda. Tidak ada yang ditulis.",
  en: "--by and --second name the same person: name two different persons. Nothing was written.",
};

/** One person for two, whatever the command: said before anything is opened. Logins are lower case. */
function isOneForTwo({ by, second }: Parsed["options"]): boolean {
  return typeof by === "string" && typeof second === "string" && by.trim().toLowerCase() === second.trim().toLowerCase();
}

/** Commands that serve, or print an address. */
const SERVERS: ReadonlySet<string> = new Set(["start", "demo", "people invite", "witness", "standby", "keeper"]);

function settingOption(key: SettingSpec["key"], standard: string | undefined): Option {
  return new Option(`--${flagOf(key)} <value>`, `${bothOf(SETTING_WORDS[key])}${standard ? ` (${standard})` : ""}`);
}

function groupOf(program: Program, name: string, writers: Writers): Program {
  return (
    program.commands.find((one) => one.name() === name) ??
    quiet(program.command(name), writers).description(bothOf(GROUP_WORDS[name] ?? { id: name, en: name }))
  );
}

function quiet(program: Program, { out, err }: Writers): Program {
  return program.exitOverride().configureOutput({ writeOut: out, writeErr: err });
}

const bothOf = ({ id, en }: Words): string => `${id} · ${en}`;

/** Every command takes every setting that is no secret, and `--json`; the help shows those that matter to it. */
function addSettings(one: Program, { name, shows, reads = [] }: Command): void {
  const hides = (key: SettingSpec["key"]): boolean =>
    shows ? !shows.includes(key) : SERVING.has(key) && !SERVERS.has(name) && !reads.includes(key);
  one.option("--json", "satu baris JSON sebagai hasil · one line of JSON as the result");
  for (const { key, secret, default: standard } of SETTINGS)
    if (!secret && !one.options.some(({ long }) => long === `--${flagOf(key)}`))
      one.addOption(settingOption(key, standard).hideHelp(hides(key)));
}
