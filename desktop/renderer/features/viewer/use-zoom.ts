import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import {
  fit,
  isFitted,
  pan,
  reframe,
  toggleFull,
  wheelFactor,
  zoomTo,
  type Framing,
  type Point,
  type Scene,
  type Size,
} from "@renderer/features/viewer/zoom-geometry";

export interface Zoom {
  /** Null until the stage and the picture have a size. */
  scene: Scene | null;
  framing: Framing;
  isFitted: boolean;
  /** Between the whole picture and 1:1; at the middle of the stage when no pointer is named. */
  toggle(pointer?: Point): void;
  zoomBy(factor: number): void;
  /** For the stage element. */
  handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
    onDoubleClick(event: { clientX: number; clientY: number }): void;
  };
}

const MIDDLE: Point = { x: 0, y: 0 };
const START: Framing = { scale: 1, x: 0, y: 0 };

/** Zoom and pan of one picture by wheel, pinch, drag and double click. Another picture needs another component (`key`). */
export function useZoom(stage: RefObject<HTMLElement | null>, picture: Size | null): Zoom {
  const scene = useScene(stage, picture);
  const [asked, setFraming] = useState(START);
  const before = useRef<Scene | null>(null);
  // A changed stage shows in the same frame: the framing of the scene before is taken over while drawing.
  const framing = scene === null ? START : settle(before.current, scene, asked);
  const latest = useRef({ scene, framing });
  useLayoutEffect(() => {
    latest.current = { scene, framing };
    if (before.current !== scene) {
      before.current = scene;
      setFraming(framing);
    }
  });
  const change = (next: (scene: Scene, framing: Framing) => Framing) => {
    const { scene: now, framing: from } = latest.current;
    if (now === null) return;
    const to = next(now, from);
    // Several events may come before the next drawing: each goes on from the one before.
    latest.current.framing = to;
    setFraming(to);
  };
  const at = (event: { clientX: number; clientY: number }): Point => toPoint(stage.current, event);
  useEffect(() => {
    const element = stage.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const factor = wheelFactor(event.deltaY, event.deltaMode !== 0) ** (event.ctrlKey ? PINCH_POWER : 1);
      change((now, from) => zoomTo(now, from, toPoint(element, event), from.scale * factor));
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [stage]);
  const drag = useDrag(stage, change);
  return {
    scene,
    framing,
    isFitted: scene === null || isFitted(scene, framing),
    toggle: (pointer = MIDDLE) => change((now, from) => toggleFull(now, from, pointer)),
    zoomBy: (factor) => change((now, from) => zoomTo(now, from, MIDDLE, from.scale * factor)),
    handlers: { ...drag, onDoubleClick: (event) => change((now, from) => toggleFull(now, from, at(event))) },
  };
}

/** A pinch on a trackpad comes as a wheel with Ctrl, in much smaller steps. */
const PINCH_POWER = 4;

function settle(before: Scene | null, scene: Scene, framing: Framing): Framing {
  if (before === scene) return framing;
  return before === null ? fit(scene) : reframe(before, scene, framing);
}

/** Drags of one pointer pan; those of two pinch. */
function useDrag(
  stage: RefObject<HTMLElement | null>,
  change: (next: (scene: Scene, from: Framing) => Framing) => void,
) {
  const pointers = useRef(new Map<number, Point>());
  const end = (event: PointerEvent) => void pointers.current.delete(event.pointerId);
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, toPoint(stage.current, event));
    },
    onPointerMove(event: PointerEvent) {
      const from = pointers.current.get(event.pointerId);
      if (!from) return;
      const to = toPoint(stage.current, event);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, to);
      if (!other) change((scene, framing) => pan(scene, framing, { x: to.x - from.x, y: to.y - from.y }));
      else {
        const factor = distance(to, other) / Math.max(1, distance(from, other));
        change((scene, framing) => zoomTo(scene, framing, between(to, other), framing.scale * factor));
      }
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

function useScene(stage: RefObject<HTMLElement | null>, picture: Size | null): Scene | null {
  const [size, setSize] = useState<{ stage: Size; pixelRatio: number } | null>(null);
  const [scene, setScene] = useState<Scene | null>(null);
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) setSize({ stage: { width, height }, pixelRatio: devicePixelRatio });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);
  useLayoutEffect(() => {
    if (size && picture) setScene({ ...size, picture: { width: picture.width, height: picture.height } });
  }, [size, picture?.width, picture?.height]);
  return scene;
}

function toPoint(stage: HTMLElement | null, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const { left, top, width, height } = stage?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
