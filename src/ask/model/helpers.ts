import type { OfferedTool } from '../providers/provider.ts';

const text = (description: string) => ({ type: 'string', description });

/** The tools of a model that are none of OpenObserve. */
export const NONE_OF_THESE: OfferedTool = {
  name: 'none_of_these',
  description: 'No tool here does what the person wants, or it is not about OpenObserve.',
  inputSchema: { type: 'object', properties: { reason: text('why, in one sentence') }, required: ['reason'] },
};

/** The tool by which a model asks the person a question. */
export const ASK_PERSON: OfferedTool = {
  name: 'ask_person',
  description:
    'Ask the person one question that no tool answers and without which the request cannot be done.',
  inputSchema: {
    type: 'object',
    properties: {
      about: text('one word for what is asked, such as destination'),
      question: text('one whole question'),
      choices: {
        type: 'array',
        items: { type: 'string' },
        description: 'what may be answered, where that is a closed list',
      },
    },
    required: ['about', 'question'],
  },
};

/** The tool by which a model finds further tools. */
export const MORE_TOOLS: OfferedTool = {
  name: 'more_tools',
  description: 'Find more tools that only read, by what they do.',
  inputSchema: {
    type: 'object',
    properties: { does: text('what it should find out, in plain words') },
    required: ['does'],
  },
};

/** The tool by which a model reads the arguments of another. */
export const TOOL_DETAILS: OfferedTool = {
  name: 'tool_details',
  description: 'Everything about one tool that is offered: all its arguments, and a working example.',
  inputSchema: { type: 'object', properties: { name: text('name of the tool') }, required: ['name'] },
};
