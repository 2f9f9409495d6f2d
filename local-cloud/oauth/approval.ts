import type { Request, RequestHandler, Response } from "express";
import type { Account, Client } from "@local-cloud/oauth/account";
import { parseForm } from "@local-cloud/kit/answer";
import type { DeviceCode, DeviceCodes } from "@local-cloud/oauth/device-codes";
import type { FormGuard } from "@local-cloud/oauth/form-guard";
import { markup, type Markup, type Page, sendPage } from "@local-cloud/kit/page";

interface Deps {
  accounts: readonly Account[];
  codes: DeviceCodes;
  guard: FormGuard;
  /** Where the page is: said to whom another name has led here. */
  verificationUrl: string;
  findClient(id: string): Client | undefined;
}

const MESSAGES = {
  foreign: "This form was not sent from this page. Enter the code again.",
  unknown: "No device waits with this code. Check that it is written exactly as the device shows it.",
  account: "Choose one of the accounts, then allow or refuse.",
};

/** The page where a person answers a device (RFC 8628, 3.3): first the code, then who asks for what. */
export function createApproval(deps: Deps): Record<"show" | "answer", RequestHandler> {
  const { guard, verificationUrl } = deps;
  const elsewhere: Page = {
    status: 421,
    title: "Another address",
    body: markup`<p>Open ${verificationUrl} instead.</p>`,
  };
  const onOwnHost =
    (toPage: (request: Request, response: Response) => Page): RequestHandler =>
    (request, response) =>
      sendPage(response, guard.isOurHost(request) ? toPage(request, response) : elsewhere);
  return {
    show: onOwnHost((request, response) => toCodePage(guard.issue(request, response), 200)),
    answer: onOwnHost((request, response) => answerForm(deps, parseForm(request), request, response)),
  };
}

function answerForm(deps: Deps, form: Record<string, string | undefined>, request: Request, response: Response): Page {
  const { csrf: shown, user_code: entered = "", decision, account: sub } = form;
  const csrf = deps.guard.issue(request, response);
  if (!deps.guard.isGenuine(request, shown)) return toCodePage(csrf, 403, MESSAGES.foreign);
  const code = deps.codes.findUnanswered(entered.trim());
  if (code === undefined) return toCodePage(csrf, 404, MESSAGES.unknown);
  if (decision === undefined) return toConsentPage(deps, csrf, code);
  if (decision === "refuse") {
    deps.codes.answer(code.userCode, { state: "refused" });
    const body = markup`<p>The device was not signed in. You can close this page.</p>`;
    return { status: 200, title: "Refused", body };
  }
  const account = deps.accounts.find((one) => one.sub === sub);
  if (decision !== "allow" || account === undefined) return toConsentPage(deps, csrf, code, MESSAGES.account);
  deps.codes.answer(code.userCode, { state: "allowed", sub: account.sub });
  const body = markup`<p>The device is signed in as ${account.email}. You can close this page.</p>`;
  return { status: 200, title: "Allowed", body };
}

const alertOf = (message: string | undefined): Markup =>
  message === undefined ? markup`` : markup`<p role="alert">${message}</p>`;

function toCodePage(csrf: string, status: number, message?: string): Page {
  const body = markup`${alertOf(message)}<form method="post" action="/device">
<input type="hidden" name="csrf" value="${csrf}">
<label for="user_code">The code that your device shows</label>
<input type="text" id="user_code" name="user_code" required maxlength="15" autocomplete="off" spellcheck="false">
<button>Continue</button></form>`;
  return { status, title: "Connect a device", body };
}

function toConsentPage({ accounts, findClient }: Deps, csrf: string, code: DeviceCode, message?: string): Page {
  const choices = accounts.map(
    ({ sub, email }) => markup`<label><input type="radio" name="account" value="${sub}" required> ${email}</label>`,
  );
  const body = markup`${alertOf(message)}<p>${findClient(code.clientId)?.name ?? code.clientId} asks for: ${code.scope}.
Allow it only if the device in front of you shows the code <strong>${code.userCode}</strong>.</p>
<form method="post" action="/device">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="user_code" value="${code.userCode}">
<fieldset><legend>Account</legend>${choices}</fieldset>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="refuse" formnovalidate>Refuse</button></form>`;
  return { status: message === undefined ? 200 : 400, title: "Allow this device?", body };
}
