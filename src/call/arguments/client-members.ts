/**
 * Members that clients add to the arguments of every call for themselves. A tool that has an argument of such a name
 * keeps it.
 */
const CLIENT_MEMBERS: ReadonlySet<string> = new Set([
  // n8n, SiYuan
  'sessionId',
  'action',
  'chatInput',
  'toolCallId',
  'chatHistory',
  'executionId',
  'workflowId',
  'itemIndex',
  'tool',
  // LangChain, Langflow, LlamaIndex, Flowise
  'callbacks',
  'config',
  'run_manager',
  'runManager',
  'session_id',
  'tool_call_id',
  'toolName',
  'tool_name',
  'input_value',
  // Chat interfaces and agent frameworks
  'agentId',
  'chatId',
  'chat_id',
  'clientId',
  'conversationId',
  'conversation_id',
  'correlationId',
  'messageId',
  'message_id',
  'progressToken',
  'requestId',
  'request_id',
  'runId',
  'run_id',
  'threadId',
  'thread_id',
  'userId',
  // Reasons that coding agents make a model write beside the arguments
  'explanation',
  'intent',
  'rationale',
  'reason',
  'reasoning',
  'requires_approval',
  'security_risk',
  'summary',
  'task_progress',
  'thought',
  'thoughts',
  'toolAction',
  'toolSummary',
  'waitForPreviousTools',
  // What stands in for the arguments of a tool without any
  'dummy',
  'placeholder',
  'random_string',
]);

/** Whether a member that is no argument of the tool was added by a client, and not meant for the tool. */
export function isClientMember(name: string): boolean {
  return /^[_$]/.test(name) || CLIENT_MEMBERS.has(name);
}
