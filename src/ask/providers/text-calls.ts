import { parseExact } from '../../json/exact-json.ts';
import type { ModelCall } from './provider.ts';

const FENCED = /```(?:json|tool_call|tool_code)?\s*([\s\S]*?)```\s*$/i;
const TAGGED = /<tool_call>\s*([\s\S]*?)\s*<\/tool_call>\s*$/i;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return null;
  }
}

/**
 * The call that a model wrote as text at the end of its answer, because its server does not turn calls into what the
 * protocol has for them. Null for anything else: only a call of an offered tool with an object of arguments counts.
 */
export function callInText(text: string, offered: ReadonlySet<string>): ModelCall | null {
  const body = (TAGGED.exec(text) ?? FENCED.exec(text))?.[1] ?? (text.trim().startsWith('{') ? text : null);
  const value = body === null ? null : parsed(body.trim());
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isObject(only)) return null;
  const inner = isObject(only.function) ? only.function : only;
  const name = inner.name ?? inner.tool;
  const given = inner.arguments ?? inner.parameters ?? inner.input;
  const args = typeof given === 'string' ? parsed(given) : given;
  if (typeof name !== 'string' || !offered.has(name) || !isObject(args)) return null;
  return { id: 'call_in_text', name, arguments: args };
}
