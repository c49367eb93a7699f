import { PasswordInput } from "@mantine/core";
import type { RefObject } from "react";
import { useSay, type WordId } from "../words/say.ts";
import style from "./door.module.css";

interface SecretProps {
  name: string;
  word: WordId;
  autoComplete: "current-password" | "new-password";
  /** What is asked of it, or what is wrong with it. */
  rule?: string;
  error?: string | undefined;
  place?: RefObject<HTMLInputElement | null>;
}

/** A password as somebody types it. No `maxLength`: a browser would cut what is pasted, here and in the repetition alike, but not at the door. */
export function Secret({ name, word, autoComplete, rule, error, place }: SecretProps) {
  const say = useSay();
  const label = say(word);
  return (
    <PasswordInput
      {...(place ? { ref: place } : {})}
      name={name}
      label={label}
      {...(rule ? { description: rule } : {})}
      error={error}
      aria-invalid={error !== undefined}
      classNames={{ description: style.rule ?? "", error: style.wrong ?? "" }}
      autoComplete={autoComplete}
      required
      withAsterisk={false}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ "aria-label": say("field.revealOf", { label: label.toLowerCase() }) }}
    />
  );
}
