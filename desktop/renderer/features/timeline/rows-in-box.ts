import type { Box, LineInView, TimelineLayout } from "./timeline-layout";

/** Rows of the photos that a rectangle touches. Its place is that of the layout's boxes. */
export function rowsInBox(layout: TimelineLayout, box: Box): number[] {
  if (layout.shown.length === 0) return [];
  const bottomPx = box.topPx + box.heightPx;
  const first = layout.anchorAt(Math.max(0, box.topPx));
  let line = first && layout.lineOfRow(first.row);
  const rows: number[] = [];
  while (line && layout.lineTop(line) <= bottomPx) {
    rows.push(...rowsOfLine(layout, line, box));
    line = layout.neighbour(line, 1);
  }
  return rows;
}

function rowsOfLine(layout: TimelineLayout, line: LineInView, box: Box): number[] {
  const tiles = layout.tilesOf(line);
  const edge = tiles[0] && layout.boxOfRow(tiles[0].row);
  if (!edge || edge.topPx > box.topPx + box.heightPx || edge.topPx + edge.heightPx < box.topPx) return [];
  const right = box.leftPx + box.widthPx;
  return tiles.filter((tile) => tile.leftPx <= right && tile.leftPx + tile.widthPx >= box.leftPx).map(({ row }) => row);
}
