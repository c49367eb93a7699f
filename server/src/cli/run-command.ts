import type { StandbyOptions } from "../journal/index.ts";
import { readSettings, type Settings } from "../platform/settings.ts";
import { openProduct, type Product } from "../product.ts";
import { type AdminCall, type AdminServer, startAdminServer } from "./admin-server.ts";
import type { Context } from "./command.ts";
import { contextOf, nobodyThere } from "./context.ts";
import { demandHouse, NoHouse } from "./no-house.ts";
import { productOptions } from "./product-options.ts";
import { type Parsed, parseCommand, type Writers } from "./program.ts";
import { startKeyOf } from "./start-key.ts";

export interface Caller {
  writers: Writers;
  cwd: string;
  tty: boolean;
  signal: AbortSignal;
  /** Asks for a password; absent where nobody could type one. */
  secret?: Context["secret"];
}

/** Runs a command in this process; opens the product under the lock if it asks for it, and closes it afterwards. */
export async function runHere(parsed: Parsed, settings: Settings, caller: Caller): Promise<number> {
  let opened: Product | undefined;
  let asked: Promise<Buffer | undefined> | undefined;
  const startKey = () => (asked ??= startKeyOf(settings, caller.secret ?? nobodyThere));
  const product = async (first?: { simulatedFrom: Date }): Promise<Product> => {
    const key = await startKey();
    opened ??= await openProduct({
      ...productOptions(settings),
      ...(key ? { startKey: key } : {}),
      standby: standbyOf(settings, parsed),
      ...first,
    });
    return noted(opened, parsed);
  };
  try {
    if (!mayBeWithout(parsed)) demandHouse(settings.data);
    return await parsed.command.run(
      contextOf({ ...caller, parsed, settings, product, startKey, openAdmin: (of) => openAdmin(of, settings) }),
    );
  } catch (error) {
    if (!(error instanceof NoHouse)) throw error;
    caller.writers.err(`mercusuar: ${error.message}\n`);
    return WRONGLY_CALLED;
  } finally {
    await opened?.close();
  }
}

const mayBeWithout = ({ command, args, options }: Parsed): boolean =>
  command.houseless === true || command.founds?.(args, options) === true;

/** As whatever else was wrong with the command line: the same number from every command. */
const WRONGLY_CALLED = 2;

/** Which standby has to have each batch; and what is done but once, at this start. */
function standbyOf({ mirror: address, mirrorKey: key }: Settings, { options }: Parsed): StandbyOptions {
  return {
    ...(address && key ? { mirror: { address, key } } : {}),
    takeover: options.takeover === true,
    lost: options.mirrorLost === true,
  };
}

/** Runs commands of callers inside this process, on the product that is open. */
function openAdmin(product: Product, settings: Settings): Promise<AdminServer> {
  return startAdminServer(settings.data, (call, say, signal, secret) => {
    const writers: Writers = { out: (out) => say({ out }), err: (err) => say({ err }) };
    return runInside(product, settings, call, { writers, signal, secret });
  });
}

/**
 * Runs a command for a caller of the running server, on the product that is open.
 * @param settings of the server: the caller's own say nothing about where its data lie
 */
export async function runInside(
  product: Product,
  settings: Settings,
  { argv, cwd, tty }: AdminCall,
  { writers, ...caller }: Pick<Caller, "writers" | "signal" | "secret">,
): Promise<number> {
  const parsed = parseCommand(argv, writers);
  if ("exit" in parsed) return parsed.exit;
  const { data, keys, host, port } = settings;
  return parsed.command.run(
    contextOf({
      ...caller,
      writers,
      cwd,
      tty,
      parsed,
      settings: { ...readSettings({ flags: parsed.options, env: {}, cwd }), data, keys, host, port },
      product: () => noted(product, parsed),
      startKey: refuseSecond,
      inside: true,
      openAdmin: refuseSecond,
    }),
  );
}

const refuseSecond = async (): Promise<never> => {
  throw new Error("the server runs already");
};

/** What an operator does stands in the journal before it is done. */
async function noted(product: Product, { command }: Parsed): Promise<Product> {
  const done = await product.keeper.append({ typ: "operator", body: { command: command.name } });
  if (!done.ok) throw new Error(`the keeper refused to write down this command (${done.code})`);
  return product;
}
