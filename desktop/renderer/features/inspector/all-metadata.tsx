import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useText } from "@renderer/app-context";
import { filterLines } from "@renderer/features/inspector/common-values";
import { useMetadata, type Metadata } from "@renderer/features/inspector/use-metadata";
import styles from "./all-metadata.module.css";

/** Every tag that was read from the file, folded away until it is asked for. */
export function AllMetadata({ photoId }: { photoId: string }) {
  const { t } = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const metadata = useMetadata(photoId, isOpen);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight aria-hidden className={styles.arrow} />
          {t("inspector.allMetadata")}
        </button>
      </h3>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Listing metadata={metadata} />}
      </div>
    </section>
  );
}

function Listing({ metadata }: { metadata: Metadata }) {
  const { t } = useText();
  const [filter, setFilter] = useState("");
  if (metadata.kind === "loading") return <p className={styles.said}>{t("inspector.loading")}</p>;
  if (metadata.kind === "failed")
    return <p className={styles.said}>{t("actions.failed", { reason: metadata.reason })}</p>;
  if (metadata.lines.length === 0) return <p className={styles.said}>{t("inspector.noMetadata")}</p>;
  const lines = filterLines(metadata.lines, filter);
  return (
    <>
      <input
        type="search"
        className={styles.filter}
        value={filter}
        aria-label={t("inspector.filterMetadata")}
        placeholder={t("inspector.filterMetadata")}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || filter === "") return;
          event.stopPropagation();
          event.preventDefault();
          setFilter("");
        }}
      />
      {lines.length === 0 && <p className={styles.said}>{t("inspector.noMetadataMatch", { filter })}</p>}
      <dl className={styles.lines}>
        {lines.map(({ name, value }) => (
          <div key={name} className={styles.line}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value} dir="auto">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <p className="spoken" role="status">
        {t("inspector.metadataCount", { count: lines.length })}
      </p>
    </>
  );
}
