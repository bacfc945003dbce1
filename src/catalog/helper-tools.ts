import { ASK_TOOL, ASK_TOOL_READ_ONLY } from './ask-tool.ts';
import type { HelperTool } from './catalog.ts';
import { helper } from './listed-tool.ts';
import { INVESTIGATE_TOOLS } from './investigate-tools.ts';
import type { JsonSchema } from '../contract/tool.ts';

const proxySchema: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    arguments: { type: 'object' },
  },
  required: ['name'],
};

/** Name of the tool that gives the full schema of a tool. */
export const DESCRIBE_TOOL = 'describe_tool';
/** Name of the tool that describes streams, fields and metrics. */
export const DESCRIBE_DATA = 'describe_data';
/** Name of the tool that draws one trace. */
export const GET_TRACE = 'get_trace';
/** Name of the tool that searches the tools. */
export const FIND_TOOLS = 'find_tools';
/** Name of the tool that calls a tool that only reads. */
export const READ_TOOL = 'read_tool';
/** Name of the tool that calls a tool that writes. */
export const WRITE_TOOL = 'write_tool';

/** The tools that are no operations. Clients' annotations stay true: read_tool reaches only reads, write_tool the rest. */
export const HELPER_TOOLS: readonly HelperTool[] = [
  { in: 'all-profiles', listed: ASK_TOOL, listedReadOnly: ASK_TOOL_READ_ONLY },
  ...INVESTIGATE_TOOLS,
  {
    in: 'all-profiles',
    listed: helper(
      DESCRIBE_TOOL,
      'Describe a tool',
      'Describe one tool in full: arguments, what to know before a call, an example.',
      'read',
      {
        type: 'object',
        properties: {
          name: { type: 'string' },
          argument: { type: 'string', description: 'only this one' },
        },
        required: ['name'],
      },
    ),
  },
  {
    in: 'all-profiles',
    needs: 'StreamList',
    listed: helper(
      DESCRIBE_DATA,
      'Describe the data',
      'What data there are: streams, what their fields mean, units, frequent values, metrics, services. Read it before writing a query.',
      'read',
      {
        type: 'object',
        properties: {
          about: {
            type: 'string',
            description: 'in plain words; default everything',
          },
          org_id: { type: 'string', description: 'Organization identifier.' },
        },
      },
    ),
  },
  {
    in: 'all-profiles',
    needs: 'SearchSQL',
    listed: helper(
      GET_TRACE,
      'Read a trace',
      'Show one trace as a tree: duration and self time of each span in ms, errors, critical path. Finds its stream and time.',
      'read',
      {
        type: 'object',
        properties: {
          trace_id: { type: 'string', description: '32 hex digits' },
          logs: { type: 'boolean', description: 'add the log lines with this ID' },
          from: { type: 'integer', description: 'spans to skip' },
          org_id: { type: 'string', description: 'Organization identifier.' },
        },
        required: ['trace_id'],
      },
    ),
  },
  {
    in: 'helper-profiles',
    listed: helper(
      FIND_TOOLS,
      'Find tools',
      'Find tools for a task among all tools of OpenObserve, listed here or not.',
      'read',
      {
        type: 'object',
        properties: {
          query: { type: 'string', description: 'what you want to do, in plain words' },
          limit: { type: 'integer', description: 'default 8' },
        },
        required: ['query'],
      },
    ),
  },
  {
    in: 'helper-profiles',
    listed: helper(
      READ_TOOL,
      'Call a tool that reads',
      'Call a reading tool that is not listed here. Find it with find_tools.',
      'read',
      proxySchema,
    ),
  },
  {
    in: 'helper-profiles',
    listed: helper(
      WRITE_TOOL,
      'Call a tool that writes',
      'Call a tool that creates, changes or deletes and is not listed here. Find it with find_tools.',
      'destructive',
      proxySchema,
    ),
  },
];
