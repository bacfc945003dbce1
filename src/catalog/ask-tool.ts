import { helper } from './listed-tool.ts';
import { LONGEST } from '../limits.ts';
import type { Access, JsonSchema } from '../contract/tool.ts';

/** Name of the tool. */
export const ASK = 'ask';

/** What `ask` takes. Its arguments are held against it as those of any other tool. */
export const ASK_INPUT: JsonSchema = {
  type: 'object',
  properties: {
    request: {
      type: 'string',
      maxLength: LONGEST.question,
      description: 'in plain words',
    },
    mode: {
      type: 'string',
      enum: ['auto', 'agent', 'llm', 'semantic'],
      description: 'default auto; semantic needs no model',
    },
    dry_run: { type: 'boolean', description: 'only show what would be done' },
    tool: { type: 'string', description: 'to go on: tool of the answer' },
    answers: { type: 'object', description: 'to go on: answers by name' },
    previous: { type: 'string', description: 'to follow up: previous of that answer' },
  },
  required: ['request'],
};

const strings = { type: 'array', items: { type: 'string' } };

const ASK_OUTPUT: JsonSchema = {
  type: 'object',
  properties: {
    mode: { type: 'string', enum: ['agent', 'llm', 'semantic'] },
    decision: { type: 'string', enum: ['run', 'ask', 'candidates', 'decline'] },
    answer: { type: 'string' },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          tool: { type: 'string' },
          arguments: { type: 'object' },
          state: { type: 'string', enum: ['done', 'planned', 'waiting', 'failed', 'skipped'] },
          summary: { type: 'string' },
          link: { type: 'string' },
        },
        required: ['tool', 'arguments', 'state'],
      },
    },
    missing: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          question: { type: 'string' },
          choices: strings,
          optional: { type: 'boolean' },
        },
        required: ['name', 'question'],
      },
    },
    candidates: {
      type: 'array',
      items: {
        type: 'object',
        properties: { tool: { type: 'string' }, title: { type: 'string' }, score: { type: 'number' } },
        required: ['tool', 'title', 'score'],
      },
    },
    resume: {
      type: 'object',
      properties: { tool: { type: 'string' }, answers: { type: 'object' } },
      required: ['tool', 'answers'],
    },
    query: { type: 'string' },
    assumed: strings,
    not_used: strings,
    previous: { type: 'string' },
    next: { type: 'string' },
    usage: {
      type: 'object',
      properties: { input: { type: 'integer' }, output: { type: 'integer' }, cached: { type: 'integer' } },
      required: ['input', 'output', 'cached'],
    },
    undo: {
      type: 'array',
      items: {
        type: 'object',
        properties: { tool: { type: 'string' }, arguments: { type: 'object' } },
        required: ['tool', 'arguments'],
      },
    },
    untrusted_data: { type: 'object' },
  },
  required: ['mode', 'decision', 'answer', 'steps', 'missing', 'candidates'],
};

const askTool = (access: Access, does: string) =>
  helper(
    ASK,
    'Ask in plain words',
    `${does} Asks back what is missing; with tool and answers it goes on.`,
    access,
    ASK_INPUT,
    ASK_OUTPUT,
  );

/** The definition of `ask` where writes are offered. */
export const ASK_TOOL = askTool(
  'destructive',
  'Do or find out anything in OpenObserve from plain words, such as "errors in the payment service in the last hour". Confirms before it deletes.',
);

/** In a view that only reads. */
export const ASK_TOOL_READ_ONLY = askTool(
  'read',
  'Find out anything in OpenObserve from plain words, such as "errors in the payment service in the last hour".',
);
