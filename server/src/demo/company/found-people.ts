import type { People } from "../../people/index.ts";
import { newId } from "../../platform/ids.ts";
import { nextDay } from "../../platform/local-day.ts";
import { STORY_DAY, WEEK } from "../day/agenda.ts";
import { BRANCHES, type BranchKey, OFFICES } from "./offices.ts";
import { holdsData, STAFF, type StaffPlan, VENDORS } from "./staff.ts";

/** What the founding of the offices and people gave: ids by the plan's names. */
export interface Founded {
  offices: Map<string, string>;
  people: Map<string, string>;
}

const FIRST_DAY_OF_SCREENING = nextDay(STORY_DAY, -90);
/** Duty is planned for the story and beyond, so that a visitor finds people on duty tomorrow too. */
const PLANNED = [...WEEK, ...Array.from({ length: 7 }, (_, n) => nextDay(STORY_DAY, n))];
const GRANT_DAYS = 180;
const DAY = 86_400_000;

/** Offices, vendors, people and their standing, through the acts of the chapter: everything stands in the journal. */
export async function foundPeople(people: People, drain: () => Promise<void>, now: Date): Promise<Founded> {
  const offices = await foundOffices(people);
  const vendors = new Map<string, string>();
  for (const vendor of VENDORS) vendors.set(vendor.key, (await people.addVendor({ name: vendor.name })).id);
  const persons = new Map(STAFF.map((one) => [one.login, newId("per")]));
  await people.addPeople(STAFF.map((one) => newPerson(one, offices, vendors, persons)));
  const version = (await people.newestTerms())?.version ?? 1;
  for (const one of STAFF)
    await giveStanding(people, one, { id: persons.get(one.login) ?? "", hr: persons.get("endah") ?? "", version, now });
  await planDuty(people, persons);
  await drain();
  return { offices, people: persons };
}

async function foundOffices(people: People): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const office of OFFICES) {
    const parentId = office.parent && ids.get(office.parent);
    const { id } = await people.addOffice({
      name: office.name,
      kind: office.kind,
      timeZone: office.zone,
      zoneLabel: office.label,
      class: office.size,
      ...(parentId && { parentId }),
    });
    ids.set(office.key, id);
  }
  return ids;
}

function newPerson(one: StaffPlan, offices: Map<string, string>, vendors: Map<string, string>, persons: Map<string, string>) {
  const vendorId = one.vendor && vendors.get(one.vendor);
  const supervisorId = one.supervisor && persons.get(one.supervisor);
  const superiorId = one.superior && persons.get(one.superior);
  return {
    id: persons.get(one.login) ?? "",
    ...(supervisorId && { supervisorId }),
    ...(superiorId && { superiorId }),
    login: one.login,
    name: one.name,
    job: one.job,
    joinedOn: one.joinedOn,
    officeId: offices.get(one.home) ?? "",
    employment: vendorId ? ("outsourced" as const) : ("internal" as const),
    ...(vendorId && { vendorId }),
    ...(one.extension && { extension: one.extension }),
  };
}

interface About {
  id: string;
  hr: string;
  version: number;
  now: Date;
}

/** Screened, under contract, pledged, terms accepted, and granted what the post needs. */
async function giveStanding(people: People, one: StaffPlan, { id, hr, version, now }: About): Promise<void> {
  const how = { by: hr, wait: false };
  await people.passScreening(id, { passedOn: FIRST_DAY_OF_SCREENING }, how);
  await people.signContract(id, { kind: one.vendor ? "branch" : "permanent", startsOn: one.joinedOn }, how);
  await people.signPledge(id, { method: "paper" }, { wait: false });
  await people.acceptTerms(id, version, { wait: false });
  for (const name of one.functions)
    await people.grantAccess({ personId: id, function: name, scope: one.scope, endsAt: new Date(now.getTime() + GRANT_DAYS * DAY) }, how);
}

async function planDuty(people: People, persons: Map<string, string>): Promise<void> {
  const days = STAFF.filter(holdsData).flatMap((one) => {
    const { opens, closes } = BRANCHES[one.home as BranchKey];
    // In the story everybody's duty ends with the branch's day, so that its evening is drawn over; who stays longer is asked to afterwards.
    return PLANNED.map((date) => ({
      personId: persons.get(one.login) ?? "",
      date,
      segments: [{ kind: "desk" as const, from: opens, to: date > STORY_DAY ? (one.until ?? closes) : closes }],
    }));
  });
  await people.setDuty(days, "rencana", { wait: false });
}
