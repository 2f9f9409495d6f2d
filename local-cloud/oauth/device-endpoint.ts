import type { Client } from "@local-cloud/oauth/account";
import { type Answer, refusal } from "@local-cloud/kit/answer";
import {
  DEVICE_CODE_LIFE_S,
  type DeviceCode,
  type DeviceCodes,
  POLL_INTERVAL_S,
} from "@local-cloud/oauth/device-codes";
import { findForbiddenScope, parseScope } from "@local-cloud/oauth/scope";

interface Deps {
  codes: DeviceCodes;
  findClient(id: string | undefined): Client | undefined;
  verificationUrl: string;
  /** Called with each code before the device hears of it. */
  onCode(code: DeviceCode): void;
}

/** `POST /device/code`: Google's form of RFC 8628, 3.1 and 3.2. */
export function answerDeviceRequest(deps: Deps, form: Record<string, string | undefined>): Answer {
  const { client_id: clientId, scope = "" } = form;
  if (clientId === undefined) return refusal(400, "invalid_request", "Missing required parameter: client_id");
  const client = deps.findClient(clientId);
  if (client === undefined) return refusal(401, "invalid_client", "The OAuth client was not found.");
  if (client.type !== "device") return refusal(401, "invalid_client", "The OAuth client type is incorrect");
  if (parseScope(scope).length === 0) return refusal(400, "invalid_request", "Missing required parameter: scope");
  const forbidden = findForbiddenScope(scope);
  if (forbidden !== undefined) return refusal(400, "invalid_scope", `Invalid device flow scope: ${forbidden}`);
  const code = deps.codes.add(client.id, scope);
  if (code === undefined) return { status: 403, body: { error_code: "rate_limit_exceeded" } };
  deps.onCode(code);
  return {
    status: 200,
    body: {
      device_code: code.deviceCode,
      user_code: code.userCode,
      verification_url: deps.verificationUrl,
      expires_in: DEVICE_CODE_LIFE_S,
      interval: POLL_INTERVAL_S,
    },
  };
}
