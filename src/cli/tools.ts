import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import { InputError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';
import { table } from './print.ts';

/** List the tools of the view, or show one with its arguments. */
export async function runTools(config: Config, name: string | undefined, isJson: boolean): Promise<number> {
  const app = await createApp(config);
  try {
    const isForPerson = process.stdout.isTTY && !isJson;
    const { listed } = app.view;
    if (name === undefined) {
      const text = isForPerson
        ? `${table(
            ['tool', 'does'],
            listed.map((tool) => [tool.name, tool.description]),
          )}\n${listed.length} tools. "openobserve-mcp tools NAME" shows the arguments of one.`
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
    process.stdout.write(`${isForPerson ? describe(tool) : JSON.stringify(tool)}\n`);
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
}

type Field = { readonly type?: unknown; readonly enum?: readonly unknown[]; readonly description?: string };

function describe(tool: Described): string {
  const schema = tool.inputSchema as { properties?: Record<string, Field>; required?: string[] };
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    field.enum ? field.enum.join(', ') : [field.type ?? 'any'].flat().join(' or '),
    schema.required?.includes(name) ? 'yes' : '',
    field.description ?? '',
  ]);
  const body =
    fields.length > 0 ? table(['argument', 'type', 'required', 'meaning'], fields) : 'It takes no arguments.';
  return `${tool.name}: ${tool.title}\n${tool.description}\n${body}`;
}
