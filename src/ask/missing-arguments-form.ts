import { PersonNeeded } from '../call/confirm/question.ts';
import type { JsonSchema, ToolRow } from '../contract/tool.ts';
import type { MissingArgument } from './types.ts';

function fieldFor({ name, question, choices }: MissingArgument, row: ToolRow): JsonSchema {
  const known = ((row.inputSchema.properties ?? {}) as Record<string, JsonSchema>)[name];
  const type = ['number', 'integer', 'boolean'].includes(String(known?.type)) ? known?.type : 'string';
  return choices === undefined
    ? { type, title: name, description: question }
    : { type: 'string', title: name, description: question, enum: [...choices] };
}

/** What is missing as one form for a person. */
export function missingArgumentsForm(
  missing: readonly MissingArgument[],
  row: ToolRow,
  state: Readonly<Record<string, unknown>>,
): PersonNeeded {
  return new PersonNeeded(
    {
      message: `${row.title}: ${missing.map(({ question }) => question).join(' ')}`,
      properties: Object.fromEntries(missing.map((each) => [each.name, fieldFor(each, row)])),
      required: missing.filter(({ optional }) => !optional).map(({ name }) => name),
    },
    state,
  );
}

/** Answers without those that were left empty. */
export function withoutEmptyAnswers(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
