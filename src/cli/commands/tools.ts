import { type App, createApp } from '../../server/app.ts';
import type { Config } from '../../config/options.ts';
import { InputError } from '../../errors.ts';
import { DESCRIBE_TOOL } from '../../catalog/helper-tools.ts';
import { didYouMean } from '../../names/nearest.ts';
import { nextCommand } from '../terminal/next-command.ts';
import { programName } from '../terminal/program-name.ts';
import { table } from '../terminal/table.ts';
import { printable } from '../../redact/control-characters.ts';

/** List the tools of the view, or show one with its arguments. */
export async function runTools(config: Config, name: string | undefined, isJson: boolean): Promise<number> {
  const app = await createApp(config);
  try {
    const isForPerson = process.stdout.isTTY && !isJson;
    const listed = printable(app.view.listed) as typeof app.view.listed;
    if (name === undefined) {
      const text = isForPerson
        ? `${table(
            ['tool', 'does'],
            listed.map((tool) => [tool.name, tool.description]),
          )}\n${listed.length} tools. "${programName()} tools NAME" shows the arguments of one.`
        : JSON.stringify(
            listed.map((tool) => ({
              name: tool.name,
              title: tool.title,
              description: tool.description,
              annotations: tool.annotations,
            })),
          );
      process.stdout.write(`${text}\n`);
      return 0;
    }
    const tool =
      listed.find((each) => each.name === name) ??
      listed.find((each) => each.name === app.view.find(name).name);
    if (!tool)
      throw new InputError(
        `There is no tool "${name}".${didYouMean(
          name,
          listed.map((each) => each.name),
        )}`,
      );
    const whole = { ...tool, ...(printable(await described(app, tool.name)) as Partial<Described>) };
    process.stdout.write(`${isForPerson ? describe(whole, tool.inputSchema) : JSON.stringify(whole)}\n`);
    return 0;
  } finally {
    await app.close();
  }
}

interface Described {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: unknown;
  readonly example?: unknown;
}

/** All of an operation, which lists for models leave out in part; nothing more of a tool that is none. */
async function described(app: App, name: string): Promise<Partial<Described>> {
  const { view } = app;
  if (!view.reaches(name)) return {};
  const context = {
    view,
    signal: new AbortController().signal,
    approved: () => false,
    caller: 'local',
  };
  const { content } = await app.run({ name: DESCRIBE_TOOL, arguments: { name, whole: true } }, context);
  return JSON.parse(content[0]?.text ?? '{}');
}

type Field = {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly anyOf?: readonly Field[];
  readonly oneOf?: readonly Field[];
  readonly description?: string;
};

type Definitions = Readonly<Record<string, Field>>;

function typesOf({ type, enum: values, $ref, anyOf, oneOf }: Field, definitions: Definitions): string[] {
  if (values) return values.filter((value) => value !== null).map(String);
  if ($ref !== undefined) return typesOf(definitions[$ref.replace('#/$defs/', '')] ?? {}, definitions);
  const branches = (anyOf ?? oneOf ?? []).flatMap((branch) => typesOf(branch, definitions));
  const own = [type ?? []].flat().map(String);
  return [...new Set([...own, ...branches])].filter((each) => each !== 'null');
}

interface Schema {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly $defs?: Definitions;
}

/** `listed` says what a caller must give: the rest of what OpenObserve wants is filled in. */
function describe(tool: Described, listed: unknown): string {
  const { properties = {}, $defs = {} } = tool.inputSchema as Schema;
  const { required = [] } = listed as Schema;
  const isNeeded = ([name]: readonly [string, Field]) => required.includes(name);
  const entries = Object.entries(properties);
  const fields = [...entries.filter(isNeeded), ...entries.filter((entry) => !isNeeded(entry))].map(
    ([name, field]) => [
      name,
      typesOf(field, $defs).join(' or ') || 'any',
      required.includes(name) ? 'yes' : '',
      field.description?.split('\n')[0] ?? '',
    ],
  );
  const body =
    fields.length > 0 ? table(['argument', 'type', 'required', 'meaning'], fields) : 'It takes no arguments.';
  const example =
    tool.example === undefined
      ? []
      : [`Example: ${nextCommand({}, ['call', tool.name, '--args', JSON.stringify(tool.example)])}`];
  return [`${tool.name}: ${tool.title}`, tool.description, body, ...example].join('\n');
}
