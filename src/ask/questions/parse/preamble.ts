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

/** The question without the words that lead up to it. */
export function withoutPreamble(request: string): string {
  let text = request.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    for (const form of PREAMBLES) text = text.replace(form, '');
  }
  return text.replace(ABOUT_IT, '$2$1$3');
}
