import type { ReactNode } from "react";
import { BusyButton } from "./busy-button.tsx";
import { Kbd } from "./key.tsx";

interface ActButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** The key that does the same, shown in the button. */
  hotkey?: string | undefined;
  kind?: "first" | "plain" | "quiet";
  disabled?: boolean;
  busy?: boolean;
  label?: string;
  /** Says that this button opens and closes something. */
  expanded?: boolean;
  /** As wide as its column, the key at the end. */
  wide?: boolean;
  /** Sends the form around it. */
  submit?: boolean;
}

const VARIANTS = { first: "filled", plain: "default", quiet: "subtle" } as const;

/** A sentence in a button breaks where the column is narrow, and is never cut. */
const WRAPPING = { label: { whiteSpace: "normal", textAlign: "start", lineHeight: 1.35 } } as const;

/** One thing that a person may do here. */
export function ActButton({ children, onClick, hotkey, kind = "plain", disabled, busy, label, expanded, wide, submit }: ActButtonProps) {
  return (
    <BusyButton
      type={submit ? "submit" : "button"}
      size="compact-md"
      {...(wide ? { h: "auto", mih: 32, py: 4, styles: WRAPPING } : { h: 32 })}
      px={kind === "quiet" ? 8 : 11}
      fw={550}
      fz={14}
      variant={VARIANTS[kind]}
      {...(wide ? { fullWidth: true, justify: "space-between" } : {})}
      {...(onClick ? { onClick } : {})}
      disabled={disabled ?? false}
      busy={busy ?? false}
      {...(label ? { "aria-label": label } : {})}
      {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
      {...(hotkey ? { "aria-keyshortcuts": hotkey } : {})}
      rightSection={hotkey ? <Kbd onAccent={kind === "first"}>{hotkey}</Kbd> : undefined}
    >
      {children}
    </BusyButton>
  );
}
