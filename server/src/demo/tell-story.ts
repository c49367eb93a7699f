import type { AddressInfo } from "node:net";
import { appOf } from "../http/app-of.ts";
import { seeded } from "../platform/chance.ts";
import type { Progress } from "../platform/progress.ts";
import type { Product } from "../product.ts";
import { branchOffices, type Company, foundCompany } from "./company/found-company.ts";
import { callerTo } from "./day/caller.ts";
import { planDay } from "./day/plan.ts";
import { playDay } from "./day/play.ts";
import { type Stage, StoryFault } from "./day/stage.ts";
import { noteStory } from "./story-state.ts";
import { StoryStopped } from "./story-stopped.ts";

export interface StoryWish {
  seed: number;
  /** False: a day on which nobody misuses anything. */
  plants: boolean;
  progress(label: string, total: number, unit: string): Progress;
  /** Ends the telling, at the next customer or step. */
  signal?: AbortSignal;
}

/** Founds the company and plays its day through a listening server. @throws StoryFault; StoryStopped where it was told to end */
export async function tellStory(product: Product, wish: StoryWish): Promise<void> {
  try {
    await tellWhole(product, wish);
  } catch (error) {
    // Whatever failed then failed because all of it ends.
    throw wish.signal?.aborted ? new StoryStopped() : error;
  }
}

async function tellWhole(product: Product, { seed, plants, progress, signal }: StoryWish): Promise<void> {
  const { story, dataDir } = product;
  if (!story) throw new StoryFault("a made-up company belongs into a simulated log only");
  noteStory(dataDir, { seed, state: "being-made" });
  story.freeze();
  const making = progress("Perusahaan contoh", 5000, "pelanggan");
  const company = await foundCompany(product, seed, (done) => {
    signal?.throwIfAborted();
    making.to(done);
  });
  making.end();
  const day = planDay(company.customers, seeded(seed + 1), plants);
  const playing = progress("Satu hari kerja", day.steps.length, "langkah");
  await whileServing(product, (baseUrl) =>
    playDay(stageOf(product, company, baseUrl), day.steps, (count) => {
      signal?.throwIfAborted();
      playing.to(count);
    }),
  );
  playing.end();
  await product.journal.drain();
  await product.journal.flush();
  story.thaw();
  noteStory(dataDir, { seed, state: "played" });
}

/** The real server on a free port of this machine, for as long as the work takes. */
async function whileServing(product: Product, work: (baseUrl: string) => Promise<void>): Promise<void> {
  const app = await appOf(product);
  try {
    await app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = app.server.address() as AddressInfo;
    await work(`http://127.0.0.1:${port}`);
  } finally {
    await app.close();
  }
}

const LINK_HOURS = 12;
const SUPERVISORS = new Map([
  ["sumbawa", "arman"],
  ["surabaya", "wahyuningsih"],
  ["jayapura", "okto"],
] as const);

function stageOf({ people, story }: Product, company: Company, baseUrl: string): Stage {
  const values = new Map(company.customers.map((one) => [one.number, one.values]));
  const spoken = (customer: string, field: string): string => values.get(customer)?.[field] ?? "";
  if (!story) throw new StoryFault("a made-up company belongs into a simulated log only");
  return {
    caller: callerTo(baseUrl),
    clock: story,
    integrator: "umpan",
    spoken,
    phone: (customer) => spoken(customer, "phone"),
    directory: { people: company.people, customers: company.customerIds, offices: branchOffices(company), supervisors: SUPERVISORS },
    signInToken: async (person) => (await people.makeSignInLink(person, { purpose: "invitation", hours: LINK_HOURS })).token,
    planDuty: (personId, date, from, to) =>
      people.setDuty([{ personId, date, segments: [{ kind: "desk", from, to }] }], "rencana", { wait: false }),
    endPerson: async (person) => void (await people.endPerson(person, "contract ended", { by: company.people.get("endah") })),
  };
}
