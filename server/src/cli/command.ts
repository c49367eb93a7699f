import type { Words } from "../platform/language.ts";
import type { Progress } from "../platform/progress.ts";
import type { SettingSpec } from "../platform/setting-list.ts";
import type { Settings } from "../platform/settings.ts";
import type { Product } from "../product.ts";

export interface CommandOption {
  /** As commander reads it: `--map <file>`, `--dry-run`. */
  flags: string;
  words: Words;
  /** Spoken by the program to itself: not in the help. */
  hidden?: true;
}

/** One command of `mercusuar`. Registered by a line in `commands.ts`. */
export interface Command {
  /** One or two words: `start`, `import customers`. */
  name: string;
  words: Words;
  /** As commander reads them: `<file>`, `[dir]`. */
  args?: string[];
  options?: CommandOption[];
  /** Runs in the process of the caller and never inside a running server: `start`, `demo`, `journal verify`. */
  alone?: true;
  /** Needs no house: it counts only, reads files, or keeps something of its own. */
  houseless?: true;
  /**
   * May begin a house where none is. Any other command refuses an empty or mistyped directory: it would found a house with new keys there, and
   * answer of it that all is well.
   */
  founds?(args: readonly string[], options: Context["options"]): boolean;
  /** Settings that its help shows; without it those of every command. It takes the others too. */
  shows?: readonly SettingSpec["key"][];
  /** Settings of the server that it reads as well: its help shows them beside those of every command. */
  reads?: readonly SettingSpec["key"][];
  /** Exit code where it could not be run to its end; 1 unless that number says something else about what it looked at. */
  unfinished?: number;
  /** Gives the exit code: 0 done, 1 done with faults or not at all, 2 wrongly called. */
  run(context: Context): Promise<number>;
}

export interface Out {
  /** One line on stdout. With `--json` only `json` writes there. */
  line(text: string): void;
  /** One line on stderr. */
  error(text: string): void;
  /** The result for machines: one line of JSON on stdout, with `--json` only. */
  json(value: unknown): void;
}

/** What a command works with, whether it runs alone or inside a running server. */
export interface Context {
  args: string[];
  options: Record<string, string | string[] | boolean | undefined>;
  /** `--json` was given. */
  asJson: boolean;
  settings: Settings;
  out: Out;
  /** A path of the caller, absolute. */
  file(path: string): string;
  progress(label: string, total: number | undefined, unit: string): Progress;
  /**
   * The open product: the running server's, or one opened for this command under the lock.
   * @param first where nothing was ever started: makes a simulated log whose story begins then
   */
  product(first?: { simulatedFrom: Date }): Promise<Product>;
  /** Asks whoever runs the command for a password: it is not shown, and stands in no argument. */
  secret(prompt: string): Promise<string>;
  /** Asks the two persons who open sealed keys, once a process; undefined where the keys lie plain. */
  startKey(): Promise<Buffer | undefined>;
  /** Lets operators run commands inside this process from now on; for `start`. */
  openAdmin(product: Product): Promise<{ close(): Promise<void> }>;
  /** It runs inside a running server, which goes on when the command ends. */
  inside: boolean;
  /** Aborted on Ctrl-C. */
  signal: AbortSignal;
}
