import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { catalogueQuery } from "../../app/catalogue.ts";
import { useSignedIn } from "../../app/me.ts";
import { SEARCH_ASKED } from "../../app/search-hint.tsx";
import { SEARCH_CHORD, useKeys } from "../../app/use-keys.ts";
import { useTitle } from "../../app/use-title.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { useSay } from "../../words/say.ts";
import { AllowedPanel } from "./allowed-panel.tsx";
import { ConfirmationsPanel } from "./confirmations-panel.tsx";
import { deskKeys } from "./desk-keys.ts";
import { EndingLine } from "./ending-line.tsx";
import { MyDayPanel } from "./my-day-panel.tsx";
import { PledgePanel } from "./pledge-panel.tsx";
import { QuestionsPanel } from "./questions-panel.tsx";
import { Queue } from "./queue.tsx";
import { RecordCard } from "./record-card.tsx";
import { RefusalBox } from "./refusal-box.tsx";
import { type Contact, SearchPanel } from "./search-panel.tsx";
import style from "./today.module.css";
import { useCard } from "./use-card.ts";

/** The agent's desk: today's tasks, the card in hand, what I may do. */
export function TodayPage() {
  const say = useSay();
  useTitle(say("tab.agent"));
  const me = useSignedIn();
  const { data: catalogue } = useQuery(catalogueQuery);
  const hand = useCard();
  const [contact, setContact] = useState<Contact>();
  const keys = deskKeys(say);
  const search = () => setContact("agent_call");
  useKeys({
    [keys.call.toLowerCase()]: search,
    [keys.visit.toLowerCase()]: () => setContact("agent_visit"),
    "/": search,
    [SEARCH_CHORD]: search,
  });
  useEffect(() => {
    const open = () => setContact("agent_call");
    window.addEventListener(SEARCH_ASKED, open);
    return () => window.removeEventListener(SEARCH_ASKED, open);
  }, []);
  const purposes = (catalogue?.purposes ?? []).filter((purpose) => purpose.functions.some((one) => me.person.functions.includes(one)));
  const pick: typeof hand.open = (prepare) => {
    setContact(undefined);
    hand.open(prepare);
  };
  return (
    <main className={style.page}>
      <h1 className="visually-hidden">{say("tab.agent")}</h1>
      <section className={style.left} aria-label={say("queue.label")}>
        <div className={style.contacts}>
          <ActButton wide kind="first" hotkey={keys.call} onClick={() => setContact("agent_call")}>
            {say("contact.agent_call")}
          </ActButton>
          <ActButton wide hotkey={keys.visit} onClick={() => setContact("agent_visit")}>
            {say("contact.agent_visit")}
          </ActButton>
        </div>
        <Queue
          catalogue={catalogue}
          open={hand.card?.case}
          ending={hand.ending?.step === "recorded" ? undefined : hand.ending?.case}
          pick={pick}
        />
      </section>
      <div className={style.middle}>
        <EndingLine hand={hand} catalogue={catalogue} />
        {contact && (
          <SearchPanel
            key={contact}
            contact={contact}
            catalogue={catalogue}
            purposes={purposes}
            pick={pick}
            close={() => setContact(undefined)}
          />
        )}
        {hand.card && <RecordCard key={hand.card.look.entry} hand={hand} card={hand.card} catalogue={catalogue} purposes={purposes} />}
        {!hand.card && !contact && <NoCard hand={hand} onDuty={me.duty.on} />}
      </div>
      <aside className={style.right}>
        <div role="status" className={style.told}>
          {hand.refusal !== undefined && <RefusalBox error={hand.refusal} again={hand.again} />}
        </div>
        {!me.pledge.ok && <PledgePanel />}
        <AllowedPanel me={me} consents={hand.card?.look.consents} />
        <MyDayPanel />
        <div className={style.asked}>
          <QuestionsPanel />
          <ConfirmationsPanel />
        </div>
      </aside>
    </main>
  );
}

/** Nothing in hand: how a card comes here, or that it closed by itself. */
function NoCard({ hand, onDuty }: { hand: ReturnType<typeof useCard>; onDuty: boolean }) {
  const say = useSay();
  const { closed } = hand;
  return (
    <div className={style.noCard}>
      {closed ? (
        <>
          <p>{say("card.closed")}</p>
          <ActButton onClick={() => hand.open(async () => closed)}>{say("card.openAgain")}</ActButton>
        </>
      ) : (
        <p>{say(hand.busy ? "card.opening" : onDuty ? "card.none" : "allowed.offDuty", deskKeys(say))}</p>
      )}
    </div>
  );
}
