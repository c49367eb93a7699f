import { MAX_FRAME } from "@mercusuar/keeper";

/** A frame as it crosses the socket: length in four bytes, big-endian, then UTF-8 JSON. */
export function frame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(4 + length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(text, 4, "utf8");
  return bytes;
}

/** Cuts a stream of chunks into frames; `onText` gets the JSON of each. @throws RangeError for a frame beyond the protocol's limit */
export function frameReader(onText: (text: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let have = 0;
  return (chunk) => {
    parts.push(chunk);
    have += chunk.length;
    if (have < 4) return;
    let bytes = parts.length === 1 ? chunk : whole(parts, have);
    if (bytes === undefined) return;
    while (bytes.length >= 4) {
      const length = bytes.readUInt32BE(0);
      if (length > MAX_FRAME) throw new RangeError("the keeper sent a frame beyond the limit");
      if (bytes.length < 4 + length) break;
      onText(bytes.toString("utf8", 4, 4 + length));
      bytes = bytes.subarray(4 + length);
    }
    parts = bytes.length === 0 ? [] : [bytes];
    have = bytes.length;
  };
}

/** The chunks joined, or undefined as long as the first frame is not complete: a large frame is copied once, not once a chunk. */
function whole(parts: Buffer[], have: number): Buffer | undefined {
  const first = parts[0] as Buffer;
  if (first.length >= 4 && have < 4 + first.readUInt32BE(0)) return undefined;
  return Buffer.concat(parts, have);
}
