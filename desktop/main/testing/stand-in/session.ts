import type * as Electron from "electron";
import type { SomeOf } from "./not-invented";

type Permission = Parameters<Parameters<Electron.Session["setPermissionRequestHandler"]>[0] & object>[1];
type RequestHandler = NonNullable<Parameters<Electron.Session["setPermissionRequestHandler"]>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session["setPermissionCheckHandler"]>[0]>;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type Scheme = (request: Request) => Response | Promise<Response>;

/** What was set on the session and the protocols, as the stand-in's pages obey it and tests ask it. */
export const guards = {
  schemes: new Map<string, Scheme>(),
  privileged: [] as Electron.CustomScheme[],
  beforeRequest: undefined as BeforeRequest | undefined,
  permissionRequest: undefined as RequestHandler | undefined,
  permissionCheck: undefined as CheckHandler | undefined,
  device: undefined as Parameters<Electron.Session["setDevicePermissionHandler"]>[0] | undefined,
};

/** Whether the page may go on with a request. */
export function isRequestAllowed(url: string): Promise<boolean> {
  const { beforeRequest } = guards;
  if (!beforeRequest) return Promise.resolve(true);
  return new Promise((resolve) => {
    beforeRequest({ url } as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel !== true));
  });
}

/** What a page is told that asks for a permission and one that looks whether it has it. */
export async function decidePermission(
  permission: Permission,
  url: string,
  isMainFrame: boolean,
): Promise<{ request: boolean; check: boolean }> {
  const { permissionRequest, permissionCheck } = guards;
  const request = await new Promise<boolean>((resolve) => {
    if (!permissionRequest) {
      resolve(true);
      return;
    }
    permissionRequest(null as never, permission, resolve, { requestingUrl: url, isMainFrame });
  });
  const check = permissionCheck?.(null, permission, url, { isMainFrame, requestingUrl: url }) ?? true;
  return { request, check };
}

const webRequest = {
  onBeforeRequest: (...given: unknown[]) => {
    guards.beforeRequest = (given.at(-1) ?? undefined) as BeforeRequest | undefined;
  },
} satisfies SomeOf<Electron.WebRequest>;

const defaultSession = {
  setPermissionRequestHandler: (handler) => (guards.permissionRequest = handler ?? undefined),
  setPermissionCheckHandler: (handler) => (guards.permissionCheck = handler ?? undefined),
  setDevicePermissionHandler: (handler) => void (guards.device = handler ?? undefined),
  setBluetoothPairingHandler: () => undefined,
  setDisplayMediaRequestHandler: () => undefined,
  setSpellCheckerEnabled: () => undefined,
  webRequest: webRequest as unknown as Electron.WebRequest,
} satisfies SomeOf<Electron.Session>;

export const session = {
  defaultSession: defaultSession as unknown as Electron.Session,
} satisfies Partial<typeof Electron.session>;

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => void guards.privileged.push(...schemes),
  handle: (scheme: string, handler: Scheme) => void guards.schemes.set(scheme, handler),
} satisfies SomeOf<Electron.Protocol>;
