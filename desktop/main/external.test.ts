import { expect, test } from "vitest";
import { toExternalUrl } from "./external";

test.each([
  "https://github.com/",
  "https://www.google.com/device",
  "https://console.cloud.google.com/run?project=mine#logs",
])("%s may be opened", (url) => {
  expect(toExternalUrl(url)).toBe(url);
});

const SCHEMES = [
  ...["http", "ftp", "file", "javascript", "data", "vbscript", "smb", "ms-msdt", "ms-settings", "search-ms", "shell"],
  ...["mailto", "tel", "steam", "vscode", "imgstream", "blob", "about", "chrome", "devtools", "ws", "wss", "jar"],
];
const HOSTS = [
  ...[
    "evil.example",
    "github.com.evil.example",
    "notgithub.com",
    "github.com.",
    "sub.github.com",
    "github.co",
    "xgithub.com",
  ],
  ...["google.com", "accounts.google.com.evil.example", "gіthub.com", "github。com.evil.example", "127.0.0.1", "[::1]"],
  ...["localhost", "169.254.169.254", "0x7f.1", "2130706433", "github.com:8443", "github.com:80", "user@github.com"],
  ...["user:secret@github.com", "github.com@evil.example", "github.com%40evil.example", "github.com%2eevil.example"],
  ...["github.com\\@evil.example", "evil.example\\github.com", "evil.example#github.com", "evil.example?github.com"],
];
const PATHS = ["", "/", "/device", "/%00", "/..%2f..", "?next=https://github.com", "#https://github.com"];

const hostile = [
  ...SCHEMES.map((scheme) => `${scheme}://github.com/`),
  ...SCHEMES.map((scheme) => `${scheme}:github.com`),
  ...HOSTS.flatMap((host) => PATHS.map((path) => `https://${host}${path}`)),
  ...[
    "",
    " ",
    "https://",
    "https:",
    "//github.com",
    "/device",
    "github.com",
    "https//github.com",
    "\0https://evil.example",
  ],
  ...[
    "javascript:alert(1)//https://github.com",
    "JaVaScRiPt:alert(1)",
    "file:///etc/passwd",
    "\\\\host\\share\\run.exe",
  ],
  ...["java\nscript:alert(1)", "C:\\Windows\\System32\\calc.exe", `https://github.com/${"a".repeat(2000)}`],
];

test("more than 200 addresses that look like ours, or are none, are not opened", () => {
  expect(hostile.length).toBeGreaterThanOrEqual(200);
  expect(hostile.filter((url) => toExternalUrl(url) !== undefined)).toEqual([]);
});
