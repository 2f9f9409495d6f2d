import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useStore } from "zustand";
import { readQuery, type ReadQuery } from "@shared/catalog/search/parser";
import { useApp, useText } from "@renderer/app-context";
import { listOptions, takeOption, type Option } from "./completion";
import { type KeptText, listRecentSearches, saveRecentSearch } from "./recent-searches";
import { type ShownMistake, toShownMistake } from "./shown-mistake";

/** While somebody types, the library is asked this much later, so that a fast word is one question. */
const ASK_MS = 40;
/** After this long without a key, what is unfinished counts as a mistake, and the count is read out. */
const SETTLED_MS = 700;

/** The page's storage, which a browser may refuse. */
export const keptSearches: KeptText = {
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, value),
};

export interface SearchBoxState {
  text: string;
  read: ReadQuery;
  /** What the list below offers; empty while it is closed. */
  options: readonly Option[];
  /** The option that the keys are at; -1 for none. */
  active: number;
  mistake: ShownMistake | undefined;
  /** Nobody has typed for a while. */
  isSettled: boolean;
  isOpen: boolean;
  change(text: string, caret: number): void;
  moveCaret(caret: number): void;
  compose(isComposing: boolean): void;
  open(): void;
  close(): void;
  moveActive(by: number): void;
  take(option: Option): void;
  fix(): void;
  /** Asks at once and remembers the search. */
  go(): void;
  clear(): void;
  forgetActive(): void;
}

/** What the search box knows and does; `input` is where the caret is put. */
export function useSearchBox(input: RefObject<HTMLInputElement | null>): SearchBoxState {
  const { library } = useApp();
  const words = useText();
  const [{ text, caret }, setWritten] = useState({ text: library.getState().query, caret: 0 });
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [recent, setRecent] = useState<readonly string[]>([]);
  const isSettled = useSettled(text);
  const read = useMemo(() => readQuery(text), [text]);
  const options = useMemo(
    () => (isOpen ? listOptions(text, caret, recent, words) : []),
    [isOpen, text, caret, recent, words],
  );
  const { ask, askSoon, compose, drop } = useAsking();
  const match = useStore(library, (state) => state.match);
  const query = useStore(library, (state) => state.query);
  const place = useStore(library, (state) => state.place);

  // Another place, or a part dropped from an empty result, writes the box anew.
  const asked = useRef(query);
  useEffect(() => {
    if (query === asked.current) return;
    asked.current = query;
    setWritten((now) => (now.text === query ? now : { text: query, caret: query.length }));
  }, [query]);
  useEffect(() => {
    drop();
    const now = library.getState().query;
    asked.current = now;
    setWritten({ text: now, caret: now.length });
  }, [place, library, drop]);

  const write = useCallback(
    (next: string, at: number) => {
      setWritten({ text: next, caret: at });
      setActive(-1);
      askSoon(next, (sent) => (asked.current = sent));
    },
    [askSoon],
  );
  const writeAndShow = (next: string, at: number) => {
    write(next, at);
    // After React has put the text into the field.
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const mistake = toShownMistake(text, read, match, { caret, isSettled, isAsked: text === query }, words);

  return {
    ...{ text, read, options, active, isOpen, isSettled, mistake },
    change: (next, at) => {
      write(next, at);
      setOpen(true);
    },
    moveCaret: (at) => setWritten((now) => (now.caret === at ? now : { ...now, caret: at })),
    compose,
    open: () => {
      setRecent(listRecentSearches(keptSearches));
      setOpen(true);
    },
    close: () => {
      setOpen(false);
      setActive(-1);
      if (match.kind === "found" && match.count > 0) saveRecentSearch(keptSearches, text);
    },
    moveActive: (by) => {
      const count = options.length + 1;
      setActive((now) => ((now + 1 + by + count) % count) - 1);
    },
    take: (option) => {
      const taken = takeOption(text, option);
      writeAndShow(taken.text, taken.caret);
      if (option.group === "recent") setOpen(false);
    },
    fix: () => {
      if (mistake?.suggestion === undefined || !mistake.range) return;
      const option = { insert: mistake.suggestion, range: mistake.range, group: "field" as const };
      const fixed = takeOption(text, option);
      writeAndShow(fixed.text, fixed.caret);
    },
    go: () => {
      ask(text, (sent) => (asked.current = sent));
      saveRecentSearch(keptSearches, text);
      setOpen(false);
      setActive(-1);
    },
    clear: () => writeAndShow("", 0),
    forgetActive: () => setActive(-1),
  };
}

/** Asks the library shortly after the last key, not for what cannot be read, and not in the middle of a composition. */
function useAsking() {
  const { library, schedule } = useApp();
  const isComposing = useRef(false);
  const cancel = useRef<(() => void) | null>(null);
  const ask = useCallback(
    (text: string, asked: (text: string) => void) => {
      cancel.current?.();
      cancel.current = null;
      if (readQuery(text).mistakes.length > 0) return;
      asked(text);
      const { go, place, search } = library.getState();
      // There are no photos in that place, so what is looked for is looked for among all.
      if (place === "review" && text.trim() !== "") go("library");
      search(text);
    },
    [library],
  );
  const askSoon = useCallback(
    (text: string, asked: (text: string) => void) => {
      cancel.current?.();
      const tryNow = () => {
        if (isComposing.current) cancel.current = schedule(ASK_MS, tryNow);
        else ask(text, asked);
      };
      cancel.current = schedule(text === "" ? 0 : ASK_MS, tryNow);
    },
    [ask, schedule],
  );
  const drop = useCallback(() => cancel.current?.(), []);
  useEffect(() => drop, [drop]);
  return { ask, askSoon, drop, compose: (is: boolean) => void (isComposing.current = is) };
}

function useSettled(text: string): boolean {
  const { schedule } = useApp();
  const [settled, setSettled] = useState(text);
  useEffect(() => schedule(SETTLED_MS, () => setSettled(text)), [text, schedule]);
  return settled === text;
}
