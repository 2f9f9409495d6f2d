import { useEffect, useRef } from "react";
import { useText } from "@renderer/app-context";
import type { Option } from "./completion";
import styles from "./search-box.module.css";

interface SuggestionListProps {
  id: string;
  options: readonly Option[];
  active: number;
  onTake: (option: Option) => void;
}

const GROUPS = {
  recent: "search.recent",
  field: "search.fields",
  value: "search.values",
  example: "search.examples",
} as const;

/** The id of a line, by which the field names the one that the keys are at. */
export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

export function SuggestionList({ id, options, active, onTake }: SuggestionListProps) {
  const { t } = useText();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => line.current?.scrollIntoView({ block: "nearest" }), [active]);
  return (
    <div role="listbox" id={id} aria-label={t("search.suggestions")} className={styles.list}>
      {options.map((option, index) => (
        <div key={`${option.group} ${option.label}`} role="presentation">
          {option.group !== options[index - 1]?.group && (
            <div role="presentation" className={styles.group}>
              {t(GROUPS[option.group])}
            </div>
          )}
          <div
            ref={index === active ? line : undefined}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            className={styles.option}
            // The field keeps the focus: pressing would take it away before the click.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(option)}
          >
            <bdi className={styles.label}>{option.label}</bdi>
            <span className={styles.explanation}>{option.explanation}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
