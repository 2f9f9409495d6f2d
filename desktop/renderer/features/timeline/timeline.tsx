import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { useCommand } from "@renderer/keys/use-command";
import { GoToMonth } from "./go-to-month";
import { createHoverStore } from "./hover-store";
import { MonthSection } from "./month-section";
import { sectionOfMonth } from "./parse-month";
import { Scrubber } from "./scrubber";
import type { Section } from "./sections";
import { useDetails } from "./use-details";
import { useKeys } from "./use-keys";
import { usePointer } from "./use-pointer";
import { useView, type Size, type TimelineView } from "./use-view";
import { useZoomWheel } from "./use-zoom-wheel";
import styles from "./timeline.module.css";

const PADDING_PX = 16;

/** The photos shown, by month and day, newest first. */
export function Timeline() {
  const { selection } = useApp();
  const { t } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const hover = useMemo(createHoverStore, []);
  const view = useView(scroller, size);
  const { rectangle, handlers } = usePointer(grid, view, hover);
  const [topRow, setTopRow] = useState(0);
  const [isGoing, setGoing] = useState(false);
  const { focusSoon } = useKeys(grid, view, size);
  useZoomWheel(scroller);
  useDetails(view);
  useCommand("timeline.goToMonth", () => setGoing(true));
  const { layout, space } = view;

  const readTop = useCallback(() => setTopRow(layout?.anchorAt(view.now())?.row ?? 0), [layout, view]);
  useLayoutEffect(readTop, [readTop, view.lines]);

  const goTo = (row: number) => {
    view.reveal(row, "start");
    readTop();
  };
  return (
    <div className={styles.timeline}>
      <div
        ref={scroller}
        className={styles.scroller}
        tabIndex={-1}
        onScroll={() => {
          view.onScroll();
          readTop();
        }}
      >
        <div
          ref={grid}
          role="grid"
          aria-label={t("timeline.grid")}
          aria-multiselectable
          className={styles.grid}
          style={{ height: space.heightPx }}
          {...handlers}
        >
          <Sections view={view} hover={hover} entry={topRow} />
          {rectangle && (
            <div
              className={styles.rectangle}
              style={{
                ...{ left: rectangle.leftPx, top: rectangle.topPx - space.basePx },
                ...{ width: rectangle.widthPx, height: rectangle.heightPx },
              }}
            />
          )}
        </div>
      </div>
      {layout && layout.sections.length > 0 && (
        <Scrubber layout={layout} row={topRow} heightPx={size.heightPx} onGo={goTo} />
      )}
      {isGoing && (
        <GoToMonth
          onClose={() => setGoing(false)}
          onGo={(wanted) => {
            const section = layout?.sections[sectionOfMonth(layout.sections, wanted)];
            setGoing(false);
            if (!section) return;
            focusSoon();
            selection.getState().moveFocus(section.from);
            goTo(section.from);
          }}
        />
      )}
    </div>
  );
}

interface SectionsProps {
  view: TimelineView;
  hover: ReturnType<typeof createHoverStore>;
  entry: number;
}

/** The months in view, and the line that has the keyboard's focus wherever it is: an element that goes takes the focus along. */
function Sections({ view: { layout, lines, space }, hover, entry }: SectionsProps) {
  const { selection } = useApp();
  const focus = useStore(selection, (state) => state.focus);
  const focused = layout && focus !== null ? layout.lineOfRow(focus) : null;
  const bySection = useMemo(() => {
    const found = new Map<number, number[]>();
    const add = (section: number, line: number) => {
      const list = found.get(section);
      if (!list) found.set(section, [line]);
      else if (!list.includes(line)) list.push(line);
    };
    for (const { section, line } of lines) add(section, line);
    if (focused) add(focused.section, focused.line);
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([section, list]) => ({ section, lines: list.sort((a, b) => a - b) }));
  }, [lines, focused?.section, focused?.line]);
  if (!layout) return null;
  const bounds = layout.heightOf;
  return bySection.map(({ section, lines: some }) => (
    <MonthSection
      key={keyOfSection(layout.sections[section])}
      topPx={layout.topOf(section) - space.basePx}
      heightPx={bounds(section)}
      lines={some}
      entryRow={focus === null ? entry : null}
      {...{ layout, section, hover }}
    />
  ));
}

const keyOfSection = (of: Section | undefined) => (of ? `${of.year}-${of.month}-${of.part}` : "");

function useSize(scroller: React.RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      setSize({ widthPx: Math.floor(element.clientWidth - 2 * PADDING_PX), heightPx: element.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return size;
}
