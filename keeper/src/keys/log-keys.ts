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
  private readonly keys: ReadonlyMap<string, LogKey>;
  private readonly former: readonly Uint8Array[];
  /** Names of those that sign, the older first. */
  signing: readonly string[];

  /** @param signers the keys that are there, by name; all sign until it is said which @param former public halves */
  constructor(origin: string, signers: ReadonlyMap<string, Signer>, former: readonly Uint8Array[]) {
    this.origin = origin;
    this.keys = new Map([...signers].map(([name, signer]) => [name, new LogKey(origin, signer)]));
    this.former = former;
    this.signing = [...this.keys.keys()];
  }

  /** From now on these sign, the older first. */
  signWith(names: readonly string[]): void {
    this.signing = names.filter((name) => this.keys.has(name));
  }

  /** Verifier key of the one that has signed for the longest time. */
  get vkey(): string {
    return this.keys.get(this.signing[0] ?? "")?.vkey ?? "";
  }

  /** Verifier key of the one that takes over, while it does. */
  get next(): string | undefined {
    return this.keys.get(this.signing[1] ?? "")?.vkey;
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
    const lines = await Promise.all(this.signing.map((name) => this.keys.get(name)?.line(text)));
    return `${text}\n${lines.join("")}`;
  }
}
