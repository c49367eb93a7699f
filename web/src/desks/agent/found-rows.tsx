import type { Catalogue, Found, FoundCustomer } from "@mercusuar/client";
import { useEffect, useRef } from "react";
import { purposeLabel } from "../../app/catalogue.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Masked } from "../../parts/masked.tsx";
import { useSay } from "../../words/say.ts";
import style from "./today.module.css";

type Existing = FoundCustomer["cases"][number];

interface FoundRowsProps {
  found: Found;
  purpose: string;
  catalogue: Catalogue | undefined;
  take: (row: FoundCustomer, existing: Existing | undefined) => void;
}

/** Who was found, masked. The first way on has the focus, so that Enter opens it; an open task of the same purpose comes first. */
export function FoundRows({ found, purpose, catalogue, take }: FoundRowsProps) {
  const say = useSay();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (found.rows.length > 0) list.current?.querySelector("button")?.focus();
  }, [found]);
  if (found.rows.length === 0) return <p>{say("found.none")}</p>;
  return (
    <ul ref={list} className={style.found} aria-label={say("found.label", { n: found.rows.length })}>
      {found.rows.map((row) => (
        <li key={row.customer}>
          <b>
            <Masked value={row.values.name ?? "•••"} />
          </b>
          <small>{say(row.portfolio ? "found.own" : row.own ? "found.dispatched" : "found.notOwn")}</small>
          <span className={style.foundActs}>
            {waysOn(row, purpose).map((existing) => (
              <ActButton key={existing?.id ?? "new"} onClick={() => take(row, existing)}>
                {existing
                  ? say("found.resume", { purpose: purposeLabel(catalogue, existing.purpose) })
                  : say("found.begin", { purpose: purposeLabel(catalogue, purpose) })}
              </ActButton>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Open tasks of the purpose in hand, then a task of one's own, then open tasks of other purposes. */
export function waysOn(row: FoundCustomer, purpose: string): (Existing | undefined)[] {
  const same = row.cases.filter((one) => one.purpose === purpose);
  return [...same, undefined, ...row.cases.filter((one) => one.purpose !== purpose)];
}
