import { keysOfEpoch } from "../keys/key-ring.ts";
import type { RotateCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Prepared, Works } from "../works.ts";
import { rotateLog } from "./rotate-log.ts";
import { iso, rotationEntry } from "./rotation-entry.ts";
import { twoPersons } from "./two-persons.ts";

/** So often every holder gets a new DEK, at most: each time his wrap becomes 32 bytes longer. */
const MOST_RENEWALS = 63;

/** New keys for everybody, and the end of the old ones; or another key that signs the journal. */
export function rotate(works: Works, call: RotateCall): Prepared {
  if (call.of === "log") return rotateLog(works, call);
  if (call.step === "begin") return begin(works, call);
  if (call.step === "end") return end(works, call);
  throw new Refusal("bad-call", "step: begin or end");
}

/** INVARIANT: the new keys seal nothing before the entry of the beginning is durable, for only then does everybody know of them. */
function begin(works: Works, call: RotateCall): Prepared {
  const { keys, history, list, rotation } = works;
  const when = works.clock.when(call.at);
  if (history.rotating || rotation.underway)
    throw new Refusal("rotating", `a rotation goes on: ${list.left} holders are still to come under the new keys`);
  const notBefore = rotation.notBefore(history.rotatedAt);
  if (when < notBefore) throw new Refusal("too-soon", `the last rotation began too short a while ago: not before ${iso(notBefore)}`);
  const renew = call.renew === true;
  if (renew && history.renewals >= MOST_RENEWALS)
    throw new Refusal("bad-call", `renew: every holder's own key was changed ${MOST_RENEWALS} times, which is the most: rotate without it`);
  const two = twoPersons(works, call, when);
  const epoch = keys.epoch + 1;
  for (const made of keys.makeEpoch(epoch, history.lives))
    if (!history.lives.has(made.key)) works.noteKey("key.create", { key: made.key, fp: made.fp });
  const [kek] = keysOfEpoch(epoch);
  rotation.underway = true;
  return {
    entry: rotationEntry(call, {
      ...two,
      body: {
        ...two.body,
        ...{ key: kek, fp: keys.fingerprint(kek), epoch, state: "begin", count: list.living },
        ...(renew ? { renew } : {}),
      },
    }),
    undo: () => {
      rotation.underway = false;
    },
    answer: (idx, ts) => {
      rotation.underway = false;
      history.rotated("begin", epoch, { ts, when, renew }, list);
      keys.live(history.epochs);
      return { ok: true, idx, ts, epoch, living: list.living, left: list.left };
    },
  };
}

/** INVARIANT: no key is destroyed while a holder is left, unless two persons give up exactly that many. */
function end(works: Works, call: RotateCall): Prepared {
  const { keys, history, list } = works;
  const when = works.clock.when(call.at);
  if (!history.rotating) throw new Refusal("bad-call", "step: no rotation goes on");
  const { left } = list;
  if (left > 0 && call.leave !== left)
    throw new Refusal("living", `${left} living holders have not come under the new keys: the old ones stay until they have`);
  const two = left > 0 ? twoPersons(works, call, when) : { body: {} };
  const { epoch } = keys;
  const old = keys.older(epoch);
  for (const name of old) works.noteKey("key.erase", { key: name, epoch: Number(name.split("-")[1]), why: "rotated" });
  return {
    entry: rotationEntry(call, {
      ...two,
      body: { ...two.body, key: keysOfEpoch(epoch)[0], epoch, state: "end", count: list.through, left },
    }),
    answer: (idx, ts) => {
      history.rotated("end", epoch, { ts, when, came: list.through }, list);
      keys.live(history.epochs);
      works.holders.forgetAll();
      for (const name of old) keys.destroyEpochKey(name);
      list.dropOlder();
      return { ok: true, idx, ts, epoch, living: list.living, left: list.left };
    },
  };
}
