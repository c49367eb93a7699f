import { afterAll, beforeAll } from "vitest";
import { buildProgram, newPlace, type Place, type Program, startProgram } from "../harness/program.ts";
import { type Company, foundCompany } from "../world/company.ts";

/** A company at work. Who ends its program and starts another says so here: the one that runs last is ended with the tests. */
export interface ServedCompany {
  readonly place: Place;
  readonly company: Company;
  program: Program;
}

/** For the tests of one `describe`: a company that is founded and served by the real program before them; afterwards both are gone. */
export function serveCompany(agents: number, customers: number, place = newPlace(), remove = () => place.remove()): ServedCompany {
  let company: Company;
  let program: Program | undefined;
  beforeAll(async () => {
    buildProgram();
    company = await foundCompany(place.data, agents, customers);
    program = await startProgram(place);
  }, 180_000);
  afterAll(async () => {
    await program?.kill();
    remove();
  });
  return {
    place,
    get company() {
      return company;
    },
    get program() {
      return program as Program;
    },
    set program(next) {
      program = next;
    },
  };
}
