import type { Condition } from './logical-form.ts';

/** A path with its query or a route such as `GET /orders/{id}`, which holds no other spaces. */
const IS_ADDRESS = /^(?:[A-Z]{3,7} )?(?:https?:\/)?\/[\w.:/@%+\-?=&#~{}]{1,80}$/u;

/** Values that may stand in a sentence: short, and without a sentence of their own in them. */
export const isNameable = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' &&
    (/^[\p{L}\p{N}_.:/@%+\- ]{1,60}$/u.test(value) || IS_ADDRESS.test(value)) &&
    value.split(' ').length <= 4);

const shown = (value: string) => (isNameable(value) ? value : '…');

/** A condition as people read it. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'any':
      return condition.of.map(conditionText).join(' or ');
    case 'in': {
      const values = condition.values.slice(0, 6).map(shown).join(', ');
      const more = condition.values.length > 6 ? ', …' : '';
      if (condition.values.length === 1) return `${condition.field} ${condition.not ? '≠' : '='} ${values}`;
      return `${condition.field} ${condition.not ? 'not in' : 'in'} (${values}${more})`;
    }
    case 'compare':
      return `${condition.field} ${condition.operator} ${condition.value}`;
    case 'between':
      return `${condition.field} ${condition.not ? 'not ' : ''}between ${condition.from} and ${condition.to}`;
    case 'status class':
      return `${condition.field} ${condition.not ? 'not ' : ''}${condition.from === condition.to ? `${condition.from}xx` : `${condition.from}xx to ${condition.to}xx`}`;
    case 'contains':
      return `${condition.field} ${condition.not ? 'without' : 'containing'} "${shown(condition.text)}"`;
    case 'prefix':
      return `${condition.field} ${condition.not ? 'not ' : ''}beginning with ${shown(condition.text)}`;
    case 'full text':
      return `${condition.not ? 'without' : 'containing'} "${shown(condition.text)}"`;
    case 'exists':
      return condition.not ? `no ${condition.field}` : `a ${condition.field}`;
  }
}
