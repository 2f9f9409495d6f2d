import { memo } from "react";
import { useText } from "@renderer/app-context";
import type { HoverStore } from "./hover-store";
import { DAY_LABEL_PX, isLabelled, MONTH_HEADER_PX } from "./month-layout";
import { Tile } from "./tile";
import type { TimelineLayout } from "./timeline-layout";
import styles from "./month-section.module.css";

interface MonthSectionProps {
  layout: TimelineLayout;
  section: number;
  /** Height of the section within the scroller. */
  topPx: number;
  heightPx: number;
  /** Lines to draw. */
  lines: readonly number[];
  hover: HoverStore;
  /** The row by which the keyboard enters the grid; null when it is in it. */
  entryRow: number | null;
}

/** A month: a header that stays at the top while its photos pass, and those of its lines that are to be seen. */
export const MonthSection = memo(function MonthSection(props: MonthSectionProps) {
  const { layout, section, topPx, heightPx, lines, hover, entryRow } = props;
  const text = useText();
  const of = layout.sections[section];
  if (!of) return null;
  return (
    <div role="rowgroup" className={styles.section} style={{ top: topPx, height: heightPx }}>
      <div role="row" className={styles.header} style={{ height: MONTH_HEADER_PX }}>
        <div role="rowheader" className={styles.month}>
          <h2 className={styles.name}>{text.month(of.year, of.month)}</h2>
          <span className={styles.count}>{text.t("timeline.count", { count: of.inMonth })}</span>
        </div>
      </div>
      {lines.map((line) => (
        <Line key={keyOfLine(layout, section, line)} {...{ layout, section, line, hover, entryRow }} />
      ))}
    </div>
  );
});

/** By its first photo: a line that only moved keeps its pictures. */
function keyOfLine(layout: TimelineLayout, section: number, line: number): number {
  const row = (layout.sections[section]?.from ?? 0) + (layout.monthOf(section).starts[line] ?? 0);
  return layout.order.keys[layout.shown[row] ?? -1] ?? -1;
}

interface LineProps {
  layout: TimelineLayout;
  section: number;
  line: number;
  hover: HoverStore;
  entryRow: number | null;
}

const MINUTE_MS = 60_000;

const Line = memo(function Line({ layout, section, line, hover, entryRow }: LineProps) {
  const text = useText();
  const { order, shown, geometry } = layout;
  const month = layout.monthOf(section);
  const boxes = layout.tilesOf({ section, line });
  const heightPx = Math.round(month.heights[line] ?? 0);
  const top = Math.round(month.tops[line] ?? 0);
  const labels = isLabelled(month, line) ? boxes.filter((box) => box.beginsDay) : [];
  const height = labels.length > 0 ? heightPx + DAY_LABEL_PX : heightPx;
  return (
    <div role="row" className={styles.line} style={{ top, height }}>
      {labels.map(({ row, leftPx }, index) => {
        const day = text.day((order.minutes[shown[row] ?? 0] ?? 0) * MINUTE_MS);
        const until = labels[index + 1]?.leftPx ?? geometry.widthPx;
        return (
          <div key={row} role="rowheader" className={styles.day} style={{ left: leftPx, maxWidth: until - leftPx - 4 }}>
            <button
              type="button"
              tabIndex={-1}
              data-day={row}
              className={styles.dayButton}
              aria-label={text.t("timeline.selectDay", { day })}
            >
              {day}
            </button>
          </div>
        );
      })}
      {boxes.map(({ row, leftPx, widthPx }) => {
        const position = shown[row] ?? 0;
        const key = order.keys[position] ?? 0;
        return (
          <Tile
            key={key}
            photoKey={key}
            flags={order.flags[position] ?? 0}
            minutes={order.minutes[position] ?? 0}
            total={shown.length}
            isEntry={entryRow === row}
            {...{ row, leftPx, widthPx, heightPx, hover }}
          />
        );
      })}
    </div>
  );
});
