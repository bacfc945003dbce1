import { parseExact } from '../../json/exact-json.ts';
import type { ModelCall } from './provider.ts';

/** A call whose arguments came as text. */
export function callFromText(id: string, name: string, text: string): ModelCall {
  try {
    const value = text.trim() === '' ? {} : parseExact(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { id, name, arguments: isObject ? (value as Record<string, unknown>) : null };
  } catch {
    return { id, name, arguments: null };
  }
}
