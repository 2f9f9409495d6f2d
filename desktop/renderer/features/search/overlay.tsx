import { useLayoutEffect, useRef, type RefObject } from "react";
import type { ReadQuery } from "@shared/catalog/search/parser";
import { toSegments, type Segment } from "./segments";
import styles from "./search-box.module.css";

interface OverlayProps {
  text: string;
  read: ReadQuery;
  /** Whether mistakes are drawn yet. */
  showsMistakes: boolean;
  input: RefObject<HTMLInputElement | null>;
}

/** Lies behind the field with the same text, unseen, and draws what belongs behind its words: chips and underlines. */
export function Overlay({ text, read, showsMistakes, input }: OverlayProps) {
  const overlay = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    const follow = () => {
      if (overlay.current) overlay.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener("scroll", follow);
    return () => field.removeEventListener("scroll", follow);
  }, [text, input]);
  const segments = toSegments(text, showsMistakes ? read : { ...read, mistakes: [] });
  return (
    <div ref={overlay} aria-hidden dir="auto" className={styles.overlay}>
      {segments.map((segment, index) => (
        <Piece key={index} segment={segment} />
      ))}
    </div>
  );
}

function Piece({ segment: { kind, parts } }: { segment: Segment }) {
  return (
    <span className={styles[kind]}>
      {parts.map(({ text, isMistake }, index) => (
        <span key={index} {...(isMistake && { className: styles.mistake, "data-mistake": true })}>
          {text}
        </span>
      ))}
    </span>
  );
}
