import { parseCommand } from "../../server/src/cli/program.ts";
import { runHere } from "../../server/src/cli/run-command.ts";
import { readSettings } from "../../server/src/platform/settings.ts";

export interface Answered {
  exit: number;
  out: string;
  err: string;
}

/** Runs a command of the program in this process, as `npx mercusuar …` in the directory `cwd` would; nothing of the machine's settings counts. */
export async function askCli(
  argv: string[],
  { data, cwd, secrets = [] }: { data: string; cwd: string; secrets?: string[] },
): Promise<Answered> {
  const said = { out: "", err: "" };
  const into = (where: keyof typeof said) => (text: string) => {
    said[where] += text;
  };
  const writers = { out: into("out"), err: into("err") };
  const parsed = parseCommand(argv, writers);
  if ("exit" in parsed) return { exit: parsed.exit, ...said };
  const settings = readSettings({ flags: parsed.options, env: { MERCUSUAR_DATA: data }, cwd });
  const typed = [...secrets];
  const secret = async (prompt: string): Promise<string> => {
    said.err += prompt;
    return typed.shift() ?? "";
  };
  const exit = await runHere(parsed, settings, { writers, cwd, tty: false, signal: new AbortController().signal, secret });
  return { exit, ...said };
}
