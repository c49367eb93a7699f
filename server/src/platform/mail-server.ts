/** How mail leaves the house. */
export interface Reached {
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  ignoreTLS: boolean;
  name: string;
}

/** What must be so for mail to leave at all; tells the mistake otherwise. A password never travels in the open. */
export function mailServerOf(text: string): Reached | { mistake: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const scheme = url?.protocol.slice(0, -1) ?? "";
  if (url === undefined || url.hostname === "" || !(scheme in PORTS))
    return { mistake: "harus · expected smtp://NAMA@HOST:587, smtps://… atau · or smtp+plain://HOST:25" };
  if (url.password !== "")
    return {
      mistake: "kata sandi tidak boleh di alamat: pakai --mail-password-file · no password in the address: use --mail-password-file",
    };
  if (scheme === "smtp+plain" && url.username !== "")
    return { mistake: "smtp+plain tidak membawa nama dan kata sandi · smtp+plain carries no name and password" };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (PORTS[scheme] as number) : Number(url.port),
    secure: scheme === "smtps",
    requireTLS: scheme === "smtp",
    ignoreTLS: scheme === "smtp+plain",
    name: decodeURIComponent(url.username),
  };
}

const PORTS: Record<string, number> = { smtp: 587, smtps: 465, "smtp+plain": 25 };
