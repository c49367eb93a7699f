/** Has an authority outside say that a checkpoint was there at a time (RFC 3161): whoever holds every key cannot put it back in time. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { askAuthority } from "./ask-authority.ts";
import { judgeStamps, keepStamp } from "./kept-stamps.ts";
import { checkTimeStamp, TimeStampFault, timeStampQuery } from "./openssl-ts.ts";
import { publishedCheckpoint } from "./published-checkpoint.ts";

export interface TimeStampSettings {
  /** Of the authority: http or https. */
  url: string;
  /** PEM file of the certificates that its tokens are checked against. */
  ca: string;
}

export interface Stamped {
  /** DAY-SIZE: the files `stamps/NAME.checkpoint` and `stamps/NAME.tsr`. */
  name: string;
  size: number;
  /** By the authority's clock. */
  time: Date;
  /** The authority runs on this very machine. */
  here: boolean;
  /** Of the token, hex SHA-256, as the journal remembers it. */
  hash: string;
}

export class TimeStamping {
  /** When the newest token was made, by the authority's clock; undefined where none holds. */
  last: Date | undefined;
  here = false;
  readonly settings: TimeStampSettings;
  private readonly dataDir: string;

  constructor(dataDir: string, settings: TimeStampSettings) {
    this.dataDir = dataDir;
    this.settings = settings;
  }

  /** What an earlier process kept, checked anew. Where the authority runs is known only once it has been asked. */
  async recall(): Promise<void> {
    for await (const { time } of judgeStamps(this.dataDir, this.settings.ca)) {
      this.last = time;
      if (time !== undefined) break;
    }
    this.here = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(this.settings.url).hostname);
  }

  /** Stamps the published checkpoint. Kept only after its token was verified. @throws TimeStampFault */
  async stamp(): Promise<Stamped> {
    const published = await publishedCheckpoint(this.dataDir);
    if (published === undefined) throw new TimeStampFault("the checkpoint cannot be read");
    const { note, checkpoint } = published;
    const { size } = checkpoint;
    const query = await timeStampQuery(note);
    const { bytes, here } = await askAuthority(this.settings.url, query);
    const time = await checkTimeStamp({ data: note, answer: bytes, ca: this.settings.ca, query });
    const name = `${time.toISOString().slice(0, 10)}-${size}`;
    await keepStamp(join(this.dataDir, "journal"), { name, note, answer: bytes });
    this.last = time;
    this.here = here;
    return { name, size, time, here, hash: createHash("sha256").update(bytes).digest("hex") };
  }
}
