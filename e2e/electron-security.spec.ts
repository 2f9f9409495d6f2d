import { mkdir, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Page } from "playwright";
import { beforeAll, describe, expect, test as plainTest } from "vitest";
import { buildStandIn, findElectron, type RunningApp } from "./electron-app";
import { deskTest, HOSTS } from "./electron-hosts";

/** Electron's own list of what to see to, by its numbers; what a test cannot see in a running app stands beside its source. */
beforeAll(buildStandIn);

const fromHere = createRequire(import.meta.url);
const STAND_IN_ONLY = "Electron does not tell what was set: the stand-in shows it";

/** Every permission that Electron may ask about. */
function listPermissions(): string[] {
  const types = readFileSync(
    path.join(path.dirname(fromHere.resolve("electron/package.json")), "electron.d.ts"),
    "utf8",
  );
  const signature = /setPermissionCheckHandler\(handler: \(\(webContents: [^,]+, permission: (?<names>[^,]+),/.exec(
    types,
  );
  return [...(signature?.groups?.names ?? "").matchAll(/'([^']+)'/g)].map(([, name]) => name ?? "");
}

/** Runs a script of the page's own, in a later turn: what the browser's tools run is above the page's policy. */
const attempt = (page: Page, script: string): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => setTimeout(() => {
    try { resolve(["ran", String((() => { ${script} })())]); } catch (error) { resolve([error.name]); }
  }))`);

/** What the page's policy reports while the script runs and a moment after. */
const violations = (page: Page, script: string): Promise<string[]> =>
  page.evaluate(`new Promise((resolve) => {
    const seen = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
    setTimeout(() => { try { ${script} } catch {} });
    setTimeout(() => resolve([...new Set(seen)].sort()), 500);
  })`);

async function reload(app: RunningApp, page: Page): Promise<void> {
  const loaded = page.waitForEvent("load");
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await loaded;
  await page.getByText("0 photos").waitFor();
}

/** Ways by which a page could leave the app. */
const NAVIGATIONS = {
  "a site": `location.href = "https://evil.example/";`,
  "a site in its place": `location.replace("http://evil.example/");`,
  "a script": `location.href = "javascript:document.title = 'ran'";`,
  "a page in an address": `location.href = "data:text/html,<h1>ran</h1>";`,
  "a file": `location.href = "file:///etc/passwd";`,
  "a link": `const a = document.createElement("a"); a.href = "https://evil.example/"; document.body.append(a); a.click();`,
  "another page of the app": `location.href = "/main.js";`,
};

describe.each(HOSTS)("under %s", (host) => {
  const test = deskTest(host);

  test("1: pages ask nothing of the network, even where their policy would let them", async ({ desk }) => {
    const app = await desk.start();
    const page = await app.window();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    await (await page.context().newCDPSession(page)).send("Page.setBypassCSP", { enabled: true });
    await reload(app, page);
    expect(new Set(asked)).toEqual(new Set([new URL(page.url()).origin]));
    const failing = page.waitForEvent("requestfailed");
    await page.evaluate(`fetch("https://evil.example/").catch(() => undefined)`);
    // Not "the name is unknown": it was stopped before anybody asked for it.
    expect((await failing).failure()?.errorText).toContain("ERR_BLOCKED_BY_CLIENT");
  });

  test("2, 3, 6, 8 to 12: a page has no Node, shares no world with the preload, and gives nothing of the web's safety up", async ({
    desk,
    skip,
  }) => {
    const app = await desk.start();
    const page = await app.window();
    const globals = ["require", "process", "module", "global", "Buffer", "__dirname", "electron", "ipcRenderer"];
    expect(await page.evaluate(`${JSON.stringify(globals)}.filter((name) => name in window)`)).toEqual([]);
    const ofWebview = `["src", "loadURL", "reload"].filter((name) => name in document.createElement("webview"))`;
    expect(await page.evaluate(ofWebview)).toEqual([]);
    const prevented = await app.evaluate(({ BrowserWindow }) => {
      const given = { isPrevented: false, preventDefault: () => (given.isPrevented = true) };
      BrowserWindow.getAllWindows()[0]?.webContents.emit("will-attach-webview", given, {}, {});
      return given.isPrevented;
    });
    expect(prevented).toBe(true);
    if (host === "Electron") return skip(STAND_IN_ONLY);
    const [preferences] = await app.evaluate(({ standIn }) => standIn.webPreferences());
    expect({ ...preferences, preload: path.basename(preferences?.preload ?? "") }).toEqual({
      preload: "preload.cjs",
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      plugins: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: true,
    });
  });

  test("4: every process is in the sandbox; without it, and as root, no window opens", async ({ desk, skip }) => {
    if (host === "Electron") return skip(STAND_IN_ONLY);
    const app = await desk.start();
    await app.window();
    expect(await app.evaluate(({ standIn }) => standIn.isSandboxed())).toBe(true);
    await app.close();
    const unsafe = await desk.start({ args: ["--no-sandbox"] });
    expect([await unsafe.ended, unsafe.written()]).toEqual([1, expect.stringContaining("no window with --no-sandbox")]);
    const root = await desk.start({ userId: 0 });
    expect([await root.ended, root.written()]).toEqual([1, expect.stringContaining("no window as root")]);
  });

  test("the tools of developers are off in what is packaged", async ({ desk, skip }) => {
    if (host === "Electron") return skip("needs the packaged app: run electron-builder where Electron can be fetched");
    const app = await desk.start({ isPackaged: true });
    await app.window();
    const [preferences] = await app.evaluate(({ standIn }) => standIn.webPreferences());
    expect(preferences?.devTools).toBe(false);
  });

  test("5: of all permissions a page is given three, a frame in it and a stranger none", async ({ desk, skip }) => {
    if (host === "Electron") return skip(STAND_IN_ONLY);
    const app = await desk.start();
    await app.window();
    const names = listPermissions();
    expect(names.length).toBeGreaterThan(40);
    const granted = await app.evaluate(async ({ standIn }, asked) => {
      const given: string[] = [];
      for (const name of asked) {
        for (const [who, url, isMainFrame] of [
          ["page", "imgstream://app/", true],
          ["frame", "imgstream://app/", false],
          ["stranger", "https://evil.example/", true],
        ] as const) {
          const { request, check } = await standIn.decidePermission(name as never, url, isMainFrame);
          if (request) given.push(`${who} may ask for ${name}`);
          if (check) given.push(`${who} has ${name}`);
        }
      }
      for (const device of ["hid", "serial", "usb"]) if (standIn.hasDevicePermission(device)) given.push(device);
      return given;
    }, names);
    expect(granted.sort()).toEqual(
      ["clipboard-sanitized-write", "fullscreen", "notifications"]
        .flatMap((name) => [`page has ${name}`, `page may ask for ${name}`])
        .sort(),
    );
  });

  test("7: the policy is the strictest that the app can live with, and holds", async ({ desk }) => {
    const app = await desk.start();
    const page = await app.window();
    const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
    await reload(app, page);
    const policy = (await (await answered).headerValue("content-security-policy")) ?? "";
    const parsed: Record<string, string> = {};
    for (const directive of policy.split("; ")) {
      const [name = "", ...values] = directive.split(" ");
      parsed[name] = values.join(" ");
    }
    expect(parsed).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "img-src": "'self' blob:",
      "media-src": "'self' blob:",
      "connect-src": "'self'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'none'",
      "require-trusted-types-for": "'script'",
    });
    expect(await attempt(page, `return eval("1 + 1");`)).toEqual(["EvalError"]);
    expect(await attempt(page, `return new Function("return 1")();`)).toEqual(["EvalError"]);
    expect(await attempt(page, `document.body.innerHTML = "<b>x</b>";`)).toEqual(["TypeError"]);
    expect(await attempt(page, `document.createElement("script").src = "data:text/javascript,1";`)).toEqual([
      "TypeError",
    ]);
    const script = `
      new Image().src = "https://evil.example/x.png";
      fetch("https://evil.example/").catch(() => {});
      const frame = document.createElement("iframe"); frame.src = "https://evil.example/"; document.body.append(frame);
      const style = document.createElement("style"); style.textContent = "* { color: red }"; document.head.append(style);
      const base = document.createElement("base"); base.href = "https://evil.example/"; document.head.append(base);
      const form = document.createElement("form"); form.action = "https://evil.example/"; document.body.append(form); form.submit();`;
    expect(await violations(page, script)).toEqual([
      ...["base-uri", "connect-src", "form-action", "frame-src", "img-src", "style-src-elem"],
    ]);
  });

  test("13: the page goes nowhere", async ({ desk }) => {
    const page = await (await desk.start()).window();
    await page.getByText("0 photos").waitFor();
    const before = { url: page.url(), title: await page.title() };
    for (const [where, script] of Object.entries(NAVIGATIONS)) {
      await attempt(page, script);
      await page.waitForTimeout(500);
      expect({ url: page.url(), title: await page.title() }, where).toEqual(before);
      await page.getByText("0 photos").waitFor();
    }
  });

  test("13: files dropped on the window do not take its place", async ({ desk }) => {
    const page = await (await desk.start()).window();
    await page.getByText("0 photos").waitFor();
    const [url, cdp] = [page.url(), await page.context().newCDPSession(page)];
    await mkdir(path.join(desk.home, "drop"));
    for (const [name, text] of [
      ["page.html", "<script>document.title = 'ran'</script>"],
      ["picture.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="document.title = 'ran'"/>`],
      ["link.url", "[InternetShortcut]\nURL=https://evil.example/\n"],
    ] as const) {
      await writeFile(path.join(desk.home, "drop", name), text);
      const data = { items: [], files: [path.join(desk.home, "drop", name)], dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"] as const) {
        await cdp.send("Input.dispatchDragEvent", { type, x: 700, y: 400, data });
      }
    }
    const link = { mimeType: "text/uri-list", data: "https://evil.example/" };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      const data = { items: [link], files: [], dragOperationsMask: 1 };
      await cdp.send("Input.dispatchDragEvent", { type, x: 700, y: 400, data });
    }
    await page.waitForTimeout(1000);
    expect([page.url(), page.context().pages().length]).toEqual([url, 1]);
    expect(await page.title()).not.toBe("ran");
  });

  test("14, 15: no window opens; a link to one of our sites opens in the browser, no other does", async ({ desk }) => {
    const app = await desk.start();
    const page = await app.window();
    await page.getByText("0 photos").waitFor();
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (url) => Promise.resolve(void opened.push(url));
    });
    for (const url of [
      "https://evil.example/",
      "file:///etc/passwd",
      "http://github.com/",
      "https://github.com/imgstream",
    ]) {
      await page.evaluate(`void window.open(${JSON.stringify(url)})`);
    }
    await page.waitForTimeout(1000);
    expect(await app.evaluate(() => Reflect.get(globalThis, "opened") as string[])).toEqual([
      "https://github.com/imgstream",
    ]);
    expect(page.context().pages()).toEqual([page]);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test("18: there are no files to be fetched, and our scheme is as strict as https", async ({ desk, skip }) => {
    const app = await desk.start();
    const page = await app.window();
    for (const url of ["file:///etc/passwd", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/main.js.map"]) {
      const status = await page.evaluate(
        `fetch(${JSON.stringify(url)}).then(({ status }) => status, (error) => error.name)`,
      );
      expect([url, status]).toEqual([url, url.startsWith("file:") ? "TypeError" : 404]);
    }
    if (host === "Electron") return skip(STAND_IN_ONLY);
    expect(await app.evaluate(({ standIn }) => standIn.privilegedSchemes())).toEqual([
      {
        scheme: "imgstream",
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
  });

  test("17, 20: a page has three questions and its port, and cannot change them", async ({ desk }) => {
    const page = await (await desk.start()).window();
    await page.getByText("0 photos").waitFor();
    expect(
      await page.evaluate(`Object.entries(imgstream).map(([name, value]) => [name, typeof value]).sort()`),
    ).toEqual([
      ["pickFolders", "function"],
      ["requestPort", "function"],
      ["takeDropped", "function"],
    ]);
    expect(await page.evaluate(`[Object.isFrozen(imgstream), Reflect.set(window, "imgstream", {})]`)).toEqual([
      true,
      false,
    ]);
    const made = await page.evaluate(`imgstream.takeDropped([new File(["x"], "/etc/passwd")])`);
    expect(made).toEqual([]);
    const overPort = await page.evaluate(`new Promise((resolve) => {
      addEventListener("message", ({ data, ports: [port] }) => {
        if (data.type !== "imgstream.port") return;
        const answers = [];
        port.onmessage = ({ data: { error } }) => answers.push(error?.code) === 2 && resolve(answers);
        port.postMessage({ type: "call", id: 1, name: "device.import.start", input: { paths: ["/etc"], mode: "copy" } });
        port.postMessage({ type: "call", id: 2, name: "device.pick.register", input: { paths: ["/etc"] } });
      });
      imgstream.requestPort();
    })`);
    expect(overPort).toEqual(["owner_only", "owner_only"]);
  });
});

plainTest("16: Electron is pinned to one version", () => {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  expect(manifest.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
});

plainTest(
  "16: Electron is of a supported line and no more than 14 days behind its last security release",
  ({ skip }) => {
    skip("needs the network: compare package.json with https://releases.electronjs.org/ before each release");
  },
);

plainTest("19: the fuses of the packaged app are as decided", ({ skip }) => {
  const packed = path.join(
    path.dirname(new URL("../package.json", import.meta.url).pathname),
    "dist/linux-unpacked/imgstream",
  );
  if (findElectron() === undefined || !existsSync(packed)) {
    skip("needs the packaged app: run `npx electron-builder --dir` where github.com answers");
    return;
  }
  const bytes = readFileSync(packed);
  const at = bytes.indexOf("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX") + 32;
  expect(bytes.toString("latin1", at + 2, at + 10)).toBe("01001100");
});
