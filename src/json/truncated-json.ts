/**
 * JSON text that was cut somewhere, closed after its last whole element: what came after that element is dropped.
 * `depth` is how many brackets enclose the elements that count, 2 for the rows in `{"hits":[...]}`; where none of
 * them is whole, the last whole element at any depth is taken.
 */
export function closeTruncatedJson(text: string, depth: number): string {
  const closers: string[] = [];
  let isInString = false;
  let wanted = { end: 0, closing: '' };
  let any = { end: 0, closing: '' };
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
      continue;
    }
    if (character === '"') isInString = true;
    else if (character === '{') closers.push('}');
    else if (character === '[') closers.push(']');
    else if (character === '}' || character === ']') closers.pop();
    else if (character === ',') {
      any = { end: index, closing: closers.toReversed().join('') };
      if (closers.length <= depth) wanted = any;
    }
  }
  const { end, closing } = wanted.end > 0 ? wanted : any;
  return text.slice(0, end) + closing;
}
