import { forgetRememberedHead, KeeperDown, makeDerive, rememberedHead } from "./journal/index.ts";
import { defaultPeopleSettings, makePeople, type People } from "./people/index.ts";
import { MIGRATIONS } from "./product.ts";
import { type GroundOptions, openGround } from "./product-ground.ts";
import { indexValue } from "./records/index.ts";

export interface HaltedHouse {
  people: Pick<People, "approvals">;
  simulated: boolean;
  /** The highest head that the database remembers. */
  seen: { size: number; root: string } | undefined;
  /** It was left: the new log begins with none of its heads. */
  forgetHead(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The house without a keeper, for who must decide about a journal that does not fit what was signed: persons and passwords can be asked,
 * nothing can be written down, opened or changed. @throws DataInUse while a server runs
 */
export async function openHaltedHouse(options: GroundOptions & { scryptCost?: number }): Promise<HaltedHouse> {
  const closers: Array<() => unknown> = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const ground = await openGround(options, MIGRATIONS, closers);
    const halted = async (): Promise<never> => {
      throw new KeeperDown("halted");
    };
    const act = Object.assign(halted, { after: halted });
    const people = makePeople({
      ...ground,
      act,
      derive: makeDerive(ground.db),
      keeper: { seal: halted, append: halted },
      settings: { ...defaultPeopleSettings, ...(options.scryptCost ? { scryptCost: options.scryptCost } : {}) },
      ports: {
        indexValue,
        personEnded: halted,
        personMoved: halted,
        approvalCustomer: async () => undefined,
        quota: async () => ({ used: 0, of: 0, warn: 0 }),
      },
    });
    const forgetHead = () => makeDerive(ground.db)((tx) => forgetRememberedHead(tx));
    return { people, simulated: ground.simulated, seen: await rememberedHead(ground.db), forgetHead, close };
  } catch (error) {
    await close();
    throw error;
  }
}
