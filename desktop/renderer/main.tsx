import "@renderer/no-eval";
import { createRoot } from "react-dom/client";
import "@renderer/styles/base.css";
import { App } from "@renderer/app";
import { AppContext } from "@renderer/app-context";
import { findHost, hearMenu } from "@renderer/bridge";
import { createApp } from "@renderer/create-app";
import { COMMANDS, type CommandId } from "@renderer/keys/command-table";
import { settingsPlace } from "@renderer/settings-place";
import { clock, schedule } from "@renderer/system";

const { searchParams } = new URL(location.href);
const { app, start } = createApp({
  host: findHost(window),
  settings: {
    place: settingsPlace,
    languages: navigator.languages,
    asked: { theme: searchParams.get("theme"), language: searchParams.get("lang") },
  },
  clock,
  schedule,
});

const root = document.getElementById("app");
if (!root) throw new Error("The page has no place for the app");
createRoot(root).render(
  <AppContext value={app}>
    <App />
  </AppContext>,
);
start();
hearMenu(window, (command) => {
  if (command === "import.addFolder") void app.imports.getState().chooseFolder();
  else if (Object.hasOwn(COMMANDS, command)) app.commands.run(command as CommandId);
});
