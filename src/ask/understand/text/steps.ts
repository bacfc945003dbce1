/** Where a tidied request, without runs of blanks, goes on to another thing to do: words that say so, or a mere `and` or full stop. */
const JOINT =
  /(?<strong>(?: ?[,;.] ?(?:and )?| and )(?:then|after that|after this|afterwards?|next|finally|if (?:so|not|none|any)|(?:once|when|if) (?:that|it)(?:'s| is| has| works)?(?: (?:done|finished|ready|ok|fine|complete))?|(?:when|if) ok)\b,? ?| (?:then|afterwards?) )|(?<weak> ?[,;]? (?:and also|and|also|as well as|plus) | ?[;\n]+ ?|[.!?] |, )/giu;

/** What depends on something: its "then" begins no step of its own. */
const CONDITION = /^(?:if|when|whenever|once|as soon as|should)\b/i;

/** Words a new step begins with: without one of them, what follows a mere `and` belongs to the step before. */
const VERB =
  /^(?:(?:please|pls|also|then|just|kindly|i(?:'d| would)? (?:like|want|need)(?: you)? to|(?:can|could) you)\s+)*(?:create|make|add|build|set\s?up|delete|remove|drop|mute|silence|disable|enable|pause|resume|list|show|see|view|get|find|search|open|pull|move|put|stick|rename|change|update|edit|alert|notify|warn|tell|email|mail|send|invite|give|hand|export|clone|copy|trigger|fire|test|run|kick|check|look|stop|start|switch|turn|ack(?:nowledge)?|resolve|close|mark|register|save|store|count|extend|raise|lower|unmute|cancel|retry|assign|throw|load|upload|write|let|post|point|pause|set|try|restart|backfill|import|insert|use|have (?:the|it|an?))\b/i;

const QUESTION = /^(?:which|what|who|where|how|is|are|does|did|has|have)\b|\?$/i;
/** A second thing to make, whose verb was said with the first: "make a destination, and an alert that sends to it". */
const MADE_TOO =
  /^(?:an?|another|the)\s+(?:\w+\s+)?(?:alert|destination|dashboard|template|folder|pipeline|function|report)\b(?! panel)/i;
const MAKES =
  /^(?:(?:please|pls|can you|could you)\s+)?(create|make|add|build|set\s?up)\b(?!.*\b(?:with|using|from)\b)/i;

/** Where an alert or a report goes: part of the wish to make it. */
const SENT_TO =
  /^(?:please\s+|also\s+|then\s+)*(?:send|mail|email|post|deliver|route|notify|forward|push)\b(?:\s+(?:it|them|this|that|those|the\s+(?:alert|report|message|notification|mail)s?|me|us))*(?:\s+(?:to|via|on|through|by|over|in)\b|\s+[\w-]+\s*(?:$|,\s*(?:(?:at most|not more than|no more than|only) once|check(?:ed)? (?:it )?every|silence)\b))/i;
/** How often an alert is checked, and how long it is silent. */
const SCHEDULED =
  /^(?:(?:check|evaluate|run|repeat)\s+(?:it\s+)?(?:every|each|once)|(?:silence|mute|snooze|stay quiet|be silent)\s+(?:it\s+)?(?:for|after)?\s*(?:\d+|an?\b|one\b|half\b)|(?:leave|keep|make|create) it\s+(?:(?:switched|turned)\s+)?(?:off|disabled))\b/i;
const IS_SENT = /\b(?:alert|alarm|notif\w+|warn|page|ping|monitor|report|digest|mailing)/i;

const FEWEST_WORDS = 2;

/** A part of a request, and whether words such as "then" say that it is a step of its own. */
export interface Part {
  readonly text: string;
  readonly isSaid: boolean;
}

const wordsOf = (text: string) => text.split(/\s+/).length;

/** What is told before a wish is no step. */
const isWish = (text: string) => VERB.test(text.replace(/^.*:\s+/, '')) || QUESTION.test(text);

/**
 * A request cut where another thing to do begins. `isCovered` says whether a stretch lies inside quotes or another
 * form of its own, where nothing is cut.
 */
export function splitSteps(text: string, isCovered: (start: number, end: number) => boolean): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let isSaid = false;
  let verb = '';
  for (const joint of text.matchAll(JOINT)) {
    const end = joint.index + joint[0].length;
    const rest = text.slice(end);
    const before = text.slice(start, joint.index).trim();
    const isStrong = joint.groups?.strong !== undefined;
    const isLong = wordsOf(before) >= FEWEST_WORDS && wordsOf(rest) >= FEWEST_WORDS;
    if ((SENT_TO.test(rest) || SCHEDULED.test(rest)) && IS_SENT.test(before)) continue;
    const shared = MADE_TOO.test(rest) ? (MAKES.exec(before)?.[1] ?? '') : '';
    const isOwn = isStrong ? !CONDITION.test(before) : shared !== '' || (VERB.test(rest) && isWish(before));
    if (!isLong || !isOwn || isCovered(joint.index, end)) continue;
    parts.push({ text: `${verb}${before}`, isSaid });
    verb = shared === '' ? '' : `${shared} `;
    start = end;
    isSaid = isStrong;
  }
  parts.push({ text: `${verb}${text.slice(start).trim()}`, isSaid });
  return parts.filter((part) => part.text !== '');
}
