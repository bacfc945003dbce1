import { Command, CommanderError, Option as Flag } from 'commander';
import { CLIENTS } from '../clients/clients.ts';
import { FORM_CLIENTS } from '../clients/form-clients.ts';
import { GATEWAYS } from '../clients/gateways.ts';
import { type Flags, readConfig } from '../config/config.ts';
import { OPTION_GROUPS } from '../config/option-groups.ts';
import { type Config, OPTIONS } from '../config/options.ts';
import { givenForStdio } from '../config/given.ts';
import { didYouMean } from '../names/nearest.ts';
import { VERSION } from '../version.ts';
import type { CodegenOptions } from './commands/write-catalog.ts';
import { examplesOf } from './examples.ts';
import { reportFailure, UsageError } from './terminal/failure.ts';

const USAGE_EXIT_CODE = 2;

function flagName(flag: string): string {
  return flag.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Settings that `--help` shows with every command; `--help-all` shows all. */
const USUAL_FLAGS = ['--demo', '--base-url', '--org', '--profile', '--read-only'];

/** The flags of the one table. Values stay text here: `readConfig` checks them together with the variables. */
function addFlags(program: Command, showAll: boolean): void {
  for (const { title, options } of OPTION_GROUPS)
    for (const option of options) {
      if (option.flag === null) continue;
      const unit = option.unit === null ? '' : ` ${option.unit}`;
      const notes = [option.variable, ...(option.default ? [`default ${option.default}${unit}`] : [])];
      const placeholder = option.placeholder === null ? '' : ` ${option.placeholder}`;
      const flag = new Flag(`${option.flag}${placeholder}`, `${option.sentence} (${notes.join(', ')})`);
      if (showAll) flag.helpGroup(`${title}:`);
      else if (USUAL_FLAGS.includes(option.flag)) flag.helpGroup('Usual settings:');
      else flag.hideHelp();
      program.addOption(flag);
    }
}

function variablesHelp(): string {
  const lines = Object.values(OPTIONS)
    .filter((option) => option.flag === null)
    .map((option) => `  ${option.variable}\n      ${option.sentence}`);
  return ['', 'Only as environment variables:', ...lines].join('\n');
}

/** The parser reads `--no-x` as `x: false`. */
function givenFor(
  flag: string,
  given: Readonly<Record<string, string | boolean>>,
): string | true | undefined {
  const value = flag.startsWith('--no-')
    ? given[flagName(`--${flag.slice(5)}`)] === false
    : given[flagName(flag)];
  return value === false ? undefined : value;
}

function flagsFrom(command: Command): Flags {
  const given = command.optsWithGlobals<Record<string, string | boolean>>();
  const names = Object.keys(OPTIONS) as (keyof Config)[];
  const pairs = names.flatMap((name) => {
    const { flag } = OPTIONS[name];
    const value = flag === null ? undefined : givenFor(flag, given);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs) as Flags;
}

const configFrom = (command: Command): Config => readConfig(flagsFrom(command), process.env);

function noCommand(word: string, { commands }: Command): UsageError {
  const names = commands.map((command) => command.name());
  return new UsageError(`There is no command "${word}".${didYouMean(word, names)} --help lists them.`);
}

/** The commands. Each loads its own code when it runs. `done` gets the exit code. */
function createProgram(done: (exitCode: number) => void, showAll: boolean): Command {
  const program = new Command('openobserve-mcp')
    .description('MCP server for OpenObserve. Without a command it serves Streamable HTTP.')
    .version(VERSION, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; --help-all adds every setting')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined })
    .allowExcessArguments(true);
  addFlags(program, showAll);

  program.action(async () => {
    const [word] = program.args;
    if (word !== undefined) throw noCommand(word, program);
    const config = configFrom(program);
    done(await (await import('./commands/serve.ts')).runServe(config));
  });
  program
    .command('stdio')
    .description('serve one client on stdin and stdout, for desktop clients and IDEs')
    .action(async (_options, command: Command) => {
      const config = configFrom(command);
      done(await (await import('./commands/stdio.ts')).runStdio(config));
    });
  program
    .command('call')
    .description('call one tool; name=value for text, name:=json for other values')
    .argument('<tool>', 'name of the tool')
    .argument('[arguments...]', 'arguments, such as sql="SELECT 1" size:=10')
    .option('--args <json>', 'arguments as one JSON object')
    .option('--json', 'print JSON, also on a terminal')
    .option('--out <file>', 'write the answer to a file')
    .option('--yes', 'answer yes to every confirmation, also of deletions')
    .action(async (tool: string, words: string[], options, command: Command) => {
      const config = configFrom(command);
      done(
        await (await import('./commands/call.ts')).runCall(config, tool, words, {
          ...options,
          flags: flagsFrom(command),
        }),
      );
    });
  program
    .command('ask')
    .description('ask in plain words')
    .argument('[words...]', 'what you want, such as "errors in the payment service in the last hour"')
    .option('--mode <mode>', 'auto, agent, llm or semantic', 'auto')
    .option('--dry-run', 'show what would be done, and do nothing')
    .option('--tool <name>', 'the tool to use, if you know it')
    .option(
      '--answer <name=value>',
      'answer to a question that ask asked back; repeat it for each; name:=json for values that are not text',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--json', 'print JSON, also on a terminal')
    .option('--batch <file>', 'file of {"id", "request"} lines; needs --mode semantic and --dry-run')
    .option(
      '--yes',
      'answer yes to every confirmation, also of deletions; never with a plan that a model made',
    )
    .action(async (words: string[], options, command: Command) => {
      const config = configFrom(command);
      done(
        await (await import('./commands/ask.ts')).runAsk(config, words, {
          ...options,
          flags: flagsFrom(command),
        }),
      );
    });
  program
    .command('tools')
    .description('list the tools, or show one with its arguments')
    .argument('[name]', 'name of a tool')
    .option('--json', 'print JSON, also on a terminal')
    .action(async (name: string | undefined, options: { json?: boolean }, command: Command) => {
      const config = configFrom(command);
      done(await (await import('./commands/tools.ts')).runTools(config, name, options.json === true));
    });
  program
    .command('doctor')
    .description('check settings, connection, permissions, the language model, keys and port')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }, command: Command) => {
      const config = configFrom(command);
      done(await (await import('./doctor/doctor.ts')).runDoctor(config, options.json === true));
    });
  program
    .command('config')
    .description('print the configuration of a client or gateway, without secrets')
    .argument('<client>', [...CLIENTS, ...FORM_CLIENTS, ...GATEWAYS].map(({ name }) => name).join(', '))
    .option('--url <address>', 'address of the HTTP server or of a gateway in front of it')
    .option('--local', 'start this copy instead of the package on npm')
    .option('--key-header <name>', 'header that carries the key (default Authorization)')
    .option('--json', 'print JSON')
    .action(async (client: string, options, command: Command) => {
      const config = configFrom(command);
      const given = givenForStdio(flagsFrom(command), process.env);
      done(await (await import('./commands/config.ts')).runConfig(client, given, config, options));
    });
  program
    .command('codegen')
    .description('write the tools of another release of OpenObserve into a file for --catalog')
    .option('--spec <document>', 'its OpenAPI document, an address or a file; without it that of O2_BASE_URL')
    .option('--out <file>', 'the file to write', 'openobserve-catalog.json')
    .option('--json', 'print the difference as JSON')
    .action(async (options: CodegenOptions, command: Command) => {
      const config = configFrom(command);
      done(await (await import('./commands/write-catalog.ts')).runCodegen(config, options));
    });
  program
    .command('completion')
    .description('print a completion script for bash, zsh or fish')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) =>
      (await import('./commands/completion.ts')).printCompletion(program, shell),
    );
  for (const command of program.commands)
    command
      .allowExcessArguments(false)
      .helpOption('-h, --help', 'print this help; --help-all adds every setting');
  for (const command of [program, ...program.commands]) {
    command.addHelpText('after', examplesOf(command === program ? '' : command.name()));
    if (showAll) command.addHelpText('after', variablesHelp);
  }
  return program;
}

/** The flags that the command in `argv` takes. */
function flagNames(argv: readonly string[]): string[] {
  const program = createProgram(() => undefined, false);
  const command = program.commands.find((each) => argv.includes(each.name()));
  return [program, ...(command ? [command] : [])].flatMap(({ options }) =>
    options.flatMap(({ long }) => long ?? []),
  );
}

/** Run the command line. Answers with the exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  try {
    const showAll = argv.includes('--help-all');
    const program = createProgram((code) => {
      exitCode = code;
    }, showAll);
    // What the scripts of `completion` ask; no person types it, so that no help names it.
    if (argv[0] === 'complete' && argv[1] === '--') {
      (await import('./commands/completion.ts')).complete(program, argv.slice(2));
      return 0;
    }
    const words = argv.map((word) => (word === '--help-all' ? '--help' : word));
    const [command, about] = words;
    if (command === 'help' && about !== undefined && !program.commands.some((each) => each.name() === about))
      throw noCommand(about, program);
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportFailure(error);
    if (error.exitCode === 0) return 0;
    const line = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
    const unknown = error.code === 'commander.unknownOption' ? /'(-[^']*)'/.exec(line)?.[1] : undefined;
    const near = unknown === undefined ? '' : didYouMean(unknown, flagNames(argv));
    process.stderr.write(`openobserve-mcp: ${line.replace(/\.$/, '')}.${near} --help lists what there is.\n`);
    return USAGE_EXIT_CODE;
  }
}
