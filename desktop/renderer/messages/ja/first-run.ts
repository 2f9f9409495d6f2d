import type { firstRun as english } from "@renderer/messages/en/first-run";
import type { Translation } from "@renderer/messages/message";

/** The window of a library that holds nothing yet, in Japanese. */
export const firstRun = {
  "firstRun.title": "このコンピュータにある、あなたの写真",
  "firstRun.text": "フォルダを追加すると、写真が日付順に表示されます。元のファイルは変更しません。",
  "firstRun.addFolder": "フォルダを追加…",
  "firstRun.samples": "サンプル写真で試す",
  "firstRun.makingSamples": "サンプル写真を作成しています…",
  "firstRun.samplesHint": "サンプルは、日付・場所・カメラの情報を持つ、生成された200の風景です。",
  "firstRun.dropHint": "または、ファイルやフォルダをこのウインドウのどこにでもドロップ",
} as const satisfies Translation<typeof english>;
