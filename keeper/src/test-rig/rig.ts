/** A real keeper process for tests, and a caller on its socket. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newIid } from "../iid.ts";
import { keeperMain } from "../index.ts";
import type {
  AppendCall,
  Call,
  Claims,
  HolderRef,
  LookCall,
  MatchCall,
  Ready,
  Refused,
  Result,
  SealCall,
  SealedField,
  StatusResult,
} from "../protocol.ts";
import { Frames, frameOf } from "../socket.ts";
import { byKnownPerson } from "./person-wraps.ts";

export interface Place {
  dir: string;
  data: string;
  keys: string;
  socket: string;
  /** What two persons opened, where the keys are sealed. */
  startKey?: Buffer;
  remove(): void;
}

export function newPlace(): Place {
  const dir = mkdtempSync(join(tmpdir(), "keeper-"));
  return {
    dir,
    data: join(dir, "data"),
    keys: join(dir, "keys"),
    socket: join(dir, "s", "k.sock"),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export interface Failed {
  failed: string;
  code: number;
}

/** Starts a keeper and waits for what it says first. */
export async function launch(
  place: Place,
  args: readonly string[] = [],
  main = keeperMain,
): Promise<{ child: ChildProcess; said: Ready | Failed; alarms: Array<Record<string, unknown>> }> {
  const child = fork(main, ["--data", place.data, "--keys", place.keys, "--socket", place.socket, ...args], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  if (place.startKey) child.send({ startKey: place.startKey.toString("base64") });
  const alarms: Array<Record<string, unknown>> = [];
  const said = await new Promise<Ready | Failed>((resolve, reject) => {
    child.on("message", (message: Record<string, unknown>) => {
      if ("alarm" in message) alarms.push(message);
      else resolve(message as unknown as Ready | Failed);
    });
    child.once("exit", (code) => reject(new Error(`the keeper went with ${code} and said nothing`)));
  });
  return { child, said, alarms };
}

export class Caller {
  private readonly socket: Socket;
  private readonly open = new Map<number, { resolve: (results: Result[]) => void; reject: (error: Error) => void }>();
  private next = 1;

  private readonly place: Place;

  private constructor(socket: Socket, place: Place) {
    this.socket = socket;
    this.place = place;
    const frames = new Frames((text) => {
      const { id, results } = JSON.parse(text) as { id: number; results: Result[] };
      this.open.get(id)?.resolve(results);
      this.open.delete(id);
    });
    socket.on("data", (chunk: Buffer) => frames.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      for (const { reject } of this.open.values()) reject(new Error("the keeper hung up"));
    });
  }

  static async connect(place: Place, key = readFileSync(join(place.data, "run", "keeper.key"), "utf8").trim()): Promise<Caller> {
    const socket = connect(place.socket);
    await once(socket, "connect");
    socket.write(frameOf({ hello: 1, key }));
    return new Caller(socket, place);
  }

  all(calls: Call[]): Promise<Result[]> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, reject });
      this.socket.write(frameOf({ id, calls: calls.map((call) => byKnownPerson(this.place, call)) }));
    });
  }

  async one(call: Call): Promise<Result> {
    return (await this.all([call]))[0] as Result;
  }

  close(): void {
    this.socket.destroy();
  }
}

export interface Running {
  place: Place;
  child: ChildProcess;
  caller: Caller;
  ready: Ready;
  alarms: Array<Record<string, unknown>>;
  /** Resolves when the process has ended, however. */
  gone: Promise<unknown>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKeeper(place: Place, args: readonly string[] = [], main = keeperMain): Promise<Running> {
  const { child, said, alarms } = await launch(place, args, main);
  if (!("ready" in said)) throw new Error(said.failed);
  const gone = once(child, "exit");
  const caller = await Caller.connect(place);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await gone;
    caller.close();
  };
  return { place, child, caller, ready: said, alarms, gone, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

export const iid = (at = Date.now()): string => newIid(at);
export const claims = (more: Partial<Claims> = {}): Claims => ({ act: "p1", dec: "allow", rsn: ["OK"], pur: "service", ...more });

export type Given<R> = Exclude<R, Refused>;
export function given<R extends Result>(result: Result): Given<R> {
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`);
  return result as Given<R>;
}

export async function statusOf({ caller }: Running): Promise<StatusResult> {
  return given<StatusResult>(await caller.one({ call: "status", iid: "" }));
}

export interface Customer {
  ref: HolderRef;
  fields: Record<string, SealedField>;
}

/** Seals one new customer with the fields given. */
export async function sealCustomer(
  caller: Caller,
  id: string,
  values: Record<string, string>,
  more: Partial<SealCall["holders"][number]> = {},
): Promise<Customer> {
  const fields = Object.entries(values).map(([field, value]) => ({ id: field, ver: 1, value }));
  const call: SealCall = { call: "seal", iid: iid(), claims: claims(), holders: [{ kind: "customer", id, fields, index: [], ...more }] };
  const result = given<import("../protocol.ts").SealResult>(await caller.one(call));
  const [sealed] = result.holders;
  if (sealed === undefined) throw new Error("nothing sealed");
  const cts = Object.entries(sealed.fields).map(([field, ct]) => [field, { id: field, ver: 1, ct }] as const);
  return { ref: { kind: more.kind ?? "customer", id, wrap: sealed.wrap }, fields: Object.fromEntries(cts) };
}

export function lookAt(customer: Customer, field: string, more: Partial<LookCall> = {}): LookCall {
  const sealed = customer.fields[field] as SealedField;
  return { call: "look", iid: iid(), claims: claims(), holder: customer.ref, fields: [{ ...sealed, mask: "full" }], ...more };
}

export function matchWith(customer: Customer, field: string, value: string, caseId: string, act = "p1"): MatchCall {
  return {
    call: "match",
    iid: iid(),
    claims: claims({ act, case: caseId }),
    holder: customer.ref,
    field: customer.fields[field] as SealedField,
    given: value,
  };
}

export function appendOf(typ: string, body: AppendCall["body"], more: Partial<AppendCall> = {}): AppendCall {
  return { call: "append", iid: iid(), typ, act: "p1", body, ...more };
}
