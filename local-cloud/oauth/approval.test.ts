import { request } from "node:http";
import { expect, test } from "vitest";
import { AIKO, BEN, CLIENT, type OauthForTest, serveOauth } from "@local-cloud/oauth/testing/oauth-for-test";
import { markup } from "@local-cloud/kit/page";

interface Shown {
  status: number;
  text: string;
  headers: Headers;
}

async function show(origin: string): Promise<Shown & { csrf: string; cookie: string }> {
  const response = await fetch(`${origin}/device`);
  const text = await response.text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { status: response.status, text, headers: response.headers, csrf, cookie };
}

async function send(origin: string, headers: Record<string, string>, form: Record<string, string>): Promise<Shown> {
  const response = await fetch(`${origin}/device`, { method: "POST", headers, body: new URLSearchParams(form) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function requestCode({ post }: OauthForTest): Promise<string> {
  const { body } = await post("/device/code", { client_id: CLIENT.id, scope: "openid email" });
  return String(body.user_code);
}

/** The page's own form, as a browser sends it. */
async function fill(cloud: OauthForTest, form: Record<string, string>): Promise<Shown> {
  const { csrf, cookie } = await show(cloud.origin);
  return send(cloud.origin, { origin: cloud.origin, cookie }, { csrf, ...form });
}

const isWaiting = ({ oauth }: OauthForTest, code: string) => oauth.answerDevice(code, { state: "refused" });

test("the page has a labelled field and allows no script, no frame and no other host's parts", async () => {
  const { origin } = await serveOauth();
  const { status, text, headers } = await show(origin);
  expect(status).toBe(200);
  expect(text).toContain('<html lang="en">');
  expect(text).toContain('<label for="user_code">');
  expect(text).not.toMatch(/<script| style="| on\w+="/);
  expect(headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]+='; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
  );
  expect(headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
});

test("a person enters the code, sees who asks for what, and allows it for an account", async () => {
  const cloud = await serveOauth();
  const code = await requestCode(cloud);
  const consent = await fill(cloud, { user_code: ` ${code} ` });
  expect(consent.status).toBe(200);
  expect(consent.text).toContain("ImgStream asks for: openid email.");
  expect(consent.text).toContain(AIKO.email);
  const allowed = await fill(cloud, { user_code: code, decision: "allow", account: BEN.sub });
  expect(allowed.text).toContain(`signed in as ${BEN.email}`);
  expect(isWaiting(cloud, code)).toBe(false);
});

test("a person refuses without choosing an account", async () => {
  const cloud = await serveOauth();
  const code = await requestCode(cloud);
  const refused = await fill(cloud, { user_code: code, decision: "refuse" });
  expect(refused.text).toContain("was not signed in");
  expect(isWaiting(cloud, code)).toBe(false);
});

test("a code is case-sensitive, and an unknown one is said to be unknown", async () => {
  const cloud = await serveOauth();
  const code = await requestCode(cloud);
  const answer = await fill(cloud, { user_code: code.toLowerCase() });
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('role="alert"');
});

test.each([{ account: "nobody" }, {}, { decision: "perhaps", account: AIKO.sub }])(
  "the answer %j settles nothing",
  async (form) => {
    const cloud = await serveOauth();
    const code = await requestCode(cloud);
    expect((await fill(cloud, { user_code: code, decision: "allow", ...form })).status).toBe(400);
    expect(isWaiting(cloud, code)).toBe(true);
  },
);

test("a form from elsewhere, or without the page's token, allows nothing", async () => {
  const cloud = await serveOauth();
  const code = await requestCode(cloud);
  const { csrf, cookie } = await show(cloud.origin);
  const form = { user_code: code, decision: "allow", account: AIKO.sub };
  const { origin } = cloud;
  const answers = await Promise.all([
    send(origin, { origin: "http://evil.example", cookie }, { csrf, ...form }),
    send(origin, { cookie }, { csrf, ...form }),
    send(origin, { origin: "null", cookie }, { csrf, ...form }),
    send(origin, { origin }, { csrf, ...form }),
    send(origin, { origin, cookie }, form),
    send(origin, { origin, cookie }, { csrf: `${csrf.slice(1)}A`, ...form }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(403));
  expect(isWaiting(cloud, code)).toBe(true);
});

test("a foreign name that leads to the loopback gets no form", async () => {
  const { origin } = await serveOauth();
  const status = await new Promise((resolve) => {
    const asked = request(`${origin}/device`, { headers: { host: "evil.example" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.end();
  });
  expect(status).toBe(421);
});

test("texts are escaped where they enter the page", () => {
  const hostile = `<img src=x onerror="alert('&')">`;
  expect(markup`<p>${hostile}${[markup`<b>${"<"}</b>`]}</p>`.html).toBe(
    "<p>&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;<b>&lt;</b></p>",
  );
});
