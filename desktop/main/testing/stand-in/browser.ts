import { chromium, type BrowserContext, type Page, type Request as PageRequest, type Route } from "playwright";
import { guards, isRequestAllowed } from "./session";
import { fromReal, REAL_ORIGIN } from "./origin";
import { StandInWebContents } from "./web-contents";

/** What the stand-in is told by whoever starts it, as JSON in STAND_IN_OPTIONS. */
export interface StandInOptions {
  /** Chromium's executable. */
  chromium: string;
  /** Chromium refuses to run as root with its sandbox. */
  hasSandbox: boolean;
  profile: string;
  /** As whom main believes to run; undefined: as itself. */
  userId?: number;
  isPackaged?: boolean;
  locale?: string;
  workAreas?: { x: number; y: number; width: number; height: number }[];
}

export const options = JSON.parse(process.env.STAND_IN_OPTIONS ?? "{}") as StandInOptions;

/** Electron's pages hear when the other end of a port closes; Chromium's do with this. */
const CLOSE_EVENT = "--enable-blink-features=MessagePortCloseEvent";
const QUIET = [
  CLOSE_EVENT,
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  ...["--disable-quic", "--disable-gpu", "--remote-debugging-port=0"],
];

let launched: Promise<BrowserContext> | undefined;
const owners = new Map<Page, StandInWebContents>();

function launch(): Promise<BrowserContext> {
  launched ??= chromium
    .launchPersistentContext(options.profile, {
      executablePath: options.chromium,
      chromiumSandbox: options.hasSandbox,
      args: QUIET,
      viewport: null,
      handleSIGINT: false,
      handleSIGTERM: false,
      ...(options.locale !== undefined && { locale: options.locale }),
    })
    .then((context) => {
      context.on("page", (page) => void judgeOpened(page));
      return context;
    });
  return launched;
}

/** A page of its own for these contents, ready to load. */
export async function openPage(contents: StandInWebContents, preload: string | undefined): Promise<Page> {
  const context = await launch();
  const blank = context.pages().find((page) => !owners.has(page) && page.url() === "about:blank");
  const page = blank && owners.size === 0 ? blank : await context.newPage();
  owners.set(page, contents);
  await page.route("**/*", (route, request) => answer(contents, route, request));
  await StandInWebContents.attach(contents, page, preload);
  page.on("crash", () => contents.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 }));
  return page;
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
}

/** A page that a page opened is closed again, unless the app wants it. */
async function judgeOpened(page: Page): Promise<void> {
  const opener = await page.opener();
  const contents = opener ? owners.get(opener) : undefined;
  if (contents && !StandInWebContents.mayOpen(contents)) await page.close();
}

async function answer(contents: StandInWebContents, route: Route, request: PageRequest): Promise<void> {
  const url = request.url();
  if (request.isNavigationRequest() && !StandInWebContents.mayNavigate(contents, url)) return route.abort("aborted");
  if (!(await isRequestAllowed(fromReal(url)))) return route.abort("blockedbyclient");
  const handler = guards.schemes.get("imgstream");
  if (!url.startsWith(`${REAL_ORIGIN}/`) || !handler) return route.continue();
  const method = request.method();
  const body = method === "GET" || method === "HEAD" ? undefined : (request.postDataBuffer() ?? undefined);
  const response = await handler(
    new Request(fromReal(url), { method, headers: request.headers(), ...(body && { body: new Uint8Array(body) }) }),
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  await route
    .fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: bytes })
    .catch(() => undefined);
}
