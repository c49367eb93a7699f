import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { keysInside } from "@mercusuar/keeper";
import { mailServerOf } from "./mail-server.ts";
import { flagOf, SETTINGS, type SettingSpec, type SettingValues, variableOf } from "./setting-list.ts";

export type Settings = SettingValues & { keys: string };

/** All mistakes at once, so that nobody mends one and meets the next. */
export class SettingsError extends Error {
  readonly code = "settings";
  readonly mistakes: string[];

  constructor(mistakes: string[]) {
    super(`pengaturan salah · wrong settings:\n${mistakes.map((mistake) => `  - ${mistake}`).join("\n")}`);
    this.mistakes = mistakes;
  }
}

/** What is said wherever somebody puts the keys into the data directory. */
export const KEYS_APART =
  "kunci harus di luar direktori data, karena salinan data akan memuat kunci: sebut direktori lain dengan --keys" +
  " · they must lie outside the data directory, or a copy of the data would hold the keys: name another directory with --keys";

/** The variables of this process, for secrets that a file of settings names. */
export const environment = (): NodeJS.ProcessEnv => process.env;

export interface SettingSources {
  /** From the command line, by key; secrets are refused there. */
  flags: Record<string, unknown>;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** What is said of a setting that a keeper apart takes, and no server. */
export const KEEPERS =
  "sistem kuncinya berjalan terpisah: sebut ini pada perintah keeper · the keeper runs apart: name this to the command keeper";

/** What makes no sense alone, or not beside another. */
function together({
  keeper,
  witnesses,
  witnessGrace,
  keepCheckpointsIn,
  term,
  mirror,
  mirrorKey,
  timeStamps,
  timeStampCa,
  mailCheckpointsTo,
  mailFrom,
  mailServer,
}: Partial<SettingValues>): string[] {
  const ofTheKeeper = Object.entries({ witnesses, "witness-grace": witnessGrace, "keep-checkpoints-in": keepCheckpointsIn, term, mirror });
  const mail = mailCheckpointsTo === undefined || (mailFrom !== undefined && mailServer !== undefined);
  return [
    ...((mirror === undefined) === (mirrorKey === undefined)
      ? []
      : ["--mirror HOST:PORT, --mirror-key: yang satu memerlukan yang lain · the one needs the other"]),
    ...(timeStamps === undefined || timeStampCa !== undefined
      ? []
      : ["--time-stamps: sebut juga --time-stamp-ca, berkas sertifikat otoritasnya · name its certificates too, with --time-stamp-ca"]),
    ...(keeper === undefined ? [] : ofTheKeeper.flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}: ${KEEPERS}`]))),
    ...(mail ? [] : ["--mail-checkpoints-to: sebut juga --mail-server dan --mail-from · name --mail-server and --mail-from, too"]),
  ];
}

/** Flags over environment over the file DATA/settings.json. @throws SettingsError */
export function readSettings({ flags, env = process.env, cwd = process.cwd() }: SettingSources): Settings {
  const mistakes: string[] = [];
  const data = resolve(cwd, String(flags.data ?? env.MERCUSUAR_DATA ?? ".mercusuar"));
  const file = readFile(resolve(data, "settings.json"), mistakes);
  const values: Record<string, unknown> = {};
  for (const spec of SETTINGS) {
    const found = lookUp(spec, flags, env, file);
    if (!found) continue;
    const value = read(spec, found.text, cwd);
    if (value instanceof Error) mistakes.push(`${found.where}: ${value.message}`);
    else values[spec.key] = value;
  }
  const settings = { ...values, data, keys: values.keys ?? `${data}-keys` } as Settings;
  const url = urlOf(settings, mistakes);
  mistakes.push(...together(settings));
  if (keysInside(data, settings.keys)) mistakes.push(`keys: ${KEYS_APART}`);
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return url ? { ...settings, databaseUrl: url } : settings;
}

function lookUp(
  { key, alias, secret, default: standard }: SettingSpec,
  flags: Record<string, unknown>,
  env: NodeJS.ProcessEnv,
  file: Record<string, unknown>,
) {
  const flag = secret ? undefined : flags[key];
  if (flag !== undefined) return { text: String(flag), where: `--${flagOf(key)}` };
  const variable = [variableOf(key), ...(alias ? [alias] : [])].find((name) => env[name]);
  if (variable) return { text: String(env[variable]), where: variable };
  if (file[key] !== undefined) return { text: String(file[key]), where: `settings.json: ${key}` };
  return standard === undefined ? undefined : { text: standard, where: key };
}

/** Days. Against whom: an operator who starts the keeper anew with no term, so that yesterday's looks may go. */
const LEAST_TERM = 365;
const MOST_TERM = 99_999;

const BREAK_GLASS = ["ask", "alone"];
const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

function read({ kind }: SettingSpec, text: string, cwd: string): string | number | Error {
  const number = Number(text);
  switch (kind) {
    case "path":
      return resolve(cwd, text);
    case "port":
      return Number.isInteger(number) && number >= 0 && number <= 65_535
        ? number
        : new Error("harus nomor port, 0 sampai 65535 · expected a port, 0 to 65535");
    case "url":
      return isWeb(text) ? text : new Error("harus alamat http:// atau https:// · expected http:// or https://");
    case "mail-server":
      return mailFault(text) ?? text;
    case "count":
      return Number.isInteger(number) && number > 0 && number < 1e6
        ? number
        : new Error("harus bilangan bulat di atas 0 · expected a whole number above 0");
    case "term":
      return Number.isInteger(number) && number >= LEAST_TERM && number <= MOST_TERM
        ? number
        : new Error(`harus jumlah hari, paling sedikit ${LEAST_TERM} · expected a number of days, at least ${LEAST_TERM}`);
    case "break-glass":
      return BREAK_GLASS.includes(text) ? text : new Error(`harus salah satu dari · expected one of: ${BREAK_GLASS.join(", ")}`);
    case "level":
      return LEVELS.includes(text) ? text : new Error(`harus salah satu dari · expected one of: ${LEVELS.join(", ")}`);
    default:
      return text;
  }
}

function mailFault(text: string): Error | undefined {
  const reached = mailServerOf(text);
  return "mistake" in reached ? new Error(reached.mistake) : undefined;
}

const isWeb = (text: string): boolean => URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);

function readFile(path: string, mistakes: string[]): Record<string, unknown> {
  try {
    const values = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const known = new Set<string>(SETTINGS.map(({ key }) => key));
    for (const key of Object.keys(values))
      if (!known.has(key))
        mistakes.push(`settings.json: ${key}: pengaturan tidak dikenal; yang dikenal · unknown setting; known: ${[...known].join(", ")}`);
    return values;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      mistakes.push(`settings.json: tidak dapat dibaca · cannot be read: ${(error as Error).message}`);
    return {};
  }
}

function urlOf({ databaseUrl, databaseUrlFile }: Settings, mistakes: string[]): string | undefined {
  try {
    const url = databaseUrlFile ? readFileSync(databaseUrlFile, "utf8").trim() : databaseUrl;
    if (url && !/^postgres(ql)?:\/\//.test(url)) mistakes.push("databaseUrl: harus · expected postgres://…");
    return url;
  } catch {
    mistakes.push(`--database-url-file: ${databaseUrlFile} tidak dapat dibaca · cannot be read`);
    return undefined;
  }
}
