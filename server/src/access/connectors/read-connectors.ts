import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { mailServerOf } from "../../platform/mail-server.ts";
import { environment, SettingsError } from "../../platform/settings.ts";
import type { Connector, Means, Settings } from "./contract.ts";
import { connectors } from "./list.ts";

/** A connector as a company set it up, by the name under which its people pick it. */
export interface Way {
  name: string;
  connector: Connector;
  means: Means;
}

export type Ways = ReadonlyMap<string, Way>;

/** By which way a customer at the counter is asked to confirm, and the page of the company that his link opens. */
export interface ConfirmBy {
  way: Way;
  page: string;
}

export interface ReadConnectors {
  ways: Ways;
  confirmBy: ConfirmBy | undefined;
}

const OURS = ["name", "uses", "url", "secretFile", "secretVariable", "caFile", "timeoutSeconds"];
const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);
const PATIENCE = 10;

/**
 * Reads the file of connectors: `{ "connectors": [{ "name", "uses", "url", "secretFile" | "secretVariable", … }], "confirm": { "by", "page" } }`. Secrets stand in files or
 * in the environment, never in this file. @throws SettingsError with all mistakes at once
 */
export function readConnectors(file: string, env: NodeJS.ProcessEnv = environment()): ReadConnectors {
  const mistakes: string[] = [];
  const ways = new Map<string, Way>();
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0")
    mistakes.push("NODE_TLS_REJECT_UNAUTHORIZED=0: hapus · remove it: certificates must be verified");
  const { connectors: list, confirm } = listed(file, mistakes);
  for (const [at, given] of list.entries()) {
    const say = (what: string): void => void mistakes.push(`${file}: connectors[${at}]: ${what}`);
    const way = wayOf(given, { dir: dirname(file), env, say });
    if (way && ways.has(way.name)) say(`name "${way.name}": sudah dipakai · is taken`);
    else if (way) ways.set(way.name, way);
  }
  const confirmBy = confirm === undefined ? undefined : confirmOf(confirm, ways, (what) => mistakes.push(`${file}: confirm: ${what}`));
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return { ways, confirmBy };
}

function confirmOf({ by, page }: Record<string, unknown>, ways: Ways, say: (what: string) => void): ConfirmBy | undefined {
  const way = ways.get(String(by));
  if (way === undefined || !way.connector.needs.includes("text"))
    say(`by: nama penghubung yang mengirim teks · name of a connector that sends text`);
  const url = typeof page === "string" && URL.canParse(page) ? new URL(page) : undefined;
  if (url?.protocol !== "https:" || url.hash !== "") say("page: https://…");
  return way && url ? { way, page: url.href } : undefined;
}

type Given = Record<string, unknown>;

function listed(file: string, mistakes: string[]): { connectors: Given[]; confirm?: Given } {
  try {
    const { connectors: list, confirm } = JSON.parse(readFileSync(file, "utf8")) as { connectors?: unknown; confirm?: unknown };
    const isGiven = (one: unknown): one is Given => typeof one === "object" && one !== null;
    if (Array.isArray(list) && list.every(isGiven)) return { connectors: list, ...(isGiven(confirm) ? { confirm } : {}) };
    mistakes.push(`${file}: harus · expected { "connectors": [ … ] }`);
  } catch (error) {
    mistakes.push(`${file}: tidak dapat dibaca · cannot be read: ${(error as Error).message}`);
  }
  return { connectors: [] };
}

interface About {
  dir: string;
  env: NodeJS.ProcessEnv;
  say(what: string): void;
}

function wayOf(given: Record<string, unknown>, about: About): Way | undefined {
  const text = (key: string): string | undefined =>
    typeof given[key] === "string" && given[key] !== "" ? (given[key] as string) : undefined;
  const connector = connectors.find(({ id }) => id === given.uses);
  const name = text("name");
  if (!connector) about.say(`uses: harus salah satu dari · expected one of: ${connectors.map(({ id }) => id).join(", ")}`);
  if (!name || !/^[a-z][a-z0-9-]{0,39}$/.test(name))
    about.say("name: huruf kecil, angka, tanda hubung · lower-case letters, digits, hyphens");
  if (!connector || !name) return undefined;
  const known = [...OURS, ...connector.requires, ...connector.knows];
  for (const key of Object.keys(given)) if (!known.includes(key)) about.say(`${key}: tidak dikenal · unknown; known: ${known.join(", ")}`);
  for (const key of connector.requires) if (!text(key)) about.say(`${key}: wajib · is needed`);
  const url = text("url") ?? "";
  const fault = urlFault(connector, url);
  if (fault) about.say(`url: ${fault}`);
  const field = text("field");
  if (field !== undefined && field !== "phone" && field !== "email") about.say("field: phone | email");
  const seconds = Number(given.timeoutSeconds ?? PATIENCE);
  if (!(seconds >= 1 && seconds <= 60)) about.say("timeoutSeconds: 1 … 60");
  const settings = Object.fromEntries(
    [...connector.requires, ...connector.knows, "url"].flatMap((key) => (text(key) ? [[key, text(key)]] : [])),
  );
  const ca = text("caFile") === undefined ? undefined : fileText(text("caFile") as string, "caFile", about);
  const means = {
    settings: settings as unknown as Settings,
    secret: secretOf(text, connector, about),
    timeout: seconds * 1000,
    ...(ca ? { ca } : {}),
  };
  return { name, connector, means };
}

/** INVARIANT: a number leaves the house over verified TLS, or not further than this host. */
function urlFault({ id }: Connector, text: string): string | undefined {
  if (id === "mail_smtp") {
    const server = mailServerOf(text);
    return "mistake" in server ? server.mistake : undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "")
    return "https://… tanpa nama dan kata sandi · without name and password";
  if (url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname))) return undefined;
  return "harus · expected https:// (http:// hanya ke host ini · to this host only)";
}

function secretOf(text: (key: string) => string | undefined, { id }: Connector, about: About): string {
  const [file, variable] = [text("secretFile"), text("secretVariable")];
  if (file && variable) about.say("secretFile, secretVariable: pilih satu · choose one");
  if (file) return fileText(file, "secretFile", about)?.trim() ?? "";
  const secret = variable === undefined ? undefined : about.env[variable];
  if (variable && !secret) about.say(`secretVariable: ${variable} kosong · is empty`);
  if (!variable && id !== "mail_smtp") about.say("secretFile | secretVariable: wajib · one is needed");
  return secret ?? "";
}

function fileText(path: string, key: string, { dir, say }: About): string | undefined {
  try {
    const text = readFileSync(resolve(dir, path), "utf8");
    if (text.trim() !== "") return text;
    say(`${key}: ${path} kosong · is empty`);
  } catch {
    say(`${key}: ${path} tidak dapat dibaca · cannot be read`);
  }
  return undefined;
}
