/** Many callers on sockets of their own who look without a pause, and what each of them was told. */
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { expect } from "vitest";
import type { LookCall, LookResult, Refused, Result } from "../../keeper/src/protocol.ts";
import { Caller, type Customer, claims, given, lookAt, type Place, type Running, sealCustomer } from "../../keeper/src/test-rig/rig.ts";

export const CALLERS = 64;
/** So that nobody is stopped by a limit on looks. */
export const NO_LIMITS = ["--budget", "100000000", "--ceiling", "100000000"];

interface Asked {
  call: LookCall;
  name: string;
}

export class Crowd {
  readonly answered: Array<Asked & { result: LookResult }> = [];
  readonly refused: Array<Asked & { result: Refused }> = [];
  /** Calls whose keeper went before it answered. */
  readonly unanswered: Asked[] = [];
  private readonly customers: Array<{ customer: Customer; name: string }> = [];
  private read = 0;
  private readonly written = new Map<string, number>();
  private over = false;

  static async at({ caller }: Running): Promise<Crowd> {
    const crowd = new Crowd();
    for (let i = 0; i < CALLERS; i++) {
      const name = `Nama ${i}`;
      crowd.customers.push({ customer: await sealCustomer(caller, `c${i}`, { name }), name });
    }
    return crowd;
  }

  /** Looks until the keeper hangs up or {@link rest} is called. @param told of each answer, good or bad, with how many there were */
  async press(place: Place, told: (answers: number) => void): Promise<void> {
    this.over = false;
    let answers = 0;
    const callers = await Promise.all(this.customers.map(() => Caller.connect(place)));
    await Promise.all(callers.map((caller, n) => this.look(caller, n, () => told(++answers))));
    for (const caller of callers) caller.close();
  }

  rest(): void {
    this.over = true;
  }

  private async look(caller: Caller, n: number, told: () => void): Promise<void> {
    const { customer, name } = this.customers[n] as (typeof this.customers)[0];
    while (!this.over) {
      const call = lookAt(customer, "name", { claims: claims({ own: true, act: `p${n}` }) });
      const result = await caller.one(call).catch(() => undefined);
      if (result === undefined) {
        this.unanswered.push({ call, name });
        return;
      }
      if (result.ok) this.answered.push({ call, result: result as LookResult, name });
      else this.refused.push({ call, name, result });
      told();
    }
  }

  /**
   * Holds the published journal against what was told since the last time: whole, without a gap, each answer in it under its index,
   * nothing of what was refused, no call twice. Ask it of a keeper that has just started or ended: it has published everything.
   */
  async check(place: Place): Promise<void> {
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    for await (const { index, entry } of readEntries(place.data, this.read)) {
      expect(index).toBe(this.read++);
      expect(this.written.has(entry.iid)).toBe(false);
      this.written.set(entry.iid, index);
    }
    for (const { call, result, name } of this.answered.splice(0)) {
      expect(this.written.get(call.iid)).toBe(result.idx);
      expect(result.values).toEqual({ name });
    }
    for (const { call } of this.refused.splice(0)) expect(this.written.has(call.iid)).toBe(false);
  }

  /** Asks again, under the same ids, for what was not answered: what stands in the journal is told by its index and never with fields. */
  async askAgain({ caller }: Running): Promise<void> {
    const asked = this.unanswered.splice(0);
    const results: Result[] = await caller.all(asked.map(({ call }) => call));
    for (const [n, { call, name }] of asked.entries()) {
      const idx = this.written.get(call.iid);
      if (idx === undefined) this.answered.push({ call, name, result: given<LookResult>(results[n] as Result) });
      else expect(results[n]).toEqual({ ok: false, code: "repeated", idx, detail: expect.any(String) });
    }
  }
}
