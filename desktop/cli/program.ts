import { Command, InvalidArgumentError, Option } from "commander";
import type { ImportMode } from "@shared/contract/import";
import { EDITABLE_FIELDS } from "@cli/changes";
import type { ExitCode } from "@cli/exit-code";
import type { OutputForm } from "@cli/output";
import type { Verb } from "@cli/verb";
import { edit } from "@cli/verbs/edit";
import { importFiles } from "@cli/verbs/import";
import { init } from "@cli/verbs/init";
import { list } from "@cli/verbs/list";
import { rebuild } from "@cli/verbs/rebuild";
import { serve } from "@cli/verbs/serve";
import { show } from "@cli/verbs/show";
import { status } from "@cli/verbs/status";
import { trashAdd, trashList, trashRestore } from "@cli/verbs/trash";
import { listActions, undo } from "@cli/verbs/undo";

/** The options that every verb takes. */
export interface CommonOptions {
  library: string | undefined;
  form: OutputForm;
}

/** Runs a verb that was asked for. */
export type RunVerb = <Options>(verb: Verb<Options>, options: Options, common: CommonOptions) => Promise<ExitCode>;

const QUERY_HELP = `
Queries:
  words are looked for in titles, descriptions, file names, cameras and keywords
  camera:"X-T5"  rating:>=4  tag:places  date:2019..2021  near:48.86,2.35,10km
  is:favourite   has:gps     type:raw    -tag:work        (paris OR tokyo)
  All fields and rules: docs/spec/search.md`;

const PORT_MAX = 65_535;
const PORT = new Option("--port <number>", "the port to listen on; 0: any that is free")
  .default(0)
  .argParser((text) => {
    const port = Number(text);
    if (/^\d+$/.test(text) && port <= PORT_MAX) return port;
    throw new InvalidArgumentError(`A port is a number from 0 to ${PORT_MAX}.`);
  });

/** The command line with all of its verbs. `run` is told which was asked for; mistakes in the words end with exit code 2. */
export function createProgram(run: RunVerb, onDone: (code: ExitCode) => void): Command {
  const program = new Command("imgstream")
    .description("Your photo library on this computer: offline, searchable, and yours.")
    .version("0.1.0")
    .showSuggestionAfterError()
    .addHelpText(
      "after",
      "\nBegin with:  imgstream import ~/Pictures\nThen:        imgstream search 'date:2023 rating:>=4'",
    );

  /** Adds a verb with the common options. */
  const verb = <Options>(
    parent: Command,
    usage: string,
    about: string,
    example: string,
    toOptions: (command: Command) => Options,
    what: Verb<Options>,
  ) =>
    parent
      .command(usage)
      .description(about)
      .option("--library <folder>", "the library (default: the one in your user data folder)")
      .option("--json", "answer with one JSON document")
      .option("--ndjson", "answer with lines of JSON")
      .addHelpText("after", example === "" ? "" : `\nExamples:\n${example}`)
      .action(async (...received: unknown[]) => {
        const command = received.at(-1) as Command;
        onDone(await run(what, toOptions(command), toCommon(command)));
      });

  verb(program, "init", "make an empty library", "  imgstream init --library ~/Photos", () => ({}), init);
  verb(
    ...([
      program,
      "import <path...>",
      "take files and folders into the library, which is made when there is none",
    ] as const),
    "  imgstream import /media/card            copies into the library, by year and month\n" +
      "  imgstream import ~/Pictures --reference leaves the files where they are",
    toImport,
    importFiles,
  )
    .option("--copy", "copy originals into the library (default)")
    .option("--reference", "leave originals where they are");
  verb(
    program,
    "list [query]",
    "list photos, oldest first",
    "  imgstream list is:favourite --json",
    toQuery,
    list,
  ).addHelpText("after", QUERY_HELP);
  verb(program, "search <query...>", "find photos", "  imgstream search tokyo 'rating:>=4'", toQuery, list).addHelpText(
    "after",
    QUERY_HELP,
  );
  verb(program, "show <photo>", "show one photo, by id or by path", "  imgstream show IMG_0001.jpg", toPhoto, show);
  verb(
    ...([program, "edit [query]", "change all photos that a query finds"] as const),
    "  imgstream edit 'tag:summer' --set rating=5\n  imgstream edit 'camera:D70' --set capturedLocal+=1h\n  imgstream edit is:favourite --set keywords+=best",
    toEdit,
    edit,
  )
    .requiredOption("--set <field=value...>", `what to change; fields: ${EDITABLE_FIELDS.join(", ")}`)
    .option("--all", "with an empty query: every photo")
    .addHelpText("after", QUERY_HELP);
  addTrash(program, verb);
  verb(
    program,
    "undo [actionId]",
    "take back the last action, or the one named",
    "  imgstream undo\n  imgstream undo --list",
    toAction,
    undoOrList,
  ).option("--list", "list what was done, newest first");
  verb(program, "status", "what the library holds, and what needs attention", "", () => ({}), status);
  verb(
    program,
    "serve",
    "show the library in a browser on this computer, until Ctrl-C",
    "  imgstream serve\n  imgstream serve --port 8080 --json",
    toPort,
    serve,
  ).addOption(PORT);
  verb(program, "rebuild", "make the catalog again from the journal; loses nothing", "", () => ({}), rebuild);
  return program;
}

type AddVerb = <Options>(
  parent: Command,
  usage: string,
  about: string,
  example: string,
  toOptions: (command: Command) => Options,
  what: Verb<Options>,
) => Command;

function addTrash(program: Command, verb: AddVerb): void {
  const trash = program.command("trash").description("move photos to the trash and back");
  const all = ["--all", "with an empty query: every photo"] as const;
  verb(
    trash,
    "add [query]",
    "move photos to the trash",
    "  imgstream trash add 'pick:reject'",
    toScope,
    trashAdd,
  ).option(...all);
  verb(
    trash,
    "restore [query]",
    "take photos out of the trash",
    "  imgstream trash restore tokyo",
    toScope,
    trashRestore,
  ).option(...all);
  verb(trash, "list", "what lies in the trash", "", () => ({}), trashList);
}

function toCommon(command: Command): CommonOptions {
  const { library, json, ndjson } = command.opts<{ library?: string; json?: boolean; ndjson?: boolean }>();
  return { library, form: ndjson ? "ndjson" : json ? "json" : "text" };
}

function toImport(command: Command): { paths: string[]; mode: ImportMode } {
  return { paths: command.args, mode: command.opts<{ reference?: boolean }>().reference ? "reference" : "copy" };
}

const toQuery = (command: Command) => ({ query: command.args.join(" ") });
const toPort = (command: Command) => ({ port: command.opts<{ port: number }>().port });
const toPhoto = (command: Command) => ({ photo: command.args[0] ?? "" });
const toScope = (command: Command) => ({ ...toQuery(command), all: command.opts<{ all?: boolean }>().all ?? false });
const toEdit = (command: Command) => ({ ...toScope(command), set: command.opts<{ set: string[] }>().set });

function toAction(command: Command): { actionId?: string; isList: boolean } {
  const [actionId] = command.args;
  return { ...(actionId !== undefined && { actionId }), isList: command.opts<{ list?: boolean }>().list ?? false };
}

const undoOrList: Verb<{ actionId?: string; isList: boolean }> = (options, context) =>
  options.isList ? listActions({}, context) : undo(options, context);
