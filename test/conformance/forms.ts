/** The forms that the fixture tools show. Their fields and defaults are those that the suites look for. */
const text = { type: 'string' } as const;

const form = <P extends object, K extends string>(properties: P, ...required: K[]) => ({
  type: 'object' as const,
  properties,
  required: required as string[],
});

export const NAME_FORM = form({ name: text }, 'name');
export const COLOR_FORM = form({ color: text }, 'color');
export const OK_FORM = form({ ok: { type: 'boolean' as const } }, 'ok');
export const USER_FORM = form({ username: text, email: text }, 'username', 'email');

/** One field of each kind, each with a default. */
export const DEFAULTS_FORM = form({
  name: { type: 'string' as const, default: 'John Doe' },
  age: { type: 'integer' as const, default: 30 },
  score: { type: 'number' as const, default: 95.5 },
  status: { type: 'string' as const, enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean' as const, default: true },
});

const named = ['First', 'Second', 'Third'].map((title, index) => ({ const: `value${index + 1}`, title }));

/** Every way to offer a choice: with and without titles, one and many, and the older way. */
export const ENUM_FORM = form({
  untitledSingle: { type: 'string' as const, enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string' as const, oneOf: named },
  legacyEnum: {
    type: 'string' as const,
    enum: ['opt1', 'opt2', 'opt3'],
    enumNames: ['Option One', 'Option Two', 'Option Three'],
  },
  untitledMulti: {
    type: 'array' as const,
    items: { type: 'string' as const, enum: ['option1', 'option2', 'option3'] },
  },
  titledMulti: { type: 'array' as const, items: { anyOf: named } },
});
