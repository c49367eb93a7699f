/** What the keeper bears in mind: empty at first, then filled from its journal and its key directory. */
import type { Memory } from "./journal/replay.ts";
import { HolderList } from "./keys/holder-list.ts";
import { KeyHistory } from "./keys/key-history.ts";
import { Destructions } from "./limits/destructions.ts";
import { Guesses } from "./limits/guesses.ts";
import { Iids } from "./limits/iids.ts";
import { ImportGrants } from "./limits/import-grants.ts";
import { OpeningLimits } from "./limits/opening.ts";
import { Tries } from "./limits/tries.ts";
import type { KeeperSettings } from "./settings.ts";

export function emptyMemory(settings: KeeperSettings): Memory {
  const destructions = new Destructions(settings.keys);
  return {
    opening: new OpeningLimits(settings),
    tries: new Tries(),
    grants: new ImportGrants(),
    guesses: new Guesses(),
    iids: new Iids(),
    destructions,
    history: new KeyHistory(),
    list: new HolderList(settings.keys, destructions),
  };
}
