import { Type } from "typebox";
import { bounded, closed } from "../platform/schemas.ts";
import { GRADES } from "./grade.ts";
import { PICKS } from "./picks.ts";

/** Answers of the review routes. What is not declared here does not leave. */
const text = Type.String();
const count = Type.Integer();

export const deskAct = Type.Enum(["ask", "accept", "mistake", "follow"]);
export const pick = Type.Enum([...PICKS]);

export const row = closed({
  id: text,
  kind: text,
  at: text,
  time: text,
  person: closed({ id: text, name: text, job: text }),
  sentence: text,
  why: bounded(text, 50),
  state: text,
  answered: Type.Boolean(),
  due: Type.Optional(text),
  grade: Type.Optional(Type.Enum([...GRADES])),
  lane: Type.Optional(Type.Enum(["hard", "all", "top", "weighted", "uniform", "surplus", "question"])),
  looks: count,
  entry: Type.Optional(count),
  customer: Type.Optional(closed({ id: text, name: text })),
  acts: bounded(deskAct, 4),
  drill: Type.Optional(Type.Enum(["caught", "missed"])),
});

export const desk = closed({
  office: closed({ id: text, name: text, zone: text, label: text }),
  date: text,
  greeting: closed({
    ...{ looks: count, clear: count, answered: count, decided: count, waitingLooks: count, followed: count, open: count, listings: count },
    ...{ waiting: count, waitingRows: count, waitingOthers: count, minutes: count },
  }),
  strip: closed({ looks: count, clearShare: Type.Number(), waiting: count, missingReports: count, refusals: count, decided: count }),
  rows: bounded(row, 25),
  next: Type.Optional(text),
  people: bounded(
    closed({
      ...{ id: text, name: text, job: text, looks: count, clear: count, waiting: count, answered: count, decided: count, followed: count },
      days: bounded(count, 10),
    }),
    200,
  ),
  runAt: Type.Optional(text),
  unseen: count,
});

export const picture = closed({
  from: text,
  until: text,
  duty: bounded(closed({ from: text, to: text }), 20),
  contacts: bounded(closed({ kind: text, from: text, to: Type.Optional(text) }), 500),
  looks: bounded(closed({ at: text, explained: Type.Boolean(), entry: count, here: Type.Boolean() }), 500),
  others: bounded(closed({ time: text, job: text, date: text }), 20),
  receipt: Type.Optional(closed({ entry: count })),
  purpose: Type.Optional(text),
  fields: bounded(text, 100),
  note: Type.Optional(text),
  prunedBefore: Type.Optional(text),
});

export const run = closed({
  office: closed({ id: text, name: text, zone: text, label: text }),
  date: text,
  runAt: text,
  looks: count,
  refused: count,
  explained: count,
  answered: count,
  unexplained: count,
  open: count,
  searches: count,
});

const share = Type.Number();
export const week = closed({
  from: text,
  until: text,
  people: bounded(
    closed({
      ...{ id: text, name: text, job: text, looks: count, explained: count, unexplained: count, answered: count, leftToHim: count },
      ...{ selfReports: count, cleanWeeks: count },
      drift: Type.Optional(closed({ share, past: share, peers: share, zPast: share, zPeers: share, isRising: Type.Boolean() })),
    }),
    200,
  ),
});

const part = { id: text, at: text, time: text, sentence: text, why: bounded(text, 50) };
export const question = closed({ ...part, parts: bounded(closed(part), 50), picks: bounded(pick, PICKS.length), due: Type.Optional(text) });
export const named = closed({ id: text, name: text, role: Type.Enum(["colleague", "supervisor"]) });
export const confirmation = closed({ id: text, at: text, person: closed({ id: text, name: text, job: text }), sentence: text });
export const day = closed({ looks: count, clear: count, waiting: count, team: closed({ looks: count, clear: count, listings: count }) });
