import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentPropsWithoutRef, MouseEvent } from "react";

type BusyButtonProps = Omit<ButtonProps, "loading" | "disabled"> &
  Omit<ComponentPropsWithoutRef<"button">, keyof ButtonProps | "aria-busy" | "aria-disabled"> & { busy: boolean; disabled?: boolean };

/**
 * Takes no second press while its act goes on, nor does Enter in the form that it sends. It is not disabled meanwhile: a disabled button
 * loses the focus, and whoever works by keyboard would begin at the top of the page.
 */
export function BusyButton({ busy, disabled = false, onClick, ...more }: BusyButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event));
  return (
    <Button
      {...more}
      loading={busy}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={press}
      renderRoot={(root) => <button {...root} disabled={disabled} />}
    />
  );
}
