import { toBase } from "./amount";
import type { FieldTest } from "./ast";
import type { Bind } from "./compile-term";
import { RADIUS_UNITS } from "./values";

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
  const { latitude, longitude } = { latitude: test.latitude.number, longitude: test.longitude.number };
  const angle = toBase(test.radius, RADIUS_UNITS) / EARTH_RADIUS_M;
  const band = angle * DEGREES_PER_RADIAN + MARGIN_DEGREES;
  const at = bind(latitude / DEGREES_PER_RADIAN);
  const half = (column: string, degrees: string) => `pow(sin((radians(photo.${column}) - ${degrees}) / 2), 2)`;
  const haversine = `${half("latitude", at)} + cos(radians(photo.latitude)) * cos(${at})
    * ${half("longitude", bind(longitude / DEGREES_PER_RADIAN))}`;
  return `photo.latitude BETWEEN ${bind(latitude - band)} AND ${bind(latitude + band)}
    AND ${haversine} <= ${bind(angle >= Math.PI ? 2 : Math.sin(angle / 2) ** 2)}`;
}
