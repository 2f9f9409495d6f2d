import { toBase } from "./amount";
import type { FieldTest } from "./ast";
import type { Bind } from "./bind-value";
import { RADIUS_UNITS } from "./units";

/** The mean radius of the Earth (IUGG 1980), as a sphere: distances are right within 0.6 %. */
const EARTH_RADIUS_M = 6_371_008.8;

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** More than what rounding can do to the latitudes at the edge. */
const MARGIN_DEGREES = 1e-6;

/**
 * Within a great-circle distance, by the haversine formula: right over the date line and at the poles. A band of latitudes
 * is looked at first, so that sines are taken of few rows.
 */
export function toNearSql(test: Extract<FieldTest, { kind: "near" }>, bind: Bind): string {
  const angle = toBase(test.radius, RADIUS_UNITS) / EARTH_RADIUS_M;
  const band = angle * DEGREES_PER_RADIAN + MARGIN_DEGREES;
  const latitude = bind(test.latitude.number);
  const longitude = bind(test.longitude.number);
  const square = (column: string, from: string) => `pow(sin(radians(photo.${column} - ${from}) / 2), 2)`;
  const haversine = `${square("latitude", latitude)}
    + cos(radians(photo.latitude)) * cos(radians(${latitude})) * ${square("longitude", longitude)}`;
  return `photo.latitude BETWEEN ${latitude} - ${bind(band)} AND ${latitude} + ${bind(band)}
    AND ${haversine} <= ${bind(angle >= Math.PI ? 2 : Math.sin(angle / 2) ** 2)}`;
}
