/** An OpenObserve of several, with the words that people have for it. */
export interface InstanceWords {
  readonly name: string;
  readonly words: readonly string[];
}

/** Which of several OpenObserves a request is for, as its words say. */
export interface NamedInstances {
  /** None where the words name none; several where it is asked of several. */
  readonly names: readonly string[];
  /** The request without those words. */
  readonly rest: string;
}

/** People say "prod" and "stag"; shorter and longer beginnings are too often another word. */
const BEGINNING = 4;
const PLACE = String.raw`(?:in|on|at|of|for|from|across|against|within|inside|between)\s{1,9}(?:(?:the|our|my)\s{1,9})?`;
const NOUN = String.raw`(?:\s{1,9}(?:instance|environment|env|cluster|server|openobserve)s?\b)?`;
const JOIN = String.raw`(?:\s{0,9},\s{0,9}(?:and\s{1,9})?|\s{1,9}(?:and|or|vs\.?|versus|with|to|against|than)\s{1,9})(?:(?:in|on|the)\s{1,9}){0,2}`;
/** What may follow a place; before any other word the name stands for the noun after it: "for production alerts". */
const FOLLOWS = String.raw`(?=\s{0,9}(?:$|[,.;:?!)]|(?:in|on|at|of|for|from|to|with|by|over|during|since|between|within|before|after|last|past|today|yesterday|now|this|and|or|but|then|vs|versus|when|that|which|where|who|if|per|called|named|as|than|is|are|was|were|has|have|had|does|do|did)\b))`;
/** No part of a longer name, of a quoted text, of a condition such as env=staging, or of what something is called. */
const BEFORE = String.raw`(?<![\p{L}\p{N}_.\-"'\u0060“=:/]|(?:named|called|=|:)\s{1,3})`;
const AFTER = String.raw`(?![\p{L}\p{N}_\-"'\u0060”=/]|\.\p{L})`;
const ALL = new RegExp(
  String.raw`\b(?:${PLACE})?(?:all|both|every|each|each of the|all of the)\s{1,9}(?:the\s{1,9})?(?:instance|environment|openobserve)s?\b`,
  'giu',
);

const escaped = (word: string) =>
  word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s{1,9}`);

/** Beginnings of the names that mean one of them alone, such as "prod". */
function beginnings(instances: readonly InstanceWords[]): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const { name } of instances) {
    const start = name.slice(0, BEGINNING).toLowerCase();
    found.set(start, found.has(start) ? null : name);
  }
  return new Map([...found].filter((pair): pair is [string, string] => pair[1] !== null));
}

/** Read which OpenObserves a request names: "in staging", "compare prod and staging", "in all instances". */
export function namedInstances(request: string, instances: readonly InstanceWords[]): NamedInstances {
  const short = beginnings(instances);
  const byWord = new Map(short);
  for (const { name, words } of instances) {
    for (const word of [name, ...words].map((each) => each.toLowerCase())) {
      byWord.set(word, name);
      short.delete(word);
    }
  }
  const longestFirst = [...byWord.keys()].sort((a, b) => b.length - a.length);
  const one = `${BEFORE}(?:${longestFirst.map(escaped).join('|')})${AFTER}`;
  const names = new Set<string>();
  const nameOf = (text: string) => byWord.get(text.toLowerCase().replaceAll(/\s+/g, ' '));
  const note = (text: string) => {
    for (const [word] of text.matchAll(new RegExp(one, 'giu'))) names.add(nameOf(word) as string);
  };
  let rest = request.replaceAll(ALL, () => {
    for (const { name } of instances) names.add(name);
    return ' ';
  });
  const several = new RegExp(`(?:${PLACE})?${one}${NOUN}(?:${JOIN}${one}${NOUN})+`, 'giu');
  rest = rest.replaceAll(several, (found) => {
    note(found);
    return ' ';
  });
  rest = rest.replaceAll(new RegExp(`${PLACE}${one}${NOUN}${FOLLOWS}`, 'giu'), (found) => {
    note(found);
    return ' ';
  });
  const bare = (words: readonly string[]) =>
    new RegExp(`${BEFORE}(?:${words.map(escaped).join('|')})${AFTER}${NOUN}(?:\\s{1,9})?`, 'giu');
  const take = (words: readonly string[]) => {
    rest = rest.replaceAll(bare(words), (found) => {
      note(found);
      return '';
    });
  };
  // Whole names count wherever they stand; beginnings of names in a place, or beside a name.
  take(longestFirst.filter((word) => !short.has(word)));
  if (names.size > 0 && short.size > 0) take([...short.keys()]);
  if (names.size === 0) return { names: [], rest: request };
  const tidy = rest
    .replaceAll(/\s{2,}/g, ' ')
    .replaceAll(/\s+([,.;:?!])/g, '$1')
    .replace(/^[\s,:;]+/, '')
    .trim();
  return {
    names: [...names],
    rest:
      names.size > 1
        ? tidy.replace(/^(?:please\s+)?compare\s+(?:the\s+)?/i, '').replace(/^compare$/i, '')
        : tidy,
  };
}
