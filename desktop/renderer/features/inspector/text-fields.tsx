import { useApp, useText } from "@renderer/app-context";
import { commonOf } from "@renderer/features/inspector/common-values";
import { EditableText } from "@renderer/features/inspector/editable-text";
import type { Inspected } from "@renderer/features/inspector/inspected";
import styles from "./text-fields.module.css";

/** Title and description. */
export function TextFields({ keys, photos }: Inspected) {
  const { actions } = useApp();
  const { t } = useText();
  const { edit } = actions.getState();
  return (
    <div className={styles.fields}>
      <EditableText
        value={commonOf(photos, ({ title }) => title)}
        label={t("inspector.title")}
        addLabel={t("inspector.addTitle")}
        editLabel={t("inspector.editTitle")}
        onSave={(title) => edit(keys, { title })}
      />
      <EditableText
        value={commonOf(photos, ({ description }) => description)}
        label={t("inspector.description")}
        addLabel={t("inspector.addDescription")}
        editLabel={t("inspector.editDescription")}
        isLong
        onSave={(description) => edit(keys, { description })}
      />
    </div>
  );
}
