import type { Command } from "./command.ts";
import { demo } from "./demo.ts";
import { evening } from "./evening.ts";
import { importCalls } from "./import-calls.ts";
import { importPeople } from "./import-people.ts";
import { importRoster } from "./import-roster.ts";
import { importTickets } from "./import-tickets.ts";
import { addOffice, addVendor, end, grant, invite, listOffices, listPeople } from "./people-commands.ts";
import { start } from "./start.ts";

/** All commands, in the order of the help. A command is one file and one line here. */
export const COMMANDS: Command[] = [
  start,
  demo,
  evening,
  importPeople,
  importRoster,
  importCalls,
  importTickets,
  addOffice,
  addVendor,
  listOffices,
  listPeople,
  invite,
  grant,
  end,
];
