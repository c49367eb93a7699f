import type { Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import type { Language } from "../platform/language.ts";
import { localDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import { approveQuota, moreOf } from "./approve-quota.ts";
import { askConsent } from "./ask-consent.ts";
import { factsFrom } from "./ask-facts.ts";
import { askBreakGlass } from "./break-glass/ask.ts";
import { closeBreakGlass, decideBreakGlass } from "./break-glass/decide.ts";
import { allBreakGlass, listBreakGlass, readTask } from "./break-glass/list.ts";
import { noticesOf } from "./break-glass/notices.ts";
import { seeNotice } from "./break-glass/see-notice.ts";
import { glassLooks } from "./break-glass/store.ts";
import { catalogueOf } from "./catalogue.ts";
import { makePolicyEngine } from "./cedar.ts";
import { claimCase, releaseCase } from "./claim-case.ts";
import { closeCase } from "./close-case.ts";
import { chooseContact } from "./contact/choose-contact.ts";
import { contactOf } from "./contact/contact-of.ts";
import { importHolidays } from "./contact/import-holidays.ts";
import { missingHolidays } from "./contact/missing-holidays.ts";
import type { Channel } from "./contact/window.ts";
import { distributePortfolio } from "./distribute-portfolio.ts";
import { endDestroyed } from "./end-destroyed.ts";
import { handBack } from "./hand-back.ts";
import { importCases } from "./import-cases.ts";
import { listCustomers } from "./list-customers.ts";
import { matchField } from "./match-field.ts";
import { handInCase, openCase } from "./open-case.ts";
import { openRecord } from "./open-record.ts";
import type { AccessParts, House } from "./parts.ts";
import { askTokens, findPresent } from "./present/find-present.ts";
import { openPresentCase } from "./present/open-present-case.ts";
import { sendPresent } from "./present/send-present.ts";
import { publishPolicy } from "./publish-policy.ts";
import { ruleHits } from "./rule-hits.ts";
import { search } from "./search.ts";
import { modeTable, readModes, setMode } from "./set-mode.ts";
import { fieldOf, useConnector } from "./use-connector.ts";
import { useValue, type ValueQuestion } from "./use-value.ts";
import { WORDS } from "./words.ts";

/** May this person see this now? Everything that others do with this chapter. */
export type Access = ReturnType<typeof makeAccess>;

type Rest<F> = F extends (house: House, ...rest: infer R) => infer A ? (...rest: R) => A : never;

/** Binds the acts of this chapter to a house. Each throws Problem 401 without a live session and 503 `keeper-down` where nothing could be written down. */
export function makeAccess(parts: AccessParts) {
  const house: House = { ...parts, facts: factsFrom(parts.db), policy: makePolicyEngine() };
  const bound = <F extends (house: House, ...rest: never[]) => unknown>(work: F): Rest<F> =>
    ((...rest: never[]) => work(house, ...rest)) as Rest<F>;
  return {
    /** The rules in the modes that are in force now. */
    get policy() {
      return house.policy;
    },
    /** What each rule does, and how far that may be changed (R47). */
    modeTable: () => modeTable(house),
    setMode: bound(setMode),
    /** How often each rule refused, or let through and saw, between two instants (R47). */
    ruleHits: (between: { from: Date; until: Date }) => ruleHits(house.db, between),
    /** So many more looks today, by a supervisor who proves to be here (R34). */
    approveQuota: bound(approveQuota),
    askConsent: bound(askConsent),
    /** By which ways a customer in whose service contact the agent is does not want to be disturbed (R89). */
    chooseContact: bound(chooseContact),
    importHolidays: bound(importHolidays),
    /** The year whose holidays somebody has to bring in, if any. Port of the lamp. */
    missingHolidays: (now: Date) => missingHolidays(house.db, now),
    /** May an offer be brought to this customer now (R89)? For whoever dials or writes. */
    mayContact: (customerId: string, at: Date, channel?: Channel) => contactOf(house, customerId, at, channel),
    /** Does this person lead that one? Proved by password once more. @throws Problem 401, 404, 429 */
    async leaderPresent(by: { id: string; functions: readonly string[] }, personId: string, password: string, address: string) {
      if (!(await house.people.leads(by, personId))) throw problem("not-found", WORDS.notYours);
      return house.people.approvals.presentAgain(by.id, password, address);
    },
    /** From the table into memory, as at a start. */
    rereadModes: () => readModes(house),
    openRecord: bound(openRecord),
    listCustomers: bound(listCustomers),
    search: bound(search),
    matchField: bound(matchField),
    useConnector: bound(useConnector),
    /** Opens a value for something of the house's own that shows it to nobody; `make` gives what may be kept of it. */
    useValue: <Made>(question: ValueQuestion, what: Parameters<typeof useValue>[2], make: (value: string) => Made) =>
      useValue(house, question, what, make),
    /** *Pelanggan hadir*: who may ask, whom it means, how he is reached, the case that he opens. */
    present: {
      ask: bound(askTokens),
      find: bound(findPresent),
      send: bound(sendPresent),
      openCase: openPresentCase,
      /** The page that a link opens; absent where no way is set up. */
      page: house.confirmBy?.page,
    },
    /** What the house has to call and write with, as people pick it. */
    connectors: (language: Language) =>
      [...house.ways.values()].map((way) => ({
        ...{ name: way.name, label: way.connector.name[language], field: fieldOf(way), needs: [...way.connector.needs] },
      })),
    openCase: bound(openCase),
    handInCase: bound(handInCase),
    claimCase: bound(claimCase),
    releaseCase: bound(releaseCase),
    closeCase: bound(closeCase),
    importCases: bound(importCases),
    distributePortfolio: bound(distributePortfolio),
    catalogue: bound(catalogueOf),
    /** Emergency access (akses darurat). */
    breakGlass: {
      ask: bound(askBreakGlass),
      decide: bound(decideBreakGlass),
      close: bound(closeBreakGlass),
      list: bound(listBreakGlass),
      all: bound(allBreakGlass),
      readTask: bound(readTask),
      /** Of these looks (journal indexes), those made under emergency access: why, and who let it be. For the evening. */
      looks: (looks: readonly number[]) => glassLooks(house.db, looks),
    },
    notices: {
      list: ({ id }: { id: string }) => noticesOf(house.db, id),
      seen: bound(seeNotice),
    },
    /** At every start, before the first look. */
    async publishPolicy() {
      await readModes(house);
      await publishPolicy(house);
    },
    /** Port of people: the look budget of today. */
    async quota(personId: string, zone: string) {
      const { quota: of } = house.settings;
      const { rows } = await house.db.query<{ used: number }>({
        name: "access-quota",
        text: "select looks + searches + own_cases as used from access.quota_day where person_id = $1 and on_date = $2",
        values: [personId, localDay(house.clock.now(), zone)],
      });
      const all = of + (await moreOf(house.db, personId, localDay(house.clock.now(), zone)));
      return { used: rows[0]?.used ?? 0, of: all, warn: Math.ceil(all * 0.8) };
    },
    /** Port of the end of customers' data, in the same transaction. */
    customerDestroyed: (tx: Writing, write: Write, customerId: string, at: Date) => endDestroyed(tx, write, customerId, at),
    /** Port of people: somebody leaves, in the same transaction. */
    personEnded: (tx: Writing, write: Write, personId: string, at: Date) => handBack(tx, write, personId, at),
  };
}
