import { Fragment } from "react";
import { useText } from "@renderer/app-context";
import { Sheet } from "@renderer/components/sheet";
import { COMMANDS, type CommandEntry, type CommandScope } from "@renderer/keys/command-table";
import { toCaps } from "@renderer/keys/key-text";
import { IS_MAC } from "@renderer/keys/platform";
import type { MessageKey } from "@renderer/messages/en";
import styles from "./key-sheet.module.css";

const SCOPES: Readonly<Record<CommandScope, MessageKey>> = {
  global: "keys.scope.global",
  photo: "keys.scope.photo",
  timeline: "keys.scope.timeline",
  viewer: "keys.scope.viewer",
};

/** Every command with its keys, as the table has them. `=` is `+` without Shift and is not shown twice. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const entries = Object.entries<CommandEntry>(COMMANDS);
  return (
    <Sheet title={t("keys.title")} width="wide" isText onClose={onClose}>
      <div className={styles.groups}>
        {(Object.keys(SCOPES) as CommandScope[]).map((scope) => (
          <section key={scope} className={styles.group}>
            <h3 className={styles.title}>{t(SCOPES[scope])}</h3>
            <dl className={styles.list}>
              {entries
                .filter(([, entry]) => entry.scope === scope)
                .map(([id, entry]) => (
                  <div key={id} className={styles.row}>
                    <dt>{t(entry.title)}</dt>
                    <dd className={styles.keys}>
                      <Keys keys={entry.keys.filter((key) => key !== "=")} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

/** Modifiers that all keys share are written once: Shift and the four arrows. */
function Keys({ keys }: { keys: readonly string[] }) {
  const caps = keys.map((key) => toCaps(key, IS_MAC));
  const first = caps[0] ?? [];
  const shared =
    caps.length > 1 && caps.every((some) => some.length > 1 && some[0] === first[0]) ? first[0] : undefined;
  return (
    <>
      {shared !== undefined && <kbd className={styles.cap}>{shared}</kbd>}
      {caps.map((some, index) => (
        <Fragment key={keys[index]}>
          {index > 0 && caps.length === 2 && shared === undefined && <span className={styles.gap} />}
          {some.slice(shared === undefined ? 0 : 1).map((cap) => (
            <kbd key={cap} className={styles.cap}>
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </>
  );
}
