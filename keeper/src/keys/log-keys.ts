/**
 * The keys of a log by their names in the key directory, `log`, `log-2` and so on: one signs, or two while one takes over from the other, so
 * that whoever knows only one of them still believes every checkpoint. Of those that signed before, the public half is kept.
 */
import { type Checkpoint, checkpointText, parseVkey, type VerifierKey, vkeyText } from "@mercusuar/proof";
import { LogKey, type Signer } from "./log-key.ts";

export const FIRST_LOG_KEY = "log";

/** 1 for `log`, 2 for `log-2`. */
export const numberOfLogKey = (name: string): number => Number(name.split("-")[1] ?? 1);

export class LogKeys {
  readonly origin: string;
  /** Names of those that sign, the older first. */
  readonly signing: readonly string[];
  private readonly keys: ReadonlyMap<string, LogKey>;
  private readonly signers: readonly LogKey[];
  private readonly former: readonly Uint8Array[];

  /**
   * @param present the keys that are there, by name
   * @param former public halves
   * @param signing which of them sign, the older first; all where it is not said
   */
  constructor(
    origin: string,
    present: ReadonlyMap<string, Signer>,
    former: readonly Uint8Array[],
    signing: readonly string[] = [...present.keys()],
  ) {
    this.origin = origin;
    this.keys = new Map([...present].map(([name, signer]) => [name, new LogKey(origin, signer)]));
    this.former = former;
    this.signing = signing;
    this.signers = signing.map((name) => {
      const key = this.keys.get(name);
      if (key === undefined) throw new Error(`the log key ${name}, which signs, is not here: restore it from its copy`);
      return key;
    });
  }

  /** Verifier key of the one that has signed for the longest time. */
  get vkey(): string {
    return this.signers[0]?.vkey ?? "";
  }

  /** Verifier key of the one that takes over, while it does. */
  get next(): string | undefined {
    return this.signers[1]?.vkey;
  }

  /** Verifier keys of those that signed before. */
  get formerVkeys(): string[] {
    return this.former.map((key) => vkeyText(this.origin, key));
  }

  /** Of those that are there. */
  get present(): VerifierKey[] {
    return [...this.keys.values()].flatMap(({ vkey }) => parseVkey(vkey) ?? []);
  }

  /** Verifier keys of these, as far as they are there. */
  named(names: readonly string[]): VerifierKey[] {
    return names.flatMap((name) => parseVkey(this.keys.get(name)?.vkey ?? "") ?? []);
  }

  /** All that ever signed for this log, as far as their public halves are here. */
  get all(): VerifierKey[] {
    return [...this.formerVkeys.flatMap((vkey) => parseVkey(vkey) ?? []), ...this.present];
  }

  /** Hex of the public half. */
  publicHalf(name: string): string | undefined {
    const key = this.keys.get(name)?.publicKey;
    return key && Buffer.from(key).toString("hex");
  }

  /** The signed checkpoint. INVARIANT: leaves the process only after its batch is durable. */
  async sign(checkpoint: Checkpoint): Promise<string> {
    const text = checkpointText(checkpoint);
    const lines = await Promise.all(this.signers.map((key) => key.line(text)));
    return `${text}\n${lines.join("")}`;
  }
}
