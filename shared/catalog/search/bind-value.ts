import type { SqlValue } from "@shared/catalog/connection";

/** Adds a value to the parameters and gives the name under which SQL finds it. */
export type Bind = (value: SqlValue) => string;
