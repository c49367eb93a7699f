import { useMutation } from "@tanstack/react-query";
import { refreshMe } from "../app/me.ts";
import { server } from "../app/server.ts";
import { ActButton } from "../parts/act-button.tsx";
import { useSay } from "../words/say.ts";
import { DoorProblem } from "./door-problem.tsx";
import { forgetLinkToken } from "./link-token.ts";

/** A link signs in by one deliberate press: a mail scanner that opens it must not use it up. */
export function SignInByLink({ token, giveUp }: { token: string; giveUp: () => void }) {
  const say = useSay();
  const entering = useMutation({
    mutationFn: () => server.signInByLink(token),
    onSuccess: async () => {
      forgetLinkToken();
      await refreshMe();
      giveUp();
    },
  });
  const other = () => {
    forgetLinkToken();
    giveUp();
  };
  return (
    <>
      <DoorProblem error={entering.error} />
      <div style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
        <ActButton kind="first" onClick={() => entering.mutate()} busy={entering.isPending}>
          {say("door.understoodEnter")}
        </ActButton>
        <ActButton kind="quiet" onClick={other}>
          {say("door.byPassword")}
        </ActButton>
      </div>
    </>
  );
}
