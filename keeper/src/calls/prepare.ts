/** From a call to what it would write and answer. */
import type { Call, ErasedCall, KeysCall, StatusCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Prepared, Works } from "../works.ts";
import { append } from "./append.ts";
import { destroy } from "./destroy.ts";
import { detail } from "./detail.ts";
import { grant } from "./grant.ts";
import { list } from "./list.ts";
import { look } from "./look.ts";
import { match } from "./match.ts";
import { pseudonyms } from "./pseudonyms.ts";
import { rewrap } from "./rewrap.ts";
import { rotate } from "./rotate.ts";
import { seal } from "./seal.ts";
import { tokens } from "./tokens.ts";
import { use } from "./use.ts";

export type WritingCall = Exclude<Call, StatusCall | KeysCall | ErasedCall>;

export function prepare(works: Works, call: WritingCall): Prepared {
  switch (call.call) {
    case "look":
      return look(works, call);
    case "use":
      return use(works, call);
    case "list":
      return list(works, call);
    case "seal":
      return seal(works, call);
    case "tokens":
      return tokens(works, call);
    case "match":
      return match(works, call);
    case "detail":
      return detail(works, call);
    case "append":
      return append(works, call);
    case "grant":
      return grant(works, call);
    case "pseudonyms":
      return pseudonyms(works, call);
    case "rotate":
      return rotate(works, call);
    case "rewrap":
      return rewrap(works, call);
    case "destroy":
      return destroy(works, call);
    default:
      throw new Refusal("bad-call", "call: no such call");
  }
}
