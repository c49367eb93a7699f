/** The log keys of a key directory: which there are, which of them sign, and those that lie in an SSH agent. */
import type { KeyStore } from "./key-store.ts";
import { type Signer, signerOf } from "./log-key.ts";
import { FIRST_LOG_KEY, LogKeys, numberOfLogKey } from "./log-keys.ts";
import { SshAgent } from "./ssh-agent.ts";

/** `log`, `log-2` … */
const LOG_KEY = /^log(?:-\d+)?$/;

export class LogRing {
  #current: LogKeys;
  private readonly store: KeyStore;
  private readonly agents = new Map<string, SshAgent>();

  constructor(store: KeyStore, origin: string) {
    this.store = store;
    this.#current = this.under(origin);
  }

  /** The log keys as they are now. Until it is said which of them, all sign that are there. */
  get current(): LogKeys {
    return this.#current;
  }

  /** Names of those that are there, the oldest first. */
  names(): string[] {
    const names = this.store.names().filter((name) => LOG_KEY.test(name));
    if (names.length > 0) return names.sort((a, b) => numberOfLogKey(a) - numberOfLogKey(b));
    // None is there: the one to be missed comes after those that have given way.
    const former = this.store.publicHalves().length;
    return [former === 0 ? FIRST_LOG_KEY : `${FIRST_LOG_KEY}-${former + 1}`];
  }

  /** Those that are there, as the keys of a log of this name. @param signing which of them sign; all where it is not said */
  under(origin: string, signing?: readonly string[]): LogKeys {
    return new LogKeys(origin, new Map(this.names().map((name) => [name, this.signer(name)])), this.store.publicHalves(), signing);
  }

  private signer(name: string): Signer {
    const half = this.store.inAgent(name);
    if (half === undefined) return signerOf(this.store.read(name));
    const agent = this.agents.get(name) ?? new SshAgent(half);
    this.agents.set(name, agent);
    return agent;
  }

  /** These sign from now on, the older first. */
  signWith(names: readonly string[]): void {
    this.#current = this.under(this.current.origin, names);
  }

  /**
   * Makes a new key. It signs from now on, beside the one that does. Gives its public half, hex.
   * @param lives keys that the journal names
   * @param inAgent public half of a key in the SSH agent that is to be it
   */
  make(name: string, beside: string, lives: ReadonlyMap<string, unknown>, inAgent?: Uint8Array): string {
    if (inAgent === undefined) this.store.makeUnlessNamed(name, lives);
    else {
      this.drop(name);
      this.store.pointToAgent(name, inAgent);
    }
    this.signWith([beside, name]);
    return this.current.publicHalf(name) ?? "";
  }

  /** A key in an SSH agent that was to sign and never did: its name is free for another. */
  unmake(name: string): void {
    if (this.isInAgent(name)) this.drop(name);
  }

  /** Its public half stays. INVARIANT: only after the entry that says so is durable. */
  destroy(name: string): void {
    const half = this.current.publicHalf(name);
    if (half !== undefined) this.store.keepPublic(name, half);
    this.drop(name);
  }

  private drop(name: string): void {
    this.agents.get(name)?.close();
    this.agents.delete(name);
    this.store.destroy(name);
  }

  /** Says of a key that it does not lie in this directory. */
  isInAgent(name: string): boolean {
    return this.agents.has(name);
  }

  /** Every key that signs and lies in an SSH agent can be used. @throws AgentAway */
  async agentsAnswer(): Promise<void> {
    for (const agent of this.signingAgents()) await agent.mustHold();
  }

  /** An SSH agent whose key signs did not do what it was asked last; it is asked again meanwhile. */
  agentsAway(): boolean {
    const agents = this.signingAgents();
    for (const agent of agents) agent.probe();
    return agents.some(({ away }) => away);
  }

  private signingAgents(): SshAgent[] {
    return this.current.signing.flatMap((name) => this.agents.get(name) ?? []);
  }
}
