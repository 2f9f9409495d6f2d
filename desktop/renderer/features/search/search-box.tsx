import { Search, X } from "lucide-react";
import { useId, useRef, type KeyboardEvent, type RefObject } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import { COMMANDS } from "@renderer/keys/command-table";
import { useCommand } from "@renderer/keys/use-command";
import { toKeyText } from "@renderer/keys/key-text";
import { IS_MAC } from "@renderer/keys/platform";
import { Overlay } from "./overlay";
import { optionId, SuggestionList } from "./suggestion-list";
import { useSearchBox, type SearchBoxState } from "./use-search-box";
import styles from "./search-box.module.css";

/** One field for the whole search grammar. It reads what is typed itself; only the finding is asked of the library. */
export function SearchBox() {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const box = useSearchBox(input);
  const id = useId();
  useCommand("app.search", () => {
    input.current?.focus();
    input.current?.select();
  });
  const showsList = box.isOpen && box.options.length > 0;
  const noteId = `${id}-note`;
  return (
    <div
      role="search"
      className={styles.box}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && box.close()}
    >
      <div className={`${styles.field ?? ""} ${box.mistake ? (styles.mistaken ?? "") : ""}`}>
        <Search aria-hidden className={styles.icon} />
        <div className={styles.line}>
          <Overlay text={box.text} read={box.read} showsMistakes={box.mistake !== undefined} input={input} />
          <Field id={id} input={input} box={box} showsList={showsList} noteId={noteId} />
        </div>
        {box.text === "" ? (
          <kbd aria-hidden className={styles.key}>
            {toKeyText(COMMANDS["app.search"].keys[0], IS_MAC)}
          </kbd>
        ) : (
          <IconButton
            icon={X}
            size="small"
            label={t("search.clear")}
            onClick={() => {
              box.clear();
              input.current?.focus();
            }}
          />
        )}
      </div>
      {(box.mistake ?? showsList) && (
        <div className={styles.popover}>
          {box.mistake && <Note id={noteId} box={box} />}
          {showsList && (
            <SuggestionList id={`${id}-list`} options={box.options} active={box.active} onTake={box.take} />
          )}
        </div>
      )}
      <Announcement isSettled={box.isSettled} />
    </div>
  );
}

interface FieldProps {
  id: string;
  noteId: string;
  input: RefObject<HTMLInputElement | null>;
  box: SearchBoxState;
  showsList: boolean;
}

function Field({ id, noteId, input, box, showsList }: FieldProps) {
  const { t } = useText();
  return (
    <input
      ref={input}
      type="text"
      role="combobox"
      dir="auto"
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={20_000}
      aria-label={t("search.label")}
      placeholder={t("search.placeholder")}
      aria-expanded={showsList}
      aria-controls={`${id}-list`}
      aria-autocomplete="list"
      aria-invalid={box.mistake !== undefined}
      {...(box.mistake && { "aria-describedby": noteId })}
      {...(box.active >= 0 && showsList && { "aria-activedescendant": optionId(`${id}-list`, box.active) })}
      className={styles.input}
      value={box.text}
      onChange={({ target }) => box.change(target.value, target.selectionStart ?? target.value.length)}
      onSelect={({ currentTarget }) => box.moveCaret(currentTarget.selectionStart ?? 0)}
      onFocus={box.open}
      onPointerDown={() => !box.isOpen && box.open()}
      onCompositionStart={() => box.compose(true)}
      onCompositionEnd={() => box.compose(false)}
      onKeyDown={(event) => pressKey(event, box)}
    />
  );
}

function pressKey(event: KeyboardEvent<HTMLInputElement>, box: SearchBoxState): void {
  if (event.nativeEvent.isComposing) return;
  const option = box.options[box.active];
  const done = () => {
    event.preventDefault();
    event.stopPropagation();
  };
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
      done();
      if (!box.isOpen) box.open();
      else box.moveActive(event.key === "ArrowDown" ? 1 : -1);
      return;
    case "Enter":
      done();
      if (option) box.take(option);
      else box.go();
      return;
    case "Tab":
      if (event.shiftKey || (!option && box.mistake?.suggestion === undefined)) return;
      done();
      if (option) box.take(option);
      else box.fix();
      return;
    case "Escape":
      done();
      if (option) box.forgetActive();
      else if (box.text !== "") box.clear();
      else event.currentTarget.blur();
      return;
  }
}

/** What is wrong, in a sentence, and the way to put it right. */
function Note({ id, box: { mistake, fix } }: { id: string; box: SearchBoxState }) {
  const { t } = useText();
  const suggestion = mistake?.suggestion;
  return (
    <div className={styles.note}>
      <span id={id} role="status">
        {mistake?.sentence}
      </span>
      {suggestion !== undefined && (
        <button
          type="button"
          className={styles.fix}
          data-key={t("search.tabKey")}
          onPointerDown={(event) => event.preventDefault()}
          onClick={fix}
          aria-label={suggestion === "" ? t("search.dropPart") : t("search.useSuggestion", { suggestion })}
        >
          {suggestion === "" ? t("search.dropPart") : <bdi>{suggestion}</bdi>}
        </button>
      )}
    </div>
  );
}

/** How much was found, read out when nobody types. */
function Announcement({ isSettled }: { isSettled: boolean }) {
  const { library } = useApp();
  const { t } = useText();
  const match = useStore(library, (state) => state.match);
  return (
    <span role="status" className="spoken">
      {isSettled && match.kind === "found" ? t("search.found", { count: match.count }) : ""}
    </span>
  );
}
