import { isObject } from '../src/contract/operation.ts';
import type { Problems } from '../src/contract/problems.ts';

const KNOWN = ['x-mcp', 'x-published', 'x-listed'];

/** Reports `x-` keywords that the contract does not have: a typing mistake would otherwise vanish without a word. */
export function checkExtensions(node: unknown, where: string, problems: Problems): void {
  if (Array.isArray(node)) {
    for (const item of node) checkExtensions(item, where, problems);
  } else if (isObject(node)) {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'x-published' || key === 'example' || key === 'examples') continue;
      if (key.startsWith('x-') && !KNOWN.includes(key)) {
        problems.add(where, `"${key}" is no keyword of the contract; it has ${KNOWN.join(', ')}`);
      }
      if (key === 'x-listed' && value !== false && value !== 'full' && !Array.isArray(value)) {
        problems.add(
          where,
          `x-listed is false (not in the short schema), full (with its nested fields) or the listed values of an enum, not ${JSON.stringify(value)}`,
        );
      }
      checkExtensions(value, where, problems);
    }
  }
}
