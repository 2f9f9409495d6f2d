import { DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import type { DuckDbConnection } from "./duckdb-connection";

/** Adds an SQL function from text to text, or NULL, to a connection. It runs in this thread while the query waits for it. */
export function addTextFunction(
  connection: DuckDbConnection,
  name: string,
  answer: (text: string) => string | undefined,
): void {
  connection.raw.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (call, input, output) => {
        try {
          const texts = input.getColumnVector(0);
          for (let row = 0; row < input.rowCount; row++)
            output.setItem(row, answer(String(texts.getItem(row))) ?? null);
          output.flush();
        } catch (error) {
          call.setError(String(error));
        }
      },
    }),
  );
}
