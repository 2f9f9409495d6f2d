import { expect, test } from "vitest";
import { type IapForTest, send, serveIap } from "@local-cloud/iap/testing/iap-for-test";
import { serveForTest } from "@local-cloud/kit/testing/local-server";
import { AIKO, BEN } from "@local-cloud/oauth/testing/oauth-for-test";

async function serveBoth(options: Parameters<typeof serveIap>[1] = {}): Promise<IapForTest> {
  const upstream = await serveForTest((app) => app.use((request, response) => void response.json(request.headers)));
  return serveIap(upstream, options);
}

const cookieOf = (answer: { headers: { "set-cookie"?: string[] | undefined } }, at = 0) =>
  answer.headers["set-cookie"]?.[at]?.split(";")[0] ?? "";

/** Sent to sign in from `/photos`, with the page's cookie. */
async function begin({ origin }: IapForTest) {
  const refused = await send(`${origin}/photos`);
  const location = String(refused.headers.location);
  const state = new URL(location).searchParams.get("state") ?? "";
  return { location, state, cookie: cookieOf(refused) };
}

function choose({ origin }: IapForTest, headers: Record<string, string>, form: Record<string, string>) {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(form).toString();
  return send(`${origin}/_gcp_iap/sign_in`, { method: "POST", headers: { ...type, ...headers } }, body);
}

async function signIn(cloud: IapForTest, sub = AIKO.sub, wanted = "/photos") {
  const { state, cookie } = await begin(cloud);
  return choose(cloud, { cookie, origin: cloud.origin }, { state, account: sub, continue: wanted });
}

test("a person chooses an account and goes on where they wanted to", async () => {
  const cloud = await serveBoth();
  const { location, cookie } = await begin(cloud);
  const page = await send(location, { headers: { cookie } });
  expect([page.status, String(page.headers["content-security-policy"]).slice(0, 18)]).toEqual([
    200,
    "default-src 'none'",
  ]);
  expect(page.text).toContain(`<button name="account" value="${AIKO.sub}">${AIKO.email}</button>`);
  const signedIn = await signIn(cloud);
  expect([signedIn.status, signedIn.headers.location]).toEqual([303, `${cloud.origin}/photos`]);
  expect(signedIn.headers["set-cookie"]?.[0]).toMatch(/; HttpOnly; SameSite=Lax; Path=\/; Max-Age=43200$/);
  const passed = await send(`${cloud.origin}/photos`, { headers: { cookie: `own=1; ${cookieOf(signedIn)}` } });
  const seen = JSON.parse(passed.text) as Record<string, string>;
  expect(seen["x-goog-authenticated-user-email"]).toBe(`accounts.google.com:${AIKO.email}`);
  expect(seen.cookie).toBe("own=1");
});

test("a session outlives the process, but not twelve hours", async () => {
  const before = await serveBoth();
  const cookie = cookieOf(await signIn(before));
  const after = await serveBoth({ folder: before.folder, clock: before.google.clock });
  expect((await send(after.origin, { headers: { cookie } })).status).toBe(200);
  before.google.clock.passMs(12 * 3_600_000);
  expect((await send(after.origin, { headers: { cookie } })).status).toBe(302);
});

test("a signed-in account still needs access", async () => {
  const cloud = await serveBoth();
  const cookie = cookieOf(await signIn(cloud, BEN.sub));
  expect((await send(cloud.origin, { headers: { cookie } })).status).toBe(403);
});

test("clearing the cookie ends the session, also for who kept a copy", async () => {
  const cloud = await serveBoth();
  const cookie = cookieOf(await signIn(cloud));
  const cleared = await send(`${cloud.origin}/?gcp-iap-mode=CLEAR_LOGIN_COOKIE`, { headers: { cookie } });
  expect([cleared.status, cookieOf(cleared)]).toEqual([303, "GCP_IAP_AUTH_TOKEN="]);
  expect((await send(cloud.origin, { headers: { cookie } })).status).toBe(302);
});

test("a browser that loads many things is tied to one sign-in", async () => {
  const cloud = await serveBoth();
  const { cookie } = await begin(cloud);
  const again = await send(`${cloud.origin}/style.css`, { headers: { cookie } });
  expect(cookieOf(again)).toBe(cookie);
});

test("a sign-in that another page or browser has begun signs nobody in", async () => {
  const cloud = await serveBoth();
  const { origin } = cloud;
  const { state, cookie } = await begin(cloud);
  const form = { state, account: AIKO.sub };
  const answers = await Promise.all([
    choose(cloud, { origin }, form),
    choose(cloud, { origin, cookie }, { account: AIKO.sub }),
    choose(cloud, { cookie, origin: "http://evil.example" }, form),
    choose(cloud, { cookie }, form),
    choose(cloud, { cookie, origin, host: "evil.example" }, form),
    choose(cloud, { cookie, origin }, { state, account: "nobody" }),
    send(`${origin}/_gcp_iap/sign_in?state=${state}`),
    send(`${origin}/_gcp_iap/sign_in`, { headers: { cookie } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(403));
  expect(answers.flatMap(({ headers }) => headers["set-cookie"] ?? [])).toEqual([]);
});

test.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])(
  "a sign-in does not lead on to %s",
  async (wanted) => {
    const cloud = await serveBoth();
    expect((await signIn(cloud, AIKO.sub, wanted)).headers.location).toBe(`${cloud.origin}/`);
  },
);
