import { NativeSelect, TextInput } from "@mantine/core";
import type { Catalogue, FoundCustomer, SearchBy } from "@mercusuar/client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { refreshMe } from "../../app/me.ts";
import { asking, server } from "../../app/server.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay } from "../../words/say.ts";
import { FoundRows } from "./found-rows.tsx";
import { RefusalBox } from "./refusal-box.tsx";
import { searchValue, WAYS } from "./search-value.ts";
import style from "./today.module.css";
import type { Prepare } from "./use-card.ts";

export type Contact = "agent_call" | "agent_visit";

interface SearchPanelProps {
  contact: Contact;
  catalogue: Catalogue | undefined;
  /** Purposes that this person's functions may use. */
  purposes: { id: string; label: string; benefit: string }[];
  pick: (prepare: Prepare) => void;
  close: () => void;
}

/** Somebody calls or stands here: what he says, Enter, Enter, and the card is open. */
export function SearchPanel({ contact, catalogue, purposes, pick, close }: SearchPanelProps) {
  const say = useSay();
  const [by, setBy] = useState<SearchBy>("phone");
  const [chosen, setPurpose] = useState<string>();
  // The catalogue may come after the key was pressed.
  const purpose = chosen ?? purposes[0]?.id ?? "";
  const benefit = purposes.find((one) => one.id === purpose)?.benefit;
  const searching = useMutation({
    mutationFn: (given: { by: SearchBy; value: string; purpose: string; reason?: string }) => asking(server.search(given)),
    onSettled: () => refreshMe(),
  });
  const { mutate: search } = searching;
  const [held, hold] = useState<{ by: SearchBy; value: string }>();
  // Whoever is quicker than the catalogue loses no Enter: the search waits for its purpose.
  useEffect(() => {
    if (!held || purpose === "") return;
    hold(undefined);
    search({ ...held, purpose });
  }, [held, purpose, search]);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    hold({ by, value: searchValue(by, String(form.get("value")), String(form.get("birth") ?? "")) });
  };
  const take = (row: FoundCustomer, existing: FoundCustomer["cases"][number] | undefined) =>
    pick(existing ? resume(row, existing) : begin(row, purpose, contact));
  return (
    <section className={style.search} aria-label={say(`contact.${contact}`)} onKeyDown={(event) => event.key === "Escape" && close()}>
      <h2>{say(`contact.${contact}`)}</h2>
      <form onSubmit={send} className={style.searchForm}>
        <NativeSelect
          label={say("search.by")}
          value={by}
          onChange={(event) => setBy(event.currentTarget.value as SearchBy)}
          data={WAYS.map((way) => ({ value: way, label: say(`by.${way}` as "by.phone") }))}
        />
        <TextInput
          key={contact}
          name="value"
          label={say(by === "name_birth" ? "search.fullName" : "search.said")}
          required
          withAsterisk={false}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          inputMode={by === "phone" ? "tel" : "text"}
        />
        {by === "name_birth" && <TextInput name="birth" type="date" label={say("search.birth")} required withAsterisk={false} />}
        <NativeSelect
          label={say("look.purpose")}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          data={purposes.map((one) => ({ value: one.id, label: one.label }))}
        />
        <div className={style.searchActs}>
          <ActButton kind="first" hotkey="Enter" busy={searching.isPending || held !== undefined} submit>
            {say("search.find")}
          </ActButton>
          <ActButton kind="quiet" hotkey="Esc" onClick={close}>
            {say("act.back")}
          </ActButton>
        </div>
      </form>
      {benefit && <p className={style.quiet}>{say("search.benefit", { benefit })}</p>}
      <div role="status">
        {searching.isError && (
          <RefusalBox
            error={searching.error}
            again={(reason) => searching.variables && searching.mutate({ ...searching.variables, reason })}
          />
        )}
        {searching.data && <FoundRows found={searching.data} purpose={purpose} catalogue={catalogue} take={take} />}
      </div>
    </section>
  );
}

/** Opens a task of one's own: weak evidence (grade C), so the evening looks for the contact behind it. */
const begin =
  (row: FoundCustomer, purpose: string, contact: Contact): Prepare =>
  async (reason) => {
    const opened = await server.openCase({ customer: row.customer, purpose, origin: contact, ...(reason ? { reason } : {}) });
    return { customer: row.customer, name: row.values.name ?? "•••", purpose, case: opened.case.id, origin: contact };
  };

const resume =
  (row: FoundCustomer, existing: FoundCustomer["cases"][number]): Prepare =>
  async (reason) => {
    await server.claimCase(existing.id, reason ? { reason } : undefined);
    return {
      customer: row.customer,
      name: row.values.name ?? "•••",
      purpose: existing.purpose,
      case: existing.id,
      origin: existing.origin,
    };
  };
