import { Type } from "typebox";
import { bounded, closed, idText, text } from "../../platform/schemas.ts";
import { CONTROL_VERDICTS } from "./control-review.ts";
import { SOURCES } from "./open-inquiry.ts";
import { CONCERN_KINDS } from "./report-concern.ts";
import { REPRISAL_VERDICTS } from "./reprisals.ts";
import { GROUNDS, IMPACTS, LADDER, LEGAL_STEPS, OUTCOMES, URGENT } from "./rules.ts";
import { CHOICES, TALK_OUTCOMES } from "./talks.ts";

const say = Type.String();
const maybe = Type.Optional(say);
const words = <Word extends string>(list: readonly Word[]) => Type.Enum([...list]);
const prose = () => text(4_000);

/** All that a step may say; each kind says a few of these. */
const facts = closed({
  ...{ source: maybe, ref: maybe, ground: maybe, reporter: maybe, looks: Type.Optional(bounded(Type.Integer(), 100)), until: maybe },
  ...{ outcome: maybe, law: maybe, reputation: maybe, harm: maybe, rung: maybe, urgent: maybe, reasoned: Type.Optional(Type.Boolean()) },
  ...{
    second: Type.Optional(Type.Boolean()),
    seconder: maybe,
    from: maybe,
    ends: maybe,
    loss: Type.Optional(Type.Integer()),
    legal: maybe,
  },
  ...{ of: maybe, sanction: maybe, inquiry: maybe, person: maybe, figures: Type.Optional(bounded(say, 20)), verdict: maybe, choice: maybe },
  ...{
    report: maybe,
    what: maybe,
    to: maybe,
    vendor: maybe,
    month: maybe,
    question: maybe,
    supervisor: maybe,
    day: Type.Optional(Type.Integer()),
  },
});
const step = { id: say, kind: say, at: say, by: maybe, entry: Type.Optional(Type.Integer()), facts, text: maybe };
const steps = bounded(closed(step), 500);
const figure = closed({ id: say, measured: Type.Boolean(), value: Type.Optional(Type.Integer()), of: Type.Optional(Type.Integer()) });
const figures = bounded(figure, 20);
const inFavour = closed({ mistakesTold: Type.Integer(), reports: Type.Integer(), cleanWeeks: Type.Integer() });
const page = <Row extends Parameters<typeof bounded>[0]>(row: Row) => closed({ rows: bounded(row, 25), next: maybe });

export const answers = {
  id: closed({ id: say }),
  inquiries: page(closed({ id: say, person: closed({ id: say, name: say }), state: say, source: say, openedAt: say })),
  inquiry: closed({
    ...{ id: say, person: closed({ id: say, name: say, job: say, employment: say }), state: say, source: say, openedAt: say, until: maybe },
    ...{ steps, mayDecide: Type.Boolean(), standing: maybe, inFavour },
    vouchers: bounded(closed({ role: say, personId: maybe, name: maybe, function: maybe, at: maybe }), 60),
  }),
  asked: closed({ until: say }),
  decided: closed({ state: say }),
  closed: closed({ controlReview: maybe }),
  threads: page(closed({ ...step, about: maybe, last: say })),
  concern: closed({ ...step, about: maybe }),
  vendorNotice: closed({ id: say, about: say, steps }),
  controlReview: closed({ id: say, supervisor: closed({ id: say, name: say }), state: say, inquiry: say, figures, steps }),
  reported: closed({ id: say, protected: Type.Boolean(), note: say }),
  record: closed({
    inquiries: bounded(closed({ id: say, state: say, openedAt: say, until: maybe }), 100),
    sanctions: bounded(closed({ id: say, inquiry: say, rung: say, at: say, until: say, counts: Type.Boolean() }), 200),
    talks: bounded(closed({ id: say, at: say, chosen: maybe }), 100),
    notes: bounded(closed({ id: say, at: say, by: maybe }), 100),
    controls: bounded(closed({ id: say, kind: say, at: say, outcome: maybe }), 100),
    reminders: bounded(closed({ id: say, day: Type.Integer(), since: say, due: say, state: say, text: say }), 100),
    controlReviews: bounded(closed({ id: say, at: say, state: say }), 100),
    inFavour,
  }),
  thread: closed({ id: say, kind: say, steps, figures: Type.Optional(figures) }),
};

export const bodies = {
  open: closed({
    person: idText(),
    source: words(Object.keys(SOURCES) as Array<keyof typeof SOURCES>),
    ref: Type.Optional(idText()),
    looks: Type.Optional(bounded(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), 100)),
    text: Type.Optional(prose()),
  }),
  ground: closed({ ground: words(GROUNDS), ref: Type.Optional(text(80)), text: Type.Optional(prose()) }),
  ask: closed({ text: prose(), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })) }),
  decide: closed({
    ...{ outcome: words(OUTCOMES), law: words(IMPACTS), reputation: words(IMPACTS), harm: words(IMPACTS) },
    ...{ rung: Type.Optional(words(LADDER)), urgent: Type.Optional(words(URGENT)), reason: Type.Optional(prose()) },
  }),
  second: closed({ agrees: Type.Boolean(), reason: Type.Optional(prose()) }),
  close: closed({ loss: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), legal: words(LEGAL_STEPS) }),
  correct: closed({ of: idText(), text: prose(), withdraw: Type.Optional(Type.Boolean()) }),
  answer: closed({ text: prose() }),
  control: closed({ verdict: words(CONTROL_VERDICTS), reason: prose() }),
  reprisal: closed({ verdict: words(REPRISAL_VERDICTS), reason: prose() }),
  concern: closed({
    kind: words(CONCERN_KINDS),
    about: Type.Optional(idText()),
    to: Type.Optional(Type.Enum(["superior", "officer"])),
    anonymous: Type.Optional(Type.Boolean()),
    text: Type.Optional(prose()),
  }),
  about: closed({ person: idText(), text: prose() }),
  talk: closed({ person: idText(), text: prose(), because: Type.Optional(idText()), outcome: Type.Optional(words(TALK_OUTCOMES)) }),
  choose: closed({ choice: words(CHOICES) }),
};
