import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useText } from "@renderer/app-context";
import { densityPath, placeOfRow, rowAtPlace, yearMarks } from "./scrubber-scale";
import { sectionOfRow } from "./sections";
import type { TimelineLayout } from "./timeline-layout";
import styles from "./scrubber.module.css";

interface ScrubberProps {
  layout: TimelineLayout;
  /** Row at the upper edge of the window. */
  row: number;
  heightPx: number;
  onGo: (row: number) => void;
}

const YEAR_APART_PX = 22;
const EDGE_PX = 12;
const BAR_MAX_PX = 3;

/** All months at the right: how many photos they have, and a way to any of them by pointer and keyboard. */
export function Scrubber({ layout, row, heightPx, onGo }: ScrubberProps) {
  const text = useText();
  const track = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [isDragging, setDragging] = useState(false);
  const { sections } = layout;
  const trackPx = Math.max(1, heightPx - 2 * EDGE_PX);
  const years = useMemo(() => yearMarks(sections, YEAR_APART_PX / trackPx), [sections, trackPx]);
  const thickness = Math.min(0.75, (BAR_MAX_PX * sections.length) / trackPx);
  const path = useMemo(() => densityPath(sections, thickness), [sections, thickness]);
  const index = sectionOfRow(sections, row);
  const at = placeOfRow(sections, index, row);

  const placeOf = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box ? Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)) : 0;
  };
  const move = (event: PointerEvent) => {
    const place = placeOf(event);
    setPointed(place);
    if (isDragging) onGo(rowAtPlace(sections, place));
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
    setPointed(placeOf(event));
    onGo(rowAtPlace(sections, placeOf(event)));
  };
  const release = () => {
    setDragging(false);
  };
  const key = (event: KeyboardEvent) => {
    const to = monthByKey(layout, index, event.key);
    const section = to === undefined ? undefined : sections[to];
    if (!section) return;
    event.preventDefault();
    event.stopPropagation();
    onGo(section.from);
  };
  const name = (of: number) => {
    const section = sections[of];
    if (!section) return "";
    return `${text.month(section.year, section.month)}, ${text.t("timeline.count", { count: section.inMonth })}`;
  };
  const bubble = pointed ?? (isDragging ? at : null);
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={text.t("timeline.scrubber")}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, sections.length - 1)}
      aria-valuenow={index}
      aria-valuetext={name(index)}
      className={styles.scrubber}
      onPointerMove={move}
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={() => setPointed(null)}
      onKeyDown={key}
    >
      <div ref={track} className={styles.track}>
        <svg
          className={styles.density}
          viewBox={`0 0 1 ${Math.max(1, sections.length)}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          <path d={path} />
        </svg>
        {years.map(({ year, place }) => (
          <span key={year} className={styles.year} style={{ top: `${place * 100}%` }}>
            {year}
          </span>
        ))}
        <span className={styles.now} style={{ top: `${at * 100}%` }} />
        {bubble !== null && (
          <span className={styles.bubble} style={{ top: `${bubble * 100}%` }}>
            <Bubble layout={layout} place={bubble} />
          </span>
        )}
      </div>
    </div>
  );
}

function Bubble({ layout, place }: { layout: TimelineLayout; place: number }) {
  const text = useText();
  const row = rowAtPlace(layout.sections, place);
  const section = layout.sections[sectionOfRow(layout.sections, row)];
  if (!section) return null;
  return (
    <>
      <strong>{text.month(section.year, section.month)}</strong>
      <span>{text.t("timeline.count", { count: section.inMonth })}</span>
    </>
  );
}

/** The month that a key leads to from another one, newest first; undefined for other keys. */
function monthByKey({ sections }: TimelineLayout, index: number, key: string): number | undefined {
  const last = sections.length - 1;
  const year = sections[index]?.year ?? 0;
  const found = {
    ArrowUp: index - 1,
    ArrowLeft: index - 1,
    ArrowDown: index + 1,
    ArrowRight: index + 1,
    PageUp: sections.findIndex((section) => section.year <= year + 1),
    PageDown: sections.findIndex((section) => section.year < year),
    Home: 0,
    End: last,
  }[key];
  if (found === undefined) return undefined;
  return found < 0 ? (key === "PageDown" ? last : 0) : Math.min(last, found);
}
