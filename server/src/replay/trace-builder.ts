import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { XesEvent, XesTrace } from "./xes.ts";
import { XesError } from "./xes-error.ts";

/** Against a file made to fill the memory: characters between two tags, depth of nesting, events of one case. */
const MAX_BETWEEN_TAGS = 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_EVENTS = 100_000;
const TYPES: ReadonlySet<string> = new Set(["string", "date", "int", "float", "boolean", "id"]);

/** Under which keys a log keeps what is needed; the standard's own by default. */
export interface XesKeys {
  case: string;
  activity: string;
  resource: string;
  time: string;
  lifecycle: string;
}

/** The keys of the XES standard's extensions. */
export const XES_KEYS: XesKeys = {
  case: "concept:name",
  activity: "concept:name",
  resource: "org:resource",
  time: "time:timestamp",
  lifecycle: "lifecycle:transition",
};

/** Builds cases from the parser's tags; knows only the attributes that are needed. */
export class TraceBuilder {
  private readonly parser = new SaxesParser({ position: true });
  private readonly open: string[] = [];
  private readonly ready: XesTrace[] = [];
  private trace: XesTrace | undefined;
  private facts: Map<string, string> | undefined;
  private sinceTag = 0;
  private sawLog = false;

  private readonly keys: XesKeys;

  constructor(keys: XesKeys) {
    this.keys = keys;
    this.parser.on("error", (error) => {
      throw this.fault(reasonOf(error), "well-formed XML");
    });
    this.parser.on("doctype", () => {
      throw this.fault("a document type declaration", "an XES log without one");
    });
    this.parser.on("opentag", (tag) => this.opened(tag as SaxesTagPlain));
    this.parser.on("closetag", (tag) => this.closed(tag.name));
  }

  get line(): number {
    return this.parser.line;
  }
  get element(): string {
    return this.open.at(-1) ?? "file";
  }

  write(text: string): void {
    this.sinceTag += text.length;
    this.parser.write(text);
    if (this.sinceTag > MAX_BETWEEN_TAGS)
      throw this.fault("an element that does not end", `at most ${MAX_BETWEEN_TAGS} characters between two tags`);
  }

  close(): void {
    this.parser.close();
    if (!this.sawLog) throw this.fault("no log in the file", "the root element <log>");
  }

  /** The cases that are whole by now, once each. */
  taken(): XesTrace[] {
    return this.ready.splice(0);
  }

  private opened(tag: SaxesTagPlain): void {
    this.sinceTag = 0;
    const parent = this.open.at(-1);
    this.open.push(tag.name);
    if (this.open.length > MAX_DEPTH) throw this.fault("nested too deeply", `at most ${MAX_DEPTH} levels`);
    if (parent === undefined) this.root(tag.name);
    else if (tag.name === "trace") this.beginTrace(parent);
    else if (tag.name === "event") this.beginEvent(parent);
    else if (TYPES.has(tag.name)) this.attribute(tag, parent);
  }

  private root(name: string): void {
    if (name !== "log") throw this.fault("not an XES log", "the root element <log>");
    this.sawLog = true;
  }

  private beginTrace(parent: string): void {
    if (parent !== "log") throw this.fault(`a trace inside <${parent}>`, "traces directly inside <log>");
    this.trace = { id: "", events: [] };
  }

  private beginEvent(parent: string): void {
    if (parent !== "trace" || !this.trace) throw this.fault(`an event inside <${parent}>`, "events directly inside <trace>");
    if (this.trace.events.length >= MAX_EVENTS) throw this.fault("too many events in one case", `at most ${MAX_EVENTS}`);
    this.facts = new Map();
  }

  private attribute(tag: SaxesTagPlain, parent: string): void {
    if (!this.trace || (parent !== "trace" && parent !== "event")) return;
    const { key, value } = tag.attributes;
    if (key === undefined || value === undefined) throw this.fault("an attribute without key or value", 'key="…" value="…"');
    if (parent === "event") this.facts?.set(key, value);
    else if (key === this.keys.case) this.trace.id = value;
  }

  private closed(name: string): void {
    this.sinceTag = 0;
    if (name === "event") this.endEvent();
    if (name === "trace") this.endTrace();
    this.open.pop();
  }

  private endEvent(): void {
    const facts = this.facts ?? new Map<string, string>();
    this.facts = undefined;
    const resource = facts.get(this.keys.resource);
    const event: XesEvent = {
      name: this.fact(facts, this.keys.activity),
      transition: (facts.get(this.keys.lifecycle) ?? "complete").toUpperCase(),
      at: this.instant(facts),
      ...(resource !== undefined && { resource }),
    };
    this.trace?.events.push(event);
  }

  private endTrace(): void {
    if (!this.trace) return;
    if (this.trace.id === "") throw this.fault(`a case without ${this.keys.case}`, "a name that tells the case");
    this.ready.push(this.trace);
    this.trace = undefined;
  }

  private fact(facts: Map<string, string>, key: string): string {
    const value = facts.get(key);
    if (value === undefined || value === "") throw this.fault(`an event without ${key}`, `<string key="${key}" …>`);
    return value;
  }

  private instant(facts: Map<string, string>): Date {
    const text = this.fact(facts, this.keys.time);
    const at = new Date(text);
    if (!/^\d{4}-\d{2}-\d{2}T/u.test(text) || Number.isNaN(at.getTime()))
      throw this.fault(`a ${this.keys.time} that is no instant`, "ISO 8601, as 2012-01-09T08:15:00.000+01:00");
    return at;
  }

  private fault(what: string, expected: string): XesError {
    return new XesError(this.line, this.element, what, expected);
  }
}

/** The parser's own message without its position; it may quote a piece of the file, which is cut off. */
const reasonOf = (error: Error): string =>
  error.message
    .replace(/^\d+:\d+:\s*/u, "")
    .replace(/[:"'`].*$/su, "")
    .slice(0, 80);
