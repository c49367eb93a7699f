import { readFileSync } from "node:fs";
import type { OutsideSettings } from "../journal/index.ts";
import { type Settings, SettingsError } from "../platform/settings.ts";

/** Who outside gets a checkpoint each day, as the settings say. @throws SettingsError where a file cannot be read */
export function outsideOf(settings: Settings): OutsideSettings {
  const {
    timeStamps,
    timeStampCa,
    mailCheckpointsTo: to,
    mailFrom: from,
    mailServer: server,
    mailPassword,
    mailPasswordFile,
    mailCa,
  } = settings;
  const password = mailPasswordFile === undefined ? mailPassword : textOf("--mail-password-file", mailPasswordFile).replace(/\r?\n$/, "");
  const ca = mailCa === undefined ? undefined : textOf("--mail-ca", mailCa);
  return {
    ...(timeStamps && timeStampCa ? { timeStamps: { url: timeStamps, ca: timeStampCa } } : {}),
    ...(to && from && server ? { mail: { to, from, server, ...(password ? { password } : {}), ...(ca ? { ca } : {}) } } : {}),
  };
}

function textOf(flag: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new SettingsError([`${flag}: ${path} tidak dapat dibaca · cannot be read`]);
  }
}
