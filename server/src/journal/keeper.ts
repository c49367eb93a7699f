import type {
  AppendCall,
  AppendResult,
  Call,
  Claims,
  DestroyCall,
  DestroyResult,
  ErasedCall,
  ErasedResult,
  GrantCall,
  GrantResult,
  KeysCall,
  KeysResult,
  ListCall,
  ListResult,
  LookCall,
  LookResult,
  MatchCall,
  MatchResult,
  PruneCall,
  PruneResult,
  PseudonymsCall,
  PseudonymsResult,
  Refused,
  Result,
  RewrapCall,
  RewrapResult,
  RotateCall,
  RotateResult,
  SealCall,
  SealResult,
  StatusCall,
  StatusResult,
  TokensCall,
  TokensResult,
  UseCall,
  UseResult,
} from "@mercusuar/keeper";
import type { Clock } from "../platform/clock.ts";
import { newIid } from "../platform/ids.ts";
import { cannotWrite, KeeperDown } from "./keeper-down.ts";
import type { Pulse } from "./pulse.ts";

/** A call as a chapter makes it: `iid` is drawn where absent, `at` comes from the clock. */
export type Ask<C extends Call> = Omit<C, "call" | "iid"> & { iid?: string };

export interface CallOptions {
  /** Milliseconds until `KeeperDown` "slow"; 2,000 unless told, more for bulk. */
  timeout?: number;
}

/**
 * The keys and the pen. Each method gives the keeper's result or its refusal (`ok: false`, no personal data, nothing opened).
 * @throws KeeperDown (503) when the keeper is dead, slow, halted or its disk is full: nothing was released
 */
export interface Keeper {
  seal(call: Ask<SealCall>, options?: CallOptions): Promise<SealResult | Refused>;
  look(call: Ask<LookCall>, options?: CallOptions): Promise<LookResult | Refused>;
  /** One value for a connector, never for a screen. */
  use(call: Ask<UseCall>, options?: CallOptions): Promise<UseResult | Refused>;
  list(call: Ask<ListCall>, options?: CallOptions): Promise<ListResult | Refused>;
  tokens(call: Ask<TokensCall>, options?: CallOptions): Promise<TokensResult | Refused>;
  match(call: Ask<MatchCall>, options?: CallOptions): Promise<MatchResult | Refused>;
  append(call: Ask<AppendCall>, options?: CallOptions): Promise<AppendResult | Refused>;
  grant(call: Ask<GrantCall>, options?: CallOptions): Promise<GrantResult | Refused>;
  pseudonyms(call: Ask<PseudonymsCall>, options?: CallOptions): Promise<PseudonymsResult | Refused>;
  rotate(call: Ask<RotateCall>, options?: CallOptions): Promise<RotateResult | Refused>;
  rewrap(call: Ask<RewrapCall>, options?: CallOptions): Promise<RewrapResult | Refused>;
  /** What keys there are; writes nothing. */
  keys(options?: CallOptions): Promise<KeysResult>;
  destroy(call: Ask<DestroyCall>, options?: CallOptions): Promise<DestroyResult | Refused>;
  /** What two persons agreed to; on a line of its own, for the keeper reads the journal first. `too-soon`, `nothing-ends`. */
  prune(call: Ask<PruneCall>, options?: CallOptions): Promise<PruneResult | Refused>;
  /** Ids of dead keys, 10,000 a page. */
  erased(from: number, options?: CallOptions): Promise<ErasedResult>;
  status(options?: CallOptions): Promise<StatusResult>;
  /** How the keeper is at this moment, as the lamp shows it. */
  readonly pulse: Pulse;
  /** Many calls in the order given, sharing one frame. */
  many(calls: Array<Ask<AppendCall>>, options?: CallOptions): Promise<Array<AppendResult | Refused>>;
  /** Told of every result that belongs to a look, listing, search, match or refusal: the projection listens here. */
  onSeen(listener: (call: Call, result: Result) => void): void;
  close(): Promise<void>;
}

/** Sends one call as JSON and gives its result; rejects with KeeperDown. */
export type SendCall = (json: string, timeout: number, late?: (result: Result) => void) => Promise<Result>;

const DEFAULT_TIMEOUT = 2_000;
/** Sealing and pseudonyms work in hundreds of holders. */
const BULK_TIMEOUT = 60_000;
/** The keeper reads all that it shall prune. */
const PRUNE_TIMEOUT = 3_600_000;
const BULK: ReadonlySet<Call["call"]> = new Set(["seal", "pseudonyms", "rewrap", "rotate"]);
const WITH_CLAIMS: ReadonlySet<Call["call"]> = new Set(["seal", "look", "use", "list", "tokens", "match"]);

type Seen = (call: Call, result: Result) => void;

/**
 * The typed calls over a link.
 * @param alone sends a call that takes minutes: others of its frame would wait with it
 */
export function keeperCalls(send: SendCall, clock: Clock, timeout = DEFAULT_TIMEOUT, alone = send) {
  const listeners: Seen[] = [];
  const ask = async <R extends Result>(kind: Call["call"], call: object, options: CallOptions = {}): Promise<R> => {
    const whole = completed(kind, call as Partial<Call>, clock);
    const limit = options.timeout ?? (BULK.has(kind) ? Math.max(BULK_TIMEOUT, timeout) : timeout);
    const seen = (result: Result): void => {
      for (const listener of listeners) listener(whole, result);
    };
    const result = await send(JSON.stringify(whole), limit, seen);
    stopped(result);
    seen(result);
    return result as R;
  };
  return {
    seal: (call: Ask<SealCall>, options?: CallOptions) => ask<SealResult | Refused>("seal", call, options),
    look: (call: Ask<LookCall>, options?: CallOptions) => ask<LookResult | Refused>("look", call, options),
    use: (call: Ask<UseCall>, options?: CallOptions) => ask<UseResult | Refused>("use", call, options),
    list: (call: Ask<ListCall>, options?: CallOptions) => ask<ListResult | Refused>("list", call, options),
    tokens: (call: Ask<TokensCall>, options?: CallOptions) => ask<TokensResult | Refused>("tokens", call, options),
    match: (call: Ask<MatchCall>, options?: CallOptions) => ask<MatchResult | Refused>("match", call, options),
    append: (call: Ask<AppendCall>, options?: CallOptions) => ask<AppendResult | Refused>("append", call, options),
    grant: (call: Ask<GrantCall>, options?: CallOptions) => ask<GrantResult | Refused>("grant", call, options),
    pseudonyms: (call: Ask<PseudonymsCall>, options?: CallOptions) => ask<PseudonymsResult | Refused>("pseudonyms", call, options),
    rotate: (call: Ask<RotateCall>, options?: CallOptions) => ask<RotateResult | Refused>("rotate", call, options),
    rewrap: (call: Ask<RewrapCall>, options?: CallOptions) => ask<RewrapResult | Refused>("rewrap", call, options),
    async keys(options: CallOptions = {}): Promise<KeysResult> {
      const result = await send(JSON.stringify({ call: "keys", iid: newIid() } satisfies KeysCall), options.timeout ?? timeout);
      if (!result.ok) throw new KeeperDown("down");
      return result as KeysResult;
    },
    many: (calls: Array<Ask<AppendCall>>, options?: CallOptions) =>
      Promise.all(calls.map((call) => ask<AppendResult | Refused>("append", call, options))),
    destroy: (call: Ask<DestroyCall>, options?: CallOptions) => ask<DestroyResult | Refused>("destroy", call, options),
    async prune(call: Ask<PruneCall>, options: CallOptions = {}): Promise<PruneResult | Refused> {
      const whole = completed("prune", call as Partial<Call>, clock);
      const result = await alone(JSON.stringify(whole), options.timeout ?? PRUNE_TIMEOUT);
      stopped(result);
      return result as PruneResult | Refused;
    },
    async erased(from: number, options: CallOptions = {}): Promise<ErasedResult> {
      const result = await send(JSON.stringify({ call: "erased", iid: newIid(), from } satisfies ErasedCall), options.timeout ?? timeout);
      if (!result.ok) throw new KeeperDown("down");
      return result as ErasedResult;
    },
    async status(options: CallOptions = {}): Promise<StatusResult> {
      const result = await send(JSON.stringify({ call: "status", iid: newIid() } satisfies StatusCall), options.timeout ?? timeout);
      if (!result.ok) throw new KeeperDown("down");
      return result as StatusResult;
    },
    onSeen: (listener: Seen) => void listeners.push(listener),
  };
}

/** `iid` and story time filled in. A call that names its own keeps it: the outbox sends the time of the act, not of the relay. */
function completed(kind: Call["call"], call: Partial<Call>, clock: Clock): Call {
  const iid = call.iid ?? newIid();
  const at = clock.at();
  if (at === undefined) return { ...call, call: kind, iid } as Call;
  if (!WITH_CLAIMS.has(kind)) return { at, ...call, call: kind, iid } as Call;
  return { ...call, claims: { at, ...(call as { claims: Claims }).claims }, call: kind, iid } as Call;
}

/** A keeper that cannot write says so to everybody: that is no refusal of this call, but closed doors. */
function stopped(result: Result): void {
  if (!result.ok && (cannotWrite(result.code) || result.code === "unwitnessed")) throw new KeeperDown(result.code);
}
