import { type Draw, drawWith } from "../demo/company/draw.ts";
import type { Answer } from "../demo/day/caller.ts";
import { localDay } from "../platform/local-day.ts";
import type { Product } from "../product.ts";
import type { OpenTasks } from "./history.ts";
import { PURPOSE, type ReplayHouse, SOURCE, ZONE } from "./house.ts";
import type { Move } from "./moves.ts";
import type { Players } from "./players.ts";
import { endCase } from "./store.ts";

/** One look of the log as it went in the house. `entry` is absent where it was refused. */
export interface PlayedLook {
  at: number;
  day: string;
  personId: string;
  customerId: string;
  caseId: string | undefined;
  entry: number | undefined;
  /** The random active customer: the same person and instant, another open case. */
  other: { customerId: string; caseId: string } | undefined;
}

type MoveOf<Do extends Move["do"]> = Extract<Move, { do: Do }>;
/** A claim of the replay lasts an hour, the longest there is. */
const CLAIM_MINUTES = 60;

/** Plays the moves through HTTP at their own times. An evening is run when a day is over. */
export class LogPlayer {
  readonly looks: PlayedLook[] = [];
  private readonly product: Product;
  private readonly house: ReplayHouse;
  private readonly players: Players;
  private readonly draw: Draw;
  private readonly open: OpenTasks;
  private readonly cases = new Map<string, string>();

  constructor(product: Product, house: ReplayHouse, players: Players, open: OpenTasks, chance: () => number) {
    this.product = product;
    this.house = house;
    this.players = players;
    this.draw = drawWith(chance);
    this.open = new Map(open);
  }

  async play(move: Move): Promise<void> {
    this.product.story?.set(move.at);
    if (move.do === "task") return this.bring(move);
    if (move.do === "end") return this.end(move);
    if (move.do === "look") return this.look(move);
    return this.outcome(move);
  }

  /** One office's evening, on its own day. */
  async evening(day: string, at: Date): Promise<void> {
    this.product.story?.set(at);
    const { status, body } = await this.players.post(this.house.supervisor, "/api/desk/run");
    if (status >= 300) throw new Error(`the evening of ${day} could not be run: ${status} ${String(body.code ?? "")}`);
  }

  private async bring({ task, caseId }: MoveOf<"task">): Promise<void> {
    const customer = this.house.customers.get(caseId) ?? "";
    const answer = await this.players.post(this.house.integrator, "/api/cases", {
      external: task,
      source: SOURCE,
      customer,
      purpose: PURPOSE,
      office: this.house.office,
      origin: "dispatch",
    });
    const id = caseOf(answer);
    if (!id) throw new Error(`the replay could not hand a task in: ${answer.status} ${String(answer.body.code ?? "")}`);
    this.open.set(task, { caseId: id, customerId: customer });
  }

  /** The bank's system took the item away: no route does that, so it is written as a history entry is. */
  private async end({ task, at }: MoveOf<"end">): Promise<void> {
    const open = this.open.get(task);
    this.open.delete(task);
    if (!open) return;
    const { act } = this.product.journal;
    await act(
      async (tx, write) => {
        await endCase(tx, open.caseId, at);
        await write({
          typ: "case",
          aggregate: `case:${open.caseId}`,
          act: this.house.integrator,
          body: { change: "ended by its system", id: open.caseId },
        });
      },
      { wait: false },
    );
  }

  private async look(move: MoveOf<"look">): Promise<void> {
    const [person, customer] = [this.house.people.get(move.who) ?? "", this.house.customers.get(move.caseId) ?? ""];
    const mine = (await this.claimed(person, move.task)) ?? (await this.openedByHimself(person, customer));
    const answer = await this.players.post(person, "/api/looks", { customer, purpose: PURPOSE, ...(mine && { case: mine }) });
    if (mine) this.cases.set(move.look, mine);
    const entry = answer.status === 200 ? Number(answer.body.entry) : undefined;
    this.looks.push({
      at: move.at.getTime(),
      day: localDay(move.at, ZONE),
      personId: person,
      customerId: customer,
      caseId: mine,
      entry,
      other: this.another(customer),
    });
  }

  private async claimed(person: string, task: string | undefined): Promise<string | undefined> {
    const open = task === undefined ? undefined : this.open.get(task);
    if (!open) return undefined;
    const { status } = await this.players.post(person, `/api/cases/${open.caseId}/claim`, { minutes: CLAIM_MINUTES });
    return status === 200 ? open.caseId : undefined;
  }

  private async openedByHimself(person: string, customer: string): Promise<string | undefined> {
    return caseOf(await this.players.post(person, "/api/cases", { customer, purpose: PURPOSE, origin: "agent_call" }));
  }

  private async outcome({ look, who, outcome }: MoveOf<"outcome">): Promise<void> {
    const mine = this.cases.get(look);
    if (!mine) return;
    await this.players.post(this.house.people.get(who) ?? "", `/api/cases/${mine}/outcome`, { outcome });
    if (outcome === "call_back") return;
    for (const [task, open] of this.open) if (open.caseId === mine) this.open.delete(task);
  }

  /** Uniformly among the cases that stand open now, other than this customer's. */
  private another(customer: string): PlayedLook["other"] {
    const others = [...this.open.values()].filter((one) => one.customerId !== customer);
    return others.length > 0 ? this.draw.one(others) : undefined;
  }
}

function caseOf({ status, body }: Answer): string | undefined {
  const made = status === 200 ? (body.case as { id?: unknown } | undefined) : undefined;
  return typeof made?.id === "string" ? made.id : undefined;
}
