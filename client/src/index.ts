/** Typed HTTP client of Mercusuar: one function per route, no dependencies, Node 20.19 and browsers. */
export type { AskedBreakGlass, BreakGlass, BreakGlassNotice, BreakGlassWhy } from "./break-glass.ts";
export type { BroughtCase, Found, FoundCustomer, ListedCustomer, Listing, OpenCase, Origin, OwnCase, SearchBy } from "./cases.ts";
export type { Catalogue, CatalogueField, CataloguePurpose } from "./catalogue.ts";
export { type Client, createClient } from "./client.ts";
export type { AskedUse, ConnectorWay, UsedConnector } from "./connectors.ts";
export type { AskedPresence, CheckedCallCode, Presence } from "./customer.ts";
export type { DayPicture, DeskAct, DeskGreeting, DeskPerson, DeskRow, DeskState, EveningDesk } from "./desk.ts";
export type { Interaction, InteractionsTold, ReportRow } from "./evidence.ts";
export type { Between, CheckpointLine, Lamp, LampPart, Trail, TrailRow } from "./journal.ts";
export type { AskedLook, AskedMatch, AskedPurposeChange, Consent, Look, OpenedField } from "./looks.ts";
export type { Answer, Confirmation, MyDay, Named, Pick, Question, QuestionPart } from "./mine.ts";
export { type PickableReason, type ProblemDetails, ProblemError, type Rule } from "./problem.ts";
export type { Desk, Language, Me, SignedIn, Terms } from "./session.ts";
export type { Asking, ClientOptions } from "./transport.ts";
export type { TryIt, TryItRefusal } from "./try-it.ts";
