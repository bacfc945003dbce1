import type { View } from '../catalog/catalog.ts';
import { InputError } from '../errors.ts';
import { refuseLong } from '../limits.ts';
import { READ_TOOL } from '../catalog/helper-tools.ts';
import { didYouMean } from '../names/nearest.ts';
import type { Prompt } from './prompt.ts';
import { PROMPTS } from './prompts.ts';

/** A prompt as prompts/list shows it. */
export interface ListedPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: Array<{ name: string; description: string; required: boolean }>;
}

/** The prompts whose tools a caller may call. */
export function promptsOf(view: View): readonly Prompt[] {
  const names = new Set(view.rows.map(({ name }) => name));
  return PROMPTS.filter(({ needs }) => needs.every((name) => names.has(name)));
}

/** Prompts of a view, as `prompts/list` has them. */
export function listedPrompts(view: View): ListedPrompt[] {
  return promptsOf(view).map(({ name, title, description, arguments: args }) => ({
    name,
    title,
    description,
    arguments: args.map((each) => ({
      name: each.name,
      description: each.description,
      required: each.required,
    })),
  }));
}

/** @throws {InputError} when the view offers no such prompt */
export function promptNamed(view: View, name: string): Prompt {
  refuseLong('The name of the prompt', name, 'name');
  const offered = promptsOf(view);
  const found = offered.find((prompt) => prompt.name === name);
  if (found) return found;
  const names = offered.map((prompt) => prompt.name);
  const near = didYouMean(name, names) || (names.length > 0 ? ` There are: ${names.join(', ')}.` : '');
  throw new InputError(`There is no prompt "${name}" here.${near}`, { code: 'unknown_prompt' });
}

/**
 * The text of a prompt, with the arguments filled in and only with tools of the view.
 * @throws {InputError} for an unknown prompt, and when a required argument is missing
 */
export function promptText(view: View, name: string, args: Readonly<Record<string, string>>): string {
  const prompt = promptNamed(view, name);
  for (const each of prompt.arguments) refuseLong(`"${each.name}"`, args[each.name] ?? '', 'question');
  const missing = prompt.arguments.filter((each) => each.required && !args[each.name]?.trim());
  if (missing.length > 0) {
    const wanted = missing.map((each) => `"${each.name}" (${each.description})`).join(' and ');
    throw new InputError(`The prompt ${name} needs ${wanted}.`);
  }
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, key: string) => args[key]?.trim() ?? '');
  const names = new Set([...view.rows, ...view.listed].map((tool) => tool.name));
  const listed = new Set(view.listed.map((tool) => tool.name));
  const steps = prompt.steps.filter(({ tools }) => tools.every((tool) => names.has(tool)));
  const isBehind = steps.some(({ tools }) => tools.some((tool) => !listed.has(tool)));
  return [
    fill(prompt.goal),
    ...Object.entries(prompt.given).flatMap(([key, says]) => (args[key]?.trim() ? [fill(says)] : [])),
    '',
    ...steps.map(({ says }, index) => `${index + 1}. ${fill(says)}`),
    ...(isBehind ? ['', `Tools that are not listed are called with ${READ_TOOL} and write_tool.`] : []),
    '',
    prompt.answer,
  ].join('\n');
}
