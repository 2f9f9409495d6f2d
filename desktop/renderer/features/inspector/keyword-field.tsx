import { Plus, X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useApp, useText } from "@renderer/app-context";
import { countKeywords, type KeywordCount } from "@renderer/features/inspector/common-values";
import type { Inspected } from "@renderer/features/inspector/inspected";
import { parseKeyword, toTagLevels } from "@renderer/features/inspector/photo-text";
import { Section } from "@renderer/features/inspector/section";
import styles from "./keyword-field.module.css";

/** Keywords as chips. Of several photos those that not all have are marked, and can be given to all. */
export function KeywordField({ keys, photos }: Inspected) {
  const { actions } = useApp();
  const { t } = useText();
  const { edit } = actions.getState();
  const keywords = countKeywords(photos);
  return (
    <Section label={t("inspector.keywords")}>
      {keywords.length > 0 && (
        <ul className={styles.chips}>
          {keywords.map((keyword) => (
            <Chip
              key={keyword.path}
              keyword={keyword}
              total={photos.length}
              onAdd={() => void edit(keys, { addKeywords: [keyword.path] }, "selection.saidKeyword")}
              onRemove={() => void edit(keys, { removeKeywords: [keyword.path] })}
            />
          ))}
        </ul>
      )}
      <Entry onAdd={(path) => edit(keys, { addKeywords: [path] }, "selection.saidKeyword")} />
    </Section>
  );
}

interface ChipProps {
  keyword: KeywordCount;
  total: number;
  onAdd: () => void;
  onRemove: () => void;
}

function Chip({ keyword: { path, count }, total, onAdd, onRemove }: ChipProps) {
  const { t } = useText();
  const levels = toTagLevels(path);
  const name = levels.join(" › ");
  const isOnAll = count === total;
  return (
    <li className={styles.chip} data-partial={!isOnAll}>
      <span className={styles.name} dir="auto">
        {levels.slice(0, -1).map((level) => (
          <span key={level} className={styles.level}>
            {`${level} › `}
          </span>
        ))}
        {levels.at(-1)}
        {!isOnAll && <span className="spoken">{t("inspector.keywordOnSome", { keyword: "", count, total })}</span>}
      </span>
      {!isOnAll && (
        <button
          type="button"
          className={styles.act}
          aria-label={t("inspector.addToAll", { keyword: name })}
          onClick={onAdd}
        >
          <Plus aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={styles.act}
        aria-label={t("inspector.removeKeyword", { keyword: name })}
        onClick={onRemove}
      >
        <X aria-hidden />
      </button>
    </li>
  );
}

/** Enter adds, Escape empties the field; what was typed stays when it could not be saved. */
function Entry({ onAdd }: { onAdd: (path: string) => Promise<boolean> }) {
  const { t } = useText();
  const [typed, setTyped] = useState("");
  const press = async (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && typed !== "") {
      event.stopPropagation();
      setTyped("");
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const path = parseKeyword(typed);
    if (path === undefined) return;
    // Emptied at once, so that the next one can be typed meanwhile.
    setTyped("");
    if (!(await onAdd(path))) setTyped((now) => now || typed);
  };
  return (
    <input
      className={styles.entry}
      value={typed}
      dir="auto"
      maxLength={1000}
      aria-label={t("inspector.addKeyword")}
      placeholder={t("inspector.addKeyword")}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => void press(event)}
    />
  );
}
