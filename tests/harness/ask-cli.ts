import { contextOf } from "../../server/src/cli/context.ts";
import { parseCommand } from "../../server/src/cli/program.ts";
import { runHere } from "../../server/src/cli/run-command.ts";
import { readSettings } from "../../server/src/platform/settings.ts";
import type { Product } from "../../server/src/product.ts";

export interface Answered {
  exit: number;
  out: string;
  err: string;
}

interface Where {
  data: string;
  cwd: string;
  /** What is typed where a password is asked for, one after the other. */
  secrets?: string[];
  /** As inside the server that has this open; else the command opens what it needs. */
  product?: Product;
}

/** Runs a command of the program in this process, as `npx mercusuar …` in the directory `cwd` would; nothing of the machine's settings counts. */
export async function askCli(argv: string[], { data, cwd, secrets = [], product }: Where): Promise<Answered> {
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
  const caller = { writers, cwd, tty: false, signal: new AbortController().signal, secret };
  if (product === undefined) return { exit: await runHere(parsed, settings, caller), ...said };
  const openAdmin = () => Promise.reject(new Error("no second server"));
  return { exit: await parsed.command.run(contextOf({ ...caller, parsed, settings, openAdmin, product: async () => product })), ...said };
}
