import { once } from "node:events";
import { createConnection } from "node:net";
import { describe, expect, test } from "vitest";
import { ask, json, problem, serve } from "./testing/serve-routes";

/** What it says to bytes that no client would send. */
async function askRaw(port: number, lines: string[]): Promise<string> {
  const socket = createConnection(port, "127.0.0.1");
  socket.end([...lines, "Host: x", "Connection: close", "", ""].join("\r\n"));
  let text = "";
  socket.on("data", (bytes: Buffer) => (text += bytes.toString()));
  await once(socket, "close");
  return text;
}

describe("a request", () => {
  test("of nobody is refused before anything of it is looked at", async () => {
    const { baseUrl } = await serve();
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos?limit=x`, { headers: { "X-Caller": "nobody" } });
    expect(answer).toEqual(problem(404, "library_not_found"));
  });

  test("of a path that is written out is not taken for a parameter", async () => {
    const { client } = await serve();
    expect(await client.recent({ params: { library: "l" } })).toEqual({ photoId: "the newest", title: null });
  });

  test.each([
    ["a word for a number", "?limit=many"],
    ["hexadecimal", "?limit=0x10"],
    ["an exponent", "?limit=1e2"],
    ["nothing for a number", "?limit="],
    ["a number too large", "?limit=501"],
    ["a broken number", "?limit=1.5"],
    ["more digits than a number holds", `?limit=${"9".repeat(400)}`],
    ["a word for true", "?isTrashed=yes"],
    ["a parameter twice", "?limit=1&limit=2"],
    ["a parameter with brackets", "?limit[]=1"],
    ["an unknown parameter", "?sort=name"],
    ["a prototype", "?__proto__=1"],
    ["a prototype below", "?__proto__[isTrashed]=true"],
    ["a constructor", "?constructor=1"],
    ["a text beyond its limit", `?text=${"x".repeat(1001)}`],
  ])("with a query of %s is refused", async (_, search) => {
    const { baseUrl } = await serve();
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos${search}`);
    expect(answer).toEqual(problem(400, "bad_request", expect.stringContaining("The query of test.list")));
  });

  test.each<[string, unknown, string]>([
    ["a number for a text", { title: 7 }, "title: "],
    ["nothing", {}, "title: "],
    ["a list", [], "expected object"],
    ["an unknown field", { title: null, tilte: "x" }, "tilte: unknown field"],
    ["an unknown field below", { title: null, place: { name: "x", id: 1 } }, "place.id: unknown field"],
    ["a prototype", '{"title":null,"__proto__":{"isOwner":true}}', "__proto__: unknown field"],
    ["a prototype below", '{"title":null,"place":{"name":"x","__proto__":{}}}', "place.__proto__: unknown field"],
    ["a constructor", '{"title":null,"constructor":{"prototype":{}}}', "constructor: unknown field"],
  ])("with a body of %s is refused", async (_, body, reason) => {
    const { baseUrl } = await serve();
    const answer = await ask(`${baseUrl}/v1/libraries/l/photos`, json(body));
    expect(answer).toEqual(problem(400, "bad_request", expect.stringContaining(reason)));
    expect(Object.prototype).not.toHaveProperty("isOwner");
  });

  test.each<[string, RequestInit, number, string]>([
    ["malformed JSON", json('{"title":'), 400, "bad_request"],
    ["bare text as JSON", json('"title"'), 400, "bad_request"],
    ["too much", json({ title: "x".repeat(20_000) }), 413, "too_large"],
    ["a form", { method: "POST", body: new URLSearchParams({ title: "x" }) }, 415, "content_type_unsupported"],
    ["text", { method: "POST", body: '{"title":null}' }, 415, "content_type_unsupported"],
    ["no body", { method: "POST" }, 415, "content_type_unsupported"],
    ["JSON that is empty", json(""), 400, "bad_request"],
    [
      "an unknown encoding",
      { ...json({ title: null }), headers: { "Content-Type": "application/json", "Content-Encoding": "zip" } },
      415,
      "content_type_unsupported",
    ],
    [
      "an unknown character set",
      { ...json({ title: null }), headers: { "Content-Type": "application/json; charset=ebcdic" } },
      415,
      "content_type_unsupported",
    ],
  ])("whose body is %s is refused", async (_, init, status, code) => {
    const { baseUrl, onBug } = await serve();
    expect(await ask(`${baseUrl}/v1/libraries/l/photos`, init)).toEqual(problem(status, code));
    expect(onBug).not.toHaveBeenCalled();
  });

  test("with a body where none is taken is refused", async () => {
    const { baseUrl } = await serve();
    const init = { ...json({ hard: true }), method: "DELETE" };
    expect(await ask(`${baseUrl}/v1/libraries/l/photos/p`, init)).toEqual(problem(400, "bad_request"));
  });

  test.each([
    ["..", ".."],
    ["%2e%2e%2f%2e%2e", "../.."],
    ["a%2fb", "a/b"],
    ["%252e%252e", "%2e%2e"],
    ["a%00b", "a\0b"],
    ["a;b=c", "a;b=c"],
    ["%E2%80%AE", "\u202e"],
  ])("with %s in its path is one parameter, whatever it says", async (encoded, photoId) => {
    const { port } = await serve();
    const answer = await askRaw(port, [`GET /v1/libraries/l/photos/${encoded} HTTP/1.1`]);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual({ photoId, title: null });
  });

  test.each([
    ["half a character", "/v1/libraries/l/photos/%E0%A4", 400],
    ["a broken percent", "/v1/libraries/l/photos/%zz", 400],
    ["another path", "/v1/nowhere", 404],
    ["a path too long for its parameter", `/v1/libraries/${"l".repeat(101)}/photos`, 400],
  ])("for %s is refused", async (_, path, status) => {
    const { port, onBug } = await serve();
    const answer = await askRaw(port, [`GET ${path} HTTP/1.1`]);
    expect(answer.split("\r\n")[0]).toContain(` ${status} `);
    expect(answer).toContain("Content-Type: application/problem+json");
    expect(onBug).not.toHaveBeenCalled();
  });

  test.each(["PUT", "PATCH", "DELETE"])("by the method %s is refused, and told what is served", async (method) => {
    const { baseUrl } = await serve();
    const answer = await fetch(`${baseUrl}/v1/libraries/l/photos`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});
