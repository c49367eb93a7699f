import { BRANCHES } from "../company/offices.ts";
import { MINUTE } from "./agenda.ts";
import type { Answer } from "./caller.ts";
import { type Stage, StoryFault } from "./stage.ts";
import type { FeedRow, Step } from "./step.ts";

/** What the players remember while the day goes by. */
interface Memory {
  tokens: Map<string, string>;
  /** When each of them signed in, story time in milliseconds. */
  signedIn: Map<string, number>;
  tasks: Map<string, string>;
  marks: Map<string, number>;
}

type StepOf<Do extends Step["do"]> = Extract<Step, { do: Do }>;

/** Plays the steps one after the other through HTTP, each at its own time on the story clock. @throws StoryFault when an honest step fails */
export async function playDay(stage: Stage, steps: readonly Step[], played: (count: number) => void): Promise<void> {
  const memory: Memory = { tokens: new Map(), signedIn: new Map(), tasks: new Map(), marks: new Map() };
  let count = 0;
  for (const step of steps) {
    stage.clock.set(step.at);
    const answer = await playStep(stage, memory, step);
    if (answer && answer.status >= 300 && !step.planted) throw faultOf(step, answer);
    played(++count);
  }
}

function playStep(stage: Stage, memory: Memory, step: Step): Promise<Answer | undefined> {
  switch (step.do) {
    case "sign-in":
      return signIn(stage, memory, step.who);
    case "task":
      return bringTask(stage, memory, step);
    case "open":
      return openTask(stage, memory, step);
    case "look":
      return look(stage, memory, step);
    case "match":
      return match(stage, memory, step);
    case "feed":
      return feed(stage, memory, step);
    case "report":
      return report(stage, memory, step);
    case "answer":
      return answer(stage, memory, step);
    case "explain-away":
      return explainAway(stage, memory, step.who);
    case "accept":
      return acceptAll(stage, memory, step);
    case "leave":
      return stage.endPerson(personId(stage, step.who)).then(() => undefined);
    case "stay":
      return stage.planDuty(personId(stage, step.who), step.date, BRANCHES[step.branch].opens, step.until).then(() => undefined);
    case "evening":
      return runEvening(stage, memory, step);
    default:
      return small(stage, memory, step);
  }
}

function small(stage: Stage, memory: Memory, step: StepOf<"list" | "search" | "claim" | "outcome" | "mistake">): Promise<Answer> {
  const token = memory.tokens.get(step.who);
  const post = (path: string, body?: unknown): Promise<Answer> => stage.caller.call("POST", path, token, body);
  switch (step.do) {
    case "list":
      return post("/api/listings", { of: step.of });
    case "search":
      return post("/api/search", { by: step.by, value: stage.spoken(step.customer, step.by), purpose: step.purpose });
    case "claim":
      return post(`/api/cases/${memory.tasks.get(step.task)}/claim`);
    case "outcome":
      return post(`/api/cases/${memory.tasks.get(step.task)}/outcome`, { outcome: step.outcome });
    case "mistake":
      return soon(() => post("/api/mistakes", { entry: memory.marks.get(step.mark) }));
  }
}

/** The story's seconds are a machine's milliseconds: what is projected "within a second" may not be there yet. */
async function soon(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = await ask();
    if (answer.status !== 404) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  return ask();
}

async function signIn(stage: Stage, memory: Memory, who: string): Promise<Answer> {
  const [login = who, machine = "meja"] = who.split("@");
  const token = await stage.signInToken(personId(stage, login));
  const answer = await stage.caller.call("POST", "/api/session/link", undefined, { token }, `peramban ${login} ${machine}`);
  memory.tokens.set(who, String(answer.body.token));
  memory.signedIn.set(who, stage.clock.now().getTime());
  return answer;
}

/** The ticket system and the campaign planner bring tasks through the integrator's account. */
async function bringTask(stage: Stage, memory: Memory, step: StepOf<"task">): Promise<Answer> {
  const answer = await stage.caller.call("POST", "/api/cases", await tokenOf(stage, memory, stage.integrator), {
    external: step.task,
    source: step.origin === "campaign" ? "kampanye" : "tiket",
    customer: customerId(stage, step.customer),
    purpose: step.purpose,
    office: stage.directory.offices.get(step.branch),
    origin: step.origin,
    ...(step.assignedTo && { assignedTo: personId(stage, step.assignedTo) }),
  });
  remember(memory, step.task, answer);
  return answer;
}

async function openTask(stage: Stage, memory: Memory, { who, task, customer, purpose, origin }: StepOf<"open">): Promise<Answer> {
  const answer = await stage.caller.call("POST", "/api/cases", memory.tokens.get(who), {
    customer: customerId(stage, customer),
    purpose,
    origin,
  });
  remember(memory, task, answer);
  return answer;
}

async function look(stage: Stage, memory: Memory, step: StepOf<"look">): Promise<Answer> {
  const task = step.task && memory.tasks.get(step.task);
  const asked = { customer: customerId(stage, step.customer), purpose: step.purpose, ...(task && { case: task }) };
  const answer = await stage.caller.call("POST", "/api/looks", memory.tokens.get(step.who), asked);
  if (step.mark && typeof answer.body.entry === "number") memory.marks.set(step.mark, answer.body.entry);
  if (!step.reveal || answer.status !== 200) return answer;
  return stage.caller.call("POST", "/api/looks", memory.tokens.get(step.who), { ...asked, reveal: step.reveal, re: answer.body.entry });
}

function match(stage: Stage, memory: Memory, step: StepOf<"match">): Promise<Answer> {
  const given = step.right ? stage.spoken(step.customer, step.field) : "Bukan Namanya";
  return stage.caller.call("POST", "/api/matches", memory.tokens.get(step.who), {
    customer: customerId(stage, step.customer),
    purpose: step.purpose,
    case: memory.tasks.get(step.task),
    field: step.field,
    given,
  });
}

async function feed(stage: Stage, memory: Memory, { source, rows }: StepOf<"feed">): Promise<Answer> {
  const answer = await stage.caller.call("POST", "/api/interactions", await tokenOf(stage, memory, stage.integrator), {
    source,
    rows: rows.map((row) => feedRow(stage, row)),
  });
  const bad = answer.body.bad;
  return Array.isArray(bad) && bad.length > 0 ? { ...answer, status: 400 } : answer;
}

/** The exchange names the number that it dialled, the counter the customer number on the ticket. */
function feedRow(stage: Stage, { external, kind, who, customer, channel, startsAt, endsAt }: FeedRow): Record<string, unknown> {
  const whom = kind === "call" ? { phone: stage.phone(customer) } : { customerNumber: customer };
  return { external, kind, person: personId(stage, who), ...whom, channel, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

function report(stage: Stage, memory: Memory, { who, date, rows }: StepOf<"report">): Promise<Answer> {
  const lines = rows.map((row) => ({ ...row, customer: customerId(stage, row.customer) }));
  return stage.caller.call("POST", "/api/reports", memory.tokens.get(who), {
    date,
    ...(lines.length > 0 ? { rows: lines } : { nihil: true }),
  });
}

/** Reads what one is asked, and answers what one remembers. */
async function answer(stage: Stage, memory: Memory, { who, looks, pick }: StepOf<"answer">): Promise<Answer> {
  const token = memory.tokens.get(who);
  const asked = await stage.caller.call("GET", "/api/questions", token);
  const questions = Array.isArray(asked.body.rows)
    ? (asked.body.rows as Array<{ id: string; parts: Array<{ id: string; at: string }> }>)
    : [];
  let last = asked;
  for (const { id, parts } of questions) {
    const rows = parts.filter(({ at }) => looks.some((look) => look.getTime() === Date.parse(at))).map((part) => part.id);
    if (rows.length > 0) last = await stage.caller.call("POST", `/api/questions/${id}`, token, { pick, rows });
  }
  return last;
}

/** Whoever has something to hide picks what sounds best. */
async function explainAway(stage: Stage, memory: Memory, who: string): Promise<Answer> {
  const token = memory.tokens.get(who);
  const asked = await stage.caller.call("GET", "/api/questions", token);
  let last = asked;
  for (const { id } of listOf(asked, "rows"))
    last = await stage.caller.call("POST", `/api/questions/${id}`, token, { pick: "other_number" });
  return last;
}

/** A supervisor who trusts accepts each look that was answered, one by one. */
async function acceptAll(stage: Stage, memory: Memory, { branch, date }: StepOf<"accept">): Promise<Answer> {
  const token = await tokenOf(stage, memory, stage.directory.supervisors.get(branch) ?? "");
  const desk = await stage.caller.call("GET", `/api/desk?date=${date}`, token);
  let last = desk;
  for (const { id, kind, acts } of listOf(desk, "rows"))
    if (kind === "look" && acts?.includes("accept"))
      last = await stage.caller.call("POST", `/api/desk/rows/${id}/decisions`, token, { act: "accept" });
  return last;
}

const listOf = ({ body }: Answer, name: string): Array<{ id: string; kind?: string; acts?: string[] }> =>
  Array.isArray(body[name]) ? body[name] : [];

async function runEvening(stage: Stage, memory: Memory, { branch }: StepOf<"evening">): Promise<Answer> {
  return stage.caller.call("POST", "/api/desk/run", await tokenOf(stage, memory, stage.directory.supervisors.get(branch) ?? ""));
}

/** A session lasts for a working day. */
const SESSION = 10 * 60 * MINUTE;

/** Whoever has no session, or none of today, signs in by his link. */
async function tokenOf(stage: Stage, memory: Memory, who: string): Promise<string | undefined> {
  const since = memory.signedIn.get(who);
  if (since === undefined || stage.clock.now().getTime() - since > SESSION) await signIn(stage, memory, who);
  return memory.tokens.get(who);
}

function remember(memory: Memory, task: string, { body }: Answer): void {
  const made = body.case as { id?: unknown } | undefined;
  if (typeof made?.id === "string") memory.tasks.set(task, made.id);
}

const personId = (stage: Stage, login: string): string => known(stage.directory.people.get(login), "person");
const customerId = (stage: Stage, number: string): string => known(stage.directory.customers.get(number), "customer");

function known(id: string | undefined, what: string): string {
  if (id === undefined) throw new StoryFault(`the story names a ${what} whom the company does not have`);
  return id;
}

/** Names the step and the rules, never the customer. */
function faultOf(step: Step, { status, body }: Answer): StoryFault {
  const who = "who" in step ? step.who : "-";
  const rules = Array.isArray(body.rules) ? (body.rules as Array<{ id?: string }>).map((rule) => rule.id).join(" ") : "";
  const faults = JSON.stringify(body.errors ?? body.bad ?? "");
  return new StoryFault(
    `at ${step.at.toISOString()} ${who} could not "${step.do}": ${status} ${String(body.code ?? "")} ${rules} ${faults}`.trim(),
  );
}
