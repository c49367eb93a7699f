/**
 * The line between a keeper and its standby: TLS with a key that both hold (PSK) and nobody else, so neither can be taken for another.
 * Frames as on the keeper's socket: a length and JSON.
 */
import { readFileSync } from "node:fs";
import { connect, createServer, type Server, type TLSSocket } from "node:tls";
import { Frames, frameOf } from "../socket.ts";

/** Ephemeral key exchange: whoever takes the key later reads nothing of what went before. */
const TLS = { ciphers: "ECDHE-PSK-CHACHA20-POLY1305", minVersion: "TLSv1.2", maxVersion: "TLSv1.2" } as const;
const IDENTITY = "mercusuar-standby";

/** First, from the keeper: how much it has. */
export interface MirrorHello {
  vkey: string;
  size: number;
}

/** First, from the standby. `records`: the batches that the keeper does not have, at most one after a crash. */
export interface StandbyHello {
  id: string;
  size: number;
  /** Hex. */
  root: string;
  records: string[];
}

export interface MirrorBatch {
  /** The batch as it stands in its file, base64. */
  record: string;
}

/** `size`: durable up to here. `refused`: another history, or another writer: this keeper must not go on. */
export type StandbyAnswer = { size: number } | { refused: string };

/** @throws Error where the file holds no key */
export function readMirrorKey(path: string): Buffer {
  const text = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${path}: holds no key of a standby (64 hex digits)`);
  return Buffer.from(text, "hex");
}

export function standbyServer(psk: Buffer, onLine: (line: TLSSocket) => void): Server {
  return createServer({ ...TLS, pskCallback: (_, identity) => (identity === IDENTITY ? psk : null) }, onLine);
}

export function connectStandby(address: string, psk: Buffer): TLSSocket {
  const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(address) ?? [];
  // The key, not a certificate, says who is there.
  const options = { ...TLS, pskCallback: () => ({ psk, identity: IDENTITY }), checkServerIdentity: () => undefined };
  return connect({ host: host.replace(/^\[|\]$/g, ""), port: Number(port), ...options });
}

/** Frames in and out; a line that carries something else is cut. */
export function talk<In>(line: TLSSocket, onFrame: (frame: In) => void): { send(frame: object): void } {
  const frames = new Frames((text) => onFrame(JSON.parse(text) as In));
  line.on("data", (chunk: Buffer) => {
    try {
      frames.push(chunk);
    } catch {
      line.destroy();
    }
  });
  line.on("error", () => line.destroy());
  line.setNoDelay(true);
  return { send: (frame) => void (line.destroyed || line.write(frameOf(frame))) };
}
