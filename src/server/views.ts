import type { CallToolResult, Server, ServerContext, Tool } from '@modelcontextprotocol/server';
import { capabilitiesOf } from '../ask/person.ts';
import type { ToolCall } from '../call/execute.ts';
import type { View } from '../catalog/catalog.ts';
import type { ConfirmationRequired } from '../errors.ts';
import type { ToolResult } from '../result/result.ts';
import { EXTENSION, isPlanned, VIEW_TYPE, viewUriFor } from '../views/tool-views.ts';
import { VIEW_META } from '../views/view-data.ts';

/** Whether the client said that it draws views. One of 2025 without a session cannot say so. */
export function drawsViews(server: Server, context: ServerContext): boolean {
  const { mimeTypes } = (capabilitiesOf(server, context).extensions?.[EXTENSION] ?? {}) as {
    readonly mimeTypes?: unknown;
  };
  return Array.isArray(mimeTypes) && mimeTypes.includes(VIEW_TYPE);
}

/** The tools with the addresses of their views. */
export const withViews = (tools: readonly Tool[]): Tool[] =>
  tools.map((tool) => {
    const resourceUri = viewUriFor(tool.name);
    return resourceUri === null ? tool : { ...tool, _meta: { ...tool._meta, ui: { resourceUri } } };
  });

/** A result as MCP carries it: what its view draws stands where no model reads it. */
export function withViewData({ view, ...result }: ToolResult): CallToolResult {
  return (view === undefined ? result : { ...result, _meta: { [VIEW_META]: view } }) as CallToolResult;
}

/**
 * The plan of a call for a person to approve in its view; null for a call that has none. A model is told the token only
 * where it may approve.
 */
export function planResult(
  { preview, token, isForModel }: ConfirmationRequired,
  { name, arguments: args }: ToolCall,
  view: View,
): ToolResult | null {
  if (token === null || !isPlanned(name)) return null;
  const row = view.find(name);
  const otherwise = isForModel
    ? `If no plan is shown, call again with the same arguments and confirm: "${token}".`
    : 'Only there it can be approved.';
  return {
    content: [
      {
        type: 'text',
        text: `Nothing was done yet. The plan is shown to the person, who approves or cancels it there: wait for that. ${preview} ${otherwise}`,
      },
    ],
    view: { kind: 'plan', tool: row.name, title: row.title, arguments: args, confirm: token },
  };
}
