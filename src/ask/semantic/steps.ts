/** Where a request goes on to another thing to do: words that say so, or a mere `and` or full stop. */
const JOINT =
  /(?<strong>\s*[,;.]?\s*\b(?:and\s+)?(?:then|after that|after this|afterwards|afterward|next|finally)\b,?\s*)|(?<weak>\s*[,;]?\s+(?:and\s+also|and|also|as well as|plus)\s+|\s*[;\n]+\s*|[.!?]\s+|,\s+)/giu;

/** Words a new step begins with: without one of them, what follows a mere `and` belongs to the step before. */
const VERB =
  /^(?:(?:please|pls|also|then|just|kindly|i(?:'d| would)? (?:like|want|need)(?: you)? to|(?:can|could) you)\s+)*(?:create|make|add|build|set\s?up|delete|remove|drop|mute|silence|disable|enable|pause|resume|list|show|see|view|get|find|search|open|pull|move|put|stick|rename|change|update|edit|alert|notify|warn|tell|email|mail|send|invite|give|hand|export|clone|copy|trigger|fire|test|run|kick|check|look|stop|start|switch|turn|ack(?:nowledge)?|resolve|close|mark|register|save|store|count|extend|raise|lower|unmute|cancel|retry|assign|throw|load|upload|write)\b/i;
/** A second thing to make, whose verb was said with the first: "make a destination, and an alert that sends to it". */
const MADE_TOO =
  /^(?:an?|another|the)\s+(?:\w+\s+)?(?:alert|destination|dashboard|template|folder|pipeline|function|report)\b(?! panel)/i;
const MAKES =
  /^(?:(?:please|pls|can you|could you)\s+)?(create|make|add|build|set\s?up)\b(?!.*\b(?:with|using|from)\b)/i;
const FEWEST_WORDS = 2;

/**
 * A request cut where another thing to do begins. `isCovered` says whether a stretch lies inside quotes or another
 * form of its own, where nothing is cut.
 */
export function splitSteps(text: string, isCovered: (start: number, end: number) => boolean): string[] {
  const steps: string[] = [];
  let start = 0;
  let verb = '';
  for (const joint of text.matchAll(JOINT)) {
    const end = joint.index + joint[0].length;
    const rest = text.slice(end);
    const before = text.slice(start, joint.index).trim();
    const isLong = [before, rest].every((part) => part.split(/\s+/).length >= FEWEST_WORDS);
    if (!isLong || isCovered(joint.index, end)) continue;
    const shared = MADE_TOO.test(rest) ? (MAKES.exec(before)?.[1] ?? '') : '';
    if (joint.groups?.weak !== undefined && shared === '' && !VERB.test(rest)) continue;
    steps.push(`${verb}${before}`);
    verb = shared === '' ? '' : `${shared} `;
    start = end;
  }
  steps.push(`${verb}${text.slice(start).trim()}`);
  return steps.filter((step) => step !== '');
}
