import { readFileSync } from "node:fs";

const TYPE = "ssh-ed25519";
/** The type's name and 32 bytes of key, each behind its length (RFC 8709). */
const BYTES = 4 + TYPE.length + 4 + 32;

/** Public half, 64 hex digits, of the key in a file as `ssh-keygen` writes it (`ssh-ed25519 AAAA… comment`). @throws Error with the remedy */
export function agentKeyIn(path: string): string {
  const [type, text = ""] = textOf(path).trim().split(/\s+/);
  const bytes = Buffer.from(text, "base64");
  if (type !== TYPE || bytes.length !== BYTES || bytes.toString("latin1", 4, 4 + TYPE.length) !== TYPE)
    throw new Error(
      `--ssh-agent ${path}: bukan kunci publik ssh-ed25519; buat dengan ssh-keygen -t ed25519 · no public key of type ssh-ed25519: make one with ssh-keygen -t ed25519`,
    );
  return bytes.subarray(-32).toString("hex");
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(`--ssh-agent ${path}: berkas tidak dapat dibaca · the file cannot be read`);
  }
}
