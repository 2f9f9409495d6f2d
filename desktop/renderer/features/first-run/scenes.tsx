import styles from "./scenes.module.css";

interface Scene {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Which of the skies. */
  sky: "dawn" | "day" | "dusk" | "night";
  /** Where sun or moon stand, as parts of the tile. */
  sun: readonly [number, number];
  hills: "low" | "peaks" | "sea";
}

/** Three justified rows, as the timeline shows photos. */
const SCENES: readonly Scene[] = [
  { x: 0, y: 0, width: 132, height: 84, sky: "dawn", sun: [0.72, 0.42], hills: "peaks" },
  { x: 136, y: 0, width: 84, height: 84, sky: "day", sun: [0.3, 0.3], hills: "sea" },
  { x: 224, y: 0, width: 136, height: 84, sky: "dusk", sun: [0.5, 0.56], hills: "low" },
  { x: 0, y: 88, width: 88, height: 84, sky: "night", sun: [0.66, 0.28], hills: "low" },
  { x: 92, y: 88, width: 136, height: 84, sky: "day", sun: [0.78, 0.26], hills: "peaks" },
  { x: 232, y: 88, width: 128, height: 84, sky: "dawn", sun: [0.26, 0.5], hills: "sea" },
];

const HILLS = { low: [0.74, 0.64, 0.78, 0.7], peaks: [0.8, 0.42, 0.7, 0.5], sea: [0.66, 0.66, 0.66, 0.66] } as const;

/** A drawing of what the window will hold: a few tiles, made of the colours of the theme. */
export function Scenes() {
  return (
    <svg viewBox="0 0 360 172" aria-hidden className={styles.scenes}>
      {SCENES.map((scene) => (
        <Tile key={`${scene.x} ${scene.y}`} scene={scene} />
      ))}
    </svg>
  );
}

function Tile({ scene: { x, y, width, height, sky, sun, hills } }: { scene: Scene }) {
  const clip = `scene-${x}-${y}`;
  const [a, b, c, d] = HILLS[hills];
  const at = (part: number, level: number) => `${part * width} ${level * height}`;
  const isPeaked = hills === "peaks";
  const join = isPeaked ? "L" : "S";
  const ridge = isPeaked
    ? `M${at(0, a)} L${at(0.32, b)} L${at(0.52, c)} L${at(0.74, d)} L${at(1, a)}`
    : `M${at(0, a)} ${join}${at(0.22, b)} ${at(0.45, c)} ${join}${at(0.8, d)} ${at(1, b)}`;
  return (
    <g transform={`translate(${x} ${y})`} clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect width={width} height={height} rx="3" />
      </clipPath>
      <rect width={width} height={height} className={styles[sky]} />
      <circle cx={sun[0] * width} cy={sun[1] * height} r={sky === "night" ? 7 : 10} className={styles.sun} />
      <path d={`${ridge} V${height} H0 Z`} className={hills === "sea" ? styles.sea : styles.far} />
      <path
        d={`M0 ${0.9 * height} S${0.3 * width} ${0.74 * height} ${0.6 * width} ${0.86 * height} S${0.9 * width} ${0.9 * height} ${width} ${0.8 * height} V${height} H0 Z`}
        className={styles.near}
      />
    </g>
  );
}
