import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SettingsError } from "../platform/settings.ts";
import type { EvidenceMap, MessageSource } from "./evidence-sources/contract.ts";
import { evidenceSources } from "./evidence-sources/list.ts";
import { MapFault } from "./map-file.ts";
import { checkMap } from "./read-map.ts";

/** A system that sends messages, as a company set it up. */
export interface Feed {
  source: MessageSource;
  map: EvidenceMap;
  secret: string;
  /** In whose name its records come, and the second person of the lookup grant (logins); without it the integrator or operator. */
  by: string | undefined;
  second: string | undefined;
}

export type Feeds = ReadonlyMap<string, Feed>;

const LEAST_SECRET = 16;
const OURS = ["name", "uses", "secretFile", "by", "second"];

/**
 * Reads the file of feeds: `{ "feeds": [{ "name", "uses", "zone", "secretFile", … }] }`. Secrets stand in files of their own.
 * @throws SettingsError with all mistakes at once
 */
export function readFeeds(file: string): Feeds {
  const mistakes: string[] = [];
  const feeds = new Map<string, Feed>();
  for (const [at, given] of listed(file, mistakes).entries()) {
    const say = (what: string): void => void mistakes.push(`${file}: feeds[${at}]: ${what}`);
    const feed = feedOf(given, dirname(file), say);
    if (feed && feeds.has(feed.map.source)) say(`name "${feed.map.source}": sudah dipakai · is taken`);
    else if (feed) feeds.set(feed.map.source, feed);
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return feeds;
}

function listed(file: string, mistakes: string[]): Array<Record<string, unknown>> {
  try {
    const { feeds } = JSON.parse(readFileSync(file, "utf8")) as { feeds?: unknown };
    if (Array.isArray(feeds) && feeds.every((one) => typeof one === "object" && one !== null))
      return feeds as Array<Record<string, unknown>>;
    mistakes.push(`${file}: harus · expected { "feeds": [ … ] }`);
  } catch (error) {
    mistakes.push(`${file}: tidak dapat dibaca · cannot be read: ${(error as Error).message}`);
  }
  return [];
}

function feedOf(given: Record<string, unknown>, dir: string, say: (what: string) => void): Feed | undefined {
  const messages = evidenceSources.filter((one): one is MessageSource => one.form === "message");
  const source = messages.find(({ id }) => id === given.uses);
  if (!source) {
    say(`uses: harus salah satu dari · expected one of: ${messages.map(({ id }) => id).join(", ")}`);
    return undefined;
  }
  const text = (key: string): string | undefined => (typeof given[key] === "string" ? (given[key] as string) : undefined);
  const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !OURS.includes(key)));
  try {
    const map = checkMap({ ...rest, source: given.name }, source);
    return { source, map, secret: secretOf(text("secretFile"), dir, say), by: text("by"), second: text("second") };
  } catch (error) {
    if (!(error instanceof MapFault)) throw error;
    say(error.message.replace('"source" must name the source', '"name" must name the feed'));
    return undefined;
  }
}

function secretOf(path: string | undefined, dir: string, say: (what: string) => void): string {
  try {
    const secret = path === undefined ? "" : readFileSync(resolve(dir, path), "utf8").trim();
    if (secret.length >= LEAST_SECRET) return secret;
    say(`secretFile: ${path ?? "?"}: sedikitnya ${LEAST_SECRET} karakter · at least ${LEAST_SECRET} characters`);
  } catch {
    say(`secretFile: ${path ?? "?"}: tidak dapat dibaca · cannot be read`);
  }
  return "";
}
