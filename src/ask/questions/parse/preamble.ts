/** Who wants to know, or how politely it is asked: what follows is the question. */
const PREAMBLES: readonly RegExp[] = [
  /^(?:(?:hi|hey|hello|hiya|howdy|ok|okay|please|pls)\b[\s,:!.–-]+|(?:so|well|sorry|(?:good )?(?:morning|mornin|afternoon|evening)|(?:hi |hey |hello )?(?:all|team|folks|guys|everyone)|(?:quick |one )?question)\b\s?[,:!.–-]+\s*)(?=\p{L})/iu,
  /^(?:does |do )?(?:anyone|anybody|someone|you)?\s?(?:have |got )?(?:any|no|some) (?:idea|clue)s?(?: (?:of|about|on))?,?\s+(?=how|what|which|who|when|where|if|whether|why|since)/iu,
  /^(?:do|does|did) (?:you|we|anyone|anybody|someone) (?:happen to )?know\s+(?=how|what|which|who|when|where|if|whether|why|since)/iu,
  /^(?:can|could|would|will) (?:you|someone|anyone|somebody|anybody|we|i) (?:please |pls |kindly |maybe |possibly |quickly )?(?:check|find out|tell me|tell us|see|verify|confirm|work out|figure out|look up|look)\s+(?=how|what|which|who|when|where|if|whether|since)/iu,
  /^(?:please |pls )?(?:check|find out|tell me|tell us|verify|confirm|work out|figure out)\s+(?=how|what|which|who|when|where|if|whether|since)/iu,
  /^i(?: just|'m|’m| am| was| only)?(?: just)?\s?(?:would|'d|’d|d)?\s?(?:wonder(?:ing)?|like to (?:know|see|understand|find out)|love to know|want(?:ed)? to know|need(?:ed)? to know|am curious|curious|trying to (?:find out|understand))(?: about)?,?\s+(?=how|what|which|who|when|where|if|whether|why|since)/iu,
  /^(?:(?:a|an|the|one|my|our|some) )?(?:customers?|clients?|users?|colleagues?|boss|manager|management|support|finance|someone|somebody|people|team|cto|ceo|cfo) (?:is |are |was |keeps? |just )?(?:says?|said|saying|asks?|asked|asking|claims?|claimed|complains?|complained|complaining|thinks?|wants? to know|wanted to know|would like to know|told (?:me|us))(?: me| us)?(?: that| about)?[\s,:]+(?=\p{L})/iu,
];

/** A sentence about a thing, and a question that says "it": the thing is what is asked about. */
const ABOUT_IT =
  /^((?:[^\s.!?;,]+ ){0,3}[^\s.!?;,]+) (?:is|are|was|were|seems?|looks?|went|goes|has|have) [^.!?;]{2,40}[.!;–-]+\s+((?:did|does|do|has|have|had|is|are|was|were|when|how|what|which|why)\b[^?]*?)\b(?:it|they)\b(.*)$/iu;

/** Sentences of the one who asks, or of those asked about: who has which plans, and how they do. */
const CONTEXT =
  /^(?:I|we|they|he|she|it)(?:['’](?:m|re|s|ve|ll|d))?(?: (?:just|only|really|still|all|also))? (?:am|are|is|was|were|have|has|had|need|needs|want|wants|wanted|would|will|got|seem|seems|look|looks|said|says|meet|meeting|joined|took|prepare|preparing)\b/iu;
/** What says that the one who asks wants something for a purpose, and nothing of which records. */
const PURPOSE = /\b(?:to|if|whether|for|because|so|gone|gotten|become|got|about)\b/i;
/** Moments in the past, and what limits what is asked. */
const LIMITS =
  /\b(?:today|yesterday|last|past|since|ago|this|tonight|only|except|without|mean|meant|those|ones|where|which|after|before|between|more|less|than|over|under)\b|\d/i;
const ASKS =
  /^(?:how|what|which|who|whose|when|where|since when|did|do|does|is|are|was|were|has|have|had|can|could|any|show|list|give)\b/i;
const PRONOUN = /\b(?:their|they|them|his|her|he|she|its?)\b/i;
/** Names of one or more words with a capital, after another word. */
const NAMES = /(?<=\p{Ll} )\p{Lu}[\p{L}\d-]*(?: \p{Lu}[\p{L}\d-]*)*/gu;

/** "I have a call with Acme. How many calls did their people make?": of the first sentence only the name is a part of the question. */
function withoutLead(text: string): string {
  const [, lead = '', question = ''] = /^([^.!?;]{3,120})[.!;] +(\p{L}.*)$/su.exec(text) ?? [];
  if (!CONTEXT.test(lead) || !ASKS.test(question)) return text;
  const isLimited = LIMITS.test(lead.replaceAll(/\bin (?:\d+|\p{L}+) (?:minutes?|hours?|days?)\b/giu, ''));
  const names = lead.match(NAMES) ?? [];
  if (isLimited || names.length > 1) return text;
  const [name] = names;
  if (name === undefined) return PRONOUN.test(question) ? text : question;
  return PRONOUN.test(question) ? question.replace(PRONOUN, name) : text;
}

/** Who wants it, at the end of a question. */
const WANTS = /^ ?(?:(?:I|we|they|he|she|it)\b[^.?!,;]{3,90})[.!]?$/iu;
const SHORTEST_QUESTION = 8;

/** "…? I need to plan the night": what follows the question says what it is asked for. */
function withoutPurpose(text: string): string {
  const mark = text.lastIndexOf('?') + 1;
  const comma = text.lastIndexOf(',');
  const isMarked = mark > 0 && mark < text.length;
  const question = isMarked ? text.slice(0, mark) : text.slice(0, Math.max(0, comma));
  const end = text.slice(isMarked ? mark : comma + 1).trim();
  if (question.length < SHORTEST_QUESTION || !WANTS.test(end)) return text;
  if (!isMarked && !/^(?:I|we) (?:need|want)\b/i.test(end)) return text;
  return CONTEXT.test(end) && PURPOSE.test(end) && !LIMITS.test(end) ? question : text;
}

/** The question without the words that lead up to it. */
export function withoutPreamble(request: string): string {
  let text = withoutPurpose(withoutLead(request.trim()));
  for (let before = ''; before !== text; ) {
    before = text;
    for (const form of PREAMBLES) text = text.replace(form, '');
  }
  return text.replace(ABOUT_IT, '$2$1$3');
}
