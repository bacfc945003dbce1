import { parseExact } from '../../json/exact-json.ts';
import type { ModelCall } from './provider.ts';

/** JSON, also where it was put into a text once more, as weaker models do. */
function parsed(text: string): unknown {
  const value = parseExact(text);
  return typeof value === 'string' ? parseExact(value) : value;
}

/** A call whose arguments came as text. */
export function callFromText(id: string, name: string, text: string): ModelCall {
  try {
    const value = text.trim() === '' ? {} : parsed(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { id, name, arguments: isObject ? (value as Record<string, unknown>) : null };
  } catch {
    return { id, name, arguments: null };
  }
}
