import { Star } from "lucide-react";
import { useState } from "react";
import { useText } from "@renderer/app-context";
import styles from "./rating-stars.module.css";

interface RatingStarsProps {
  /** 1 to 5, anything else for none; "mixed" when several photos differ. */
  value: number | null | "mixed";
  /** Called with 1 to 5, or with 0 by a click on the star that is the last now. */
  onRate: (rating: number) => void;
  size?: "small" | "bar";
}

const STARS = [1, 2, 3, 4, 5] as const;

export function RatingStars({ value, onRate, size = "small" }: RatingStarsProps) {
  const { t } = useText();
  const [hovered, setHovered] = useState(0);
  const rating = value === "mixed" ? 0 : (value ?? 0);
  const filled = hovered > 0 ? hovered : rating;
  return (
    <div
      role="group"
      aria-label={t("inspector.rating")}
      className={[styles.stars, styles[size], hovered > 0 && styles.hovered].filter(Boolean).join(" ")}
      onPointerLeave={() => setHovered(0)}
    >
      {STARS.map((star) => (
        <button
          key={star}
          type="button"
          aria-label={t("inspector.stars", { count: star })}
          aria-pressed={rating === star}
          className={`${styles.star ?? ""} ${star <= filled ? (styles.filled ?? "") : ""}`}
          onPointerEnter={() => setHovered(star)}
          onClick={() => onRate(star === rating ? 0 : star)}
        >
          <Star aria-hidden className={styles.icon} />
        </button>
      ))}
      {value === "mixed" && hovered === 0 && <span className={styles.mixed}>{t("inspector.mixed")}</span>}
    </div>
  );
}
