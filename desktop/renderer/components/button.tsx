import type { ComponentPropsWithRef } from "react";
import styles from "./button.module.css";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  /** `primary`: the one thing to do here. `quiet`: without a border, for bars. `danger`: takes something away. */
  look?: "primary" | "plain" | "quiet" | "danger";
}

export function Button({ look = "plain", className, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={[styles.button, styles[look], className].filter(Boolean).join(" ")} {...rest} />
  );
}
