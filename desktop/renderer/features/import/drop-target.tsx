import { CircleSlash, Download, Link2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useApp, useText } from "@renderer/app-context";
import type { ImportMode } from "@shared/contract/import";
import { isField } from "@renderer/keys/commands";
import { toDropKind, type DropKind } from "./drop-kind";
import styles from "./drop-target.module.css";

/** The zone that lies under the pointer says how files are taken. */
const MODE = "data-import-mode";

/** Makes the whole window take files. Nothing that is dropped ever leads the page away, whatever it is. */
export function DropTarget() {
  const { host } = useApp();
  const { t } = useText();
  const dragged = useDragged();
  if (!dragged) return null;
  if (dragged.kind === "refused") {
    return (
      <div className={styles.scrim} role="status">
        <div className={styles.zone}>
          <CircleSlash aria-hidden className={styles.icon} />
          <strong className={styles.title}>{t("import.dropRefused")}</strong>
          <span className={styles.hint}>{t("import.dropRefusedHint")}</span>
        </div>
      </div>
    );
  }
  const { count } = dragged;
  return (
    <div className={styles.scrim} role="status">
      <div className={`${styles.zone ?? ""} ${styles.taking ?? ""}`} {...{ [MODE]: "copy" }}>
        <Download aria-hidden className={styles.icon} />
        <strong className={styles.title}>
          {count > 0 ? t("import.dropCopy", { count }) : t("import.dropCopyAny")}
        </strong>
        <span className={styles.hint}>{t("import.dropCopyHint")}</span>
      </div>
      {host.kind === "electron" && (
        <div
          className={`${styles.zone ?? ""} ${styles.taking ?? ""} ${styles.second ?? ""}`}
          {...{ [MODE]: "reference" }}
        >
          <Link2 aria-hidden className={styles.icon} />
          <strong className={styles.title}>{t("import.dropReference")}</strong>
          <span className={styles.hint}>{t("import.dropReferenceHint")}</span>
        </div>
      )}
    </div>
  );
}

/** What is being dragged over the window from elsewhere; null while nothing is. */
function useDragged(): DropKind | null {
  const { actions, imports } = useApp();
  const [dragged, setDragged] = useState<DropKind | null>(null);
  /** A drag that began in this window is none of ours. */
  const isOwn = useRef(false);
  useEffect(() => {
    const isOurs = (event: DragEvent) => !isOwn.current && !(isField(event.target) && isText(event));
    const over = (event: DragEvent) => {
      if (!event.dataTransfer || !isOurs(event)) return;
      event.preventDefault();
      const kind = toDropKind(event.dataTransfer);
      event.dataTransfer.dropEffect = kind.kind === "files" ? "copy" : "none";
      setDragged((now) => (isSame(now, kind) ? now : kind));
    };
    const leave = (event: DragEvent) => {
      // Moving between elements leaves the one into the other; leaving the window leads nowhere.
      if (event.relatedTarget === null) setDragged(null);
    };
    const drop = (event: DragEvent) => {
      setDragged(null);
      if (!event.dataTransfer || !isOurs(event)) return;
      event.preventDefault();
      const { say } = actions.getState();
      if (toDropKind(event.dataTransfer).kind === "refused") {
        say("import.dropRefused", {}, "failed");
        return;
      }
      void imports
        .getState()
        .takeDrop(event.dataTransfer, modeAt(event.target))
        .then((taken) => taken === "empty" && say("import.dropEmpty", {}, "failed"));
    };
    const begin = () => (isOwn.current = true);
    const end = () => (isOwn.current = false);
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop, dragstart: begin, dragend: end };
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener as EventListener);
    };
  }, [actions, imports]);
  return dragged;
}

const isText = ({ dataTransfer }: DragEvent) => dataTransfer !== null && !dataTransfer.types.includes("Files");

function isSame(one: DropKind | null, other: DropKind): boolean {
  return one?.kind === other.kind && (one.kind !== "files" || other.kind !== "files" || one.count === other.count);
}

function modeAt(target: EventTarget | null): ImportMode {
  const zone = target instanceof Element ? target.closest(`[${MODE}]`) : null;
  return zone?.getAttribute(MODE) === "reference" ? "reference" : "copy";
}
