import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import { Tooltip } from "@renderer/components/tooltip";
import type { CommandId } from "@renderer/keys/command-table";
import styles from "./icon-button.module.css";

export interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "children"> {
  icon: LucideIcon;
  /** Its name, for the tooltip and for those who do not see the icon. */
  label: string;
  /** The command that it does: its key is shown in the tooltip. */
  command?: CommandId;
  /** For a button that is switched on and off. */
  isOn?: boolean;
  size?: "bar" | "small";
}

export function IconButton({ icon: Icon, label, command, isOn, size = "bar", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(command && { command })}>
      <button
        type="button"
        aria-label={label}
        {...(isOn !== undefined && { "aria-pressed": isOn })}
        className={[styles.button, styles[size], isOn && styles.on, className].filter(Boolean).join(" ")}
        {...rest}
      >
        <Icon aria-hidden className={styles.icon} />
      </button>
    </Tooltip>
  );
}
