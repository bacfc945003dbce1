import type { OfferedTool } from '../providers/provider.ts';

const text = (description: string) => ({ type: 'string', description });

/** The tools of a model that are none of OpenObserve. */
export const NONE_OF_THESE: OfferedTool = {
  name: 'none_of_these',
  description: 'No tool does what the person wants, or it is not about OpenObserve.',
  inputSchema: { type: 'object', properties: { reason: text('one sentence') }, required: ['reason'] },
};

/** The tool by which a model asks the person a question. */
export const ASK_PERSON: OfferedTool = {
  name: 'ask_person',
  description: 'Ask the person one thing that no tool tells and without which it cannot be done.',
  inputSchema: {
    type: 'object',
    properties: {
      about: text('one word'),
      question: text('in the language of the person'),
      choices: { type: 'array', items: { type: 'string' } },
    },
    required: ['about', 'question'],
  },
};

/** The tool by which a model finds further tools. */
export const MORE_TOOLS: OfferedTool = {
  name: 'more_tools',
  description: 'Find more tools that only read.',
  inputSchema: { type: 'object', properties: { does: text('in plain words') }, required: ['does'] },
};

/** The tool by which a model reads the arguments of another. */
export const TOOL_DETAILS: OfferedTool = {
  name: 'tool_details',
  description: 'All arguments of one tool, and an example.',
  inputSchema: { type: 'object', properties: { name: text('of the tool') }, required: ['name'] },
};

/** The tool by which a model takes a step out of its plan. */
export const WITHDRAW_STEP: OfferedTool = {
  name: 'withdraw_step',
  description: 'Take a planned step out of the plan, such as to plan it otherwise.',
  inputSchema: { type: 'object', properties: { step: text('such as s1') }, required: ['step'] },
};

/** In every conversation, in this order: a provider keeps what does not change. */
export const HELPERS: readonly OfferedTool[] = [ASK_PERSON, MORE_TOOLS, TOOL_DETAILS, NONE_OF_THESE];
