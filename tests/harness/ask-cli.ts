import { parseCommand } from "../../server/src/cli/program.ts";
import { runHere, runInside } from "../../server/src/cli/run-command.ts";
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
  /** What is typed where a password is asked for, one after the other; what was typed is gone from it. */
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
  const secret = async (prompt: string): Promise<string> => {
    said.err += prompt;
    return secrets.shift() ?? "";
  };
  const caller = { writers: { out: into("out"), err: into("err") }, signal: new AbortController().signal, secret };
  const settingsWith = (flags: Record<string, unknown>) => readSettings({ flags, env: { MERCUSUAR_DATA: data }, cwd });
  if (product !== undefined) return { exit: await runInside(product, settingsWith({}), { argv, cwd, tty: false }, caller), ...said };
  const parsed = parseCommand(argv, caller.writers);
  if ("exit" in parsed) return { exit: parsed.exit, ...said };
  return { exit: await runHere(parsed, settingsWith(parsed.options), { ...caller, cwd, tty: false }), ...said };
}
