import { button, el } from '../../views/client/dom/dom.ts';
import type { ServerQuestion, FormField } from './server.ts';

type Content = Readonly<Record<string, unknown>>;

const numbers = ['number', 'integer'];

function inputFor(name: string, field: FormField, isRequired: boolean): HTMLInputElement | HTMLSelectElement {
  const attributes = { id: `field-${name}`, name, required: isRequired };
  const none = () => el('option', { value: '' }, isRequired ? 'Choose one' : 'Leave it out');
  if (field.enum)
    return el(
      'select',
      attributes,
      ...(isRequired && field.enum.length === 1 ? [] : [none()]),
      ...field.enum.map((choice) => el('option', { value: choice }, choice)),
    );
  if (field.type === 'boolean')
    return el('select', attributes, none(), el('option', {}, 'yes'), el('option', {}, 'no'));
  const type = numbers.includes(field.type ?? '') ? 'number' : 'text';
  return el('input', {
    ...attributes,
    type,
    autocomplete: 'off',
    ...(type === 'number' ? { step: 'any' } : {}),
  });
}

function typedValue(text: string, { type }: FormField): unknown {
  if (type === 'boolean') return text === 'yes';
  return numbers.includes(type ?? '') ? Number(text) : text;
}

/** A yes or no before something is done. */
function approvalForm({ message }: ServerQuestion, answer: (content: Content | null) => void): HTMLElement {
  return el(
    'div',
    { class: 'approval', role: 'group', 'aria-label': 'Confirm' },
    el('h3', {}, 'Nothing was done yet'),
    el('p', { class: 'preview' }, message),
    el(
      'div',
      { class: 'buttons' },
      button('No, leave it', () => answer(null)),
      button('Yes, do it', () => answer({ approve: true }), { class: 'danger' }),
    ),
  );
}

/** What the server asks, as a form; `answer` gets the fields, or null for a no, which Escape means, too. */
export function drawForm(asked: ServerQuestion, answer: (content: Content | null) => void): HTMLElement {
  const form = formFor(asked, answer);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') answer(null);
  });
  return form;
}

function formFor(asked: ServerQuestion, answer: (content: Content | null) => void): HTMLElement {
  const { properties, required } = asked;
  const names = Object.keys(properties);
  if (names.length === 1 && names[0] === 'approve') return approvalForm(asked, answer);
  // The message of a form repeats its questions, unless it says more, such as a plan.
  const isSaid = Object.values(properties).every(
    ({ description }) => description !== undefined && asked.message.includes(description),
  );
  const inputs = Object.entries(properties).map(([name, field]) => {
    const isRequired = required.includes(name);
    const input = inputFor(name, field, isRequired);
    const label = el(
      'label',
      { for: `field-${name}` },
      field.description ?? field.title ?? name,
      isRequired ? null : el('span', { class: 'quiet' }, ' (optional)'),
    );
    return { name, field, input, row: el('div', {}, label, input) };
  });
  const form = el(
    'form',
    { class: 'question' },
    el('h3', {}, 'One more thing'),
    isSaid ? null : el('p', { class: 'preview' }, asked.message),
    ...inputs.map(({ row }) => row),
    el(
      'div',
      { class: 'buttons' },
      el('button', { type: 'submit', class: 'strong' }, 'Go on'),
      button('Cancel', () => answer(null)),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(
      Object.fromEntries(
        inputs
          .filter(({ input }) => input.value !== '')
          .map(({ name, field, input }) => [name, typedValue(input.value, field)]),
      ),
    );
  });
  return form;
}
