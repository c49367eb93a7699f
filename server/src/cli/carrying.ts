import { COMMANDS } from "./commands.ts";
import type { Parsed, Writers } from "./program.ts";

const NAMES = COMMANDS.map(({ name }) => name).join("|");
const ADVISED = new RegExp(`\\bmercusuar (${NAMES})(?![\\w-])`, "g");
/** What would point to another house, were it left out. */
const CARRIED = ["data", "keys"] as const;
/** Their `--data` is another host's, or a directory that they name themselves. */
const ELSEWHERE: ReadonlySet<string> = new Set(["standby", "witness"]);

/** Messages advise commands: each is shown with the `--data` and `--keys` of this one, so that it can be copied as it stands. */
export function carrying({ out, err }: Writers, { command, options }: Pick<Parsed, "command" | "options">): Writers {
  const given = CARRIED.flatMap((name) => (typeof options[name] === "string" ? [` --${name} ${quoted(options[name])}`] : [])).join("");
  if (given === "" || ELSEWHERE.has(command.name)) return { out, err };
  const carried = (text: string): string =>
    text.replace(ADVISED, (advised, name: string) => (name === "journal verify" ? advised : advised + given));
  return { out: options.json === true ? out : (text) => out(carried(text)), err: (text) => err(carried(text)) };
}

const quoted = (path: string): string => (/^[\w./@%+:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
