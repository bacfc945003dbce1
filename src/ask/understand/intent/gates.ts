import type { ToolRow } from '../../../contract/tool.ts';
import { isEntity } from '../text/concepts.ts';
import type { ParsedRequest } from '../text/parsed-request.ts';

/** Why a request is refused whatever the model says, as the end of a sentence; null when nothing speaks against it. */
export type Objection = string | null;

const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass|vergiss|ignoriere|ignora|olvida|oublie[rz]?|ignore[rz])\b.{0,40}\b(?:previous|prior|above|earlier|all|your|the|vorherigen?|bisherigen?|anteriores|précédentes?)\b.{0,30}\b(?:instructions?|rules?|prompts?|orders?|told|anweisungen|instrucciones|instructions?|system)\b/i,
  /\b(?:you are now|act as|pretend (?:to be|you)|jailbreak|developer mode|system prompt|system\s*(?:override|message|note)\s*:)|(?:^|[[<({>*#"'])\s*system\s*:/i,
];
const EVERYTHING =
  /\b(?:delete|drop|wipe|erase|remove|destroy|purge|nuke|kill|clear|trash|disable|mute|silence|deactivate|empty(?=\s+(?:the|all|every|out|my|our)\b)|kick|turn off|switch off|get rid of)\b\W+(?:\w+\W+){0,3}?(?:everything|everybody|everyone|all(?!\s+(?:data\s+)?(?:of|in|from|for)\s+(?:the\s+)?(?:stream|panel|dashboard|index))|ev(?:e)?ry|each|whole|entire)\b(?!\s+(?:morning|night|day|hour|minute|time|where|that|which|with|older|else|\d))/i;
const SECRETS =
  /\b(?:show|give|list|print|dump|read|reveal|send|export|tell|what(?:'s| is| are))\b.{0,40}\b(?:passwords?|passwd|api keys?|secret keys?|secrets|credentials|private keys?|root token|access tokens?)\b/i;
const MAKES_SECRET = /\b(?:reset|change|set|new|create|forgot|rotate|initial|first)\b/i;

/** Requests that no wording makes safe: orders to the assistant, to destroy all of a kind, to hand out secrets. */
export function objectionTo({ text }: ParsedRequest): Objection {
  if (ORDERS.some((order) => order.test(text)))
    return 'it gives orders to the assistant instead of saying what it wants to know or change';
  if (EVERYTHING.test(text)) return 'it would take away or silence everything of a kind at once';
  if (SECRETS.test(text) && !MAKES_SECRET.test(text)) return 'it asks for secrets, which are never shown';
  return null;
}

const TAKES_AWAY =
  /\b(?:delet\w*|delte|dleete|remov\w*|remvoe|drop\w*|eras\w*|wip\w*|destroy\w*|purg\w*|nuk\w*|kill\w*|trash\w*|discard\w*|scrap\w*|rm|del|get(?:ting)? rid|rid of|throw\w*|bin(?:ned)?|gone|vanish\w*|disappear\w*|unsubscribe|revok\w*|offboard\w*|decommission\w*|retir\w*|clear\w*|clean\w*|dump|ditch\w*|axe|zap|tear|(?:take|cut|rip|shut|lock|throw|pull|put|have|with)\b.{0,40}\b(?:out|away|off|down|gone)|(?:not?|n't|nobody|no one|none)\b.{0,20}\b(?:needs?|needed|wants?|wanted|uses?|used|looks?|reads?)|(?:used|wanted|needed|read) by (?:nobody|no one)|no longer|any ?more|unneeded|unused|useless|pointless|obsolete|kick\w*|exclud\w*|expel\w*|ban|unset|reset|forget|strip|withdraw\w*|terminat\w*|eliminat\w*|undo|go away|(?:can|has to|must|should|needs to|may) go|hide|let\b.{0,20}\bgo|out of|left|leav\w*|last (?:day|shift)|still (?:has|have|get|gets|log|logs|can)|redundant|away|lose)\b/i;

/** Who wants something back has lost it already. */
const WANTS_BACK =
  /\b(?:undo|undelete|restore|recover|bring (?:\w+ ){0,3}back|get (?:\w+ ){0,3}back|(?:deleted|removed|dropped|erased|wiped|killed)\b[^.;]*\b(?:by accident|accidentally|by mistake))\b|\b(?:accidentally|by mistake|by accident)\b[^.;]*\b(?:deleted|removed|dropped|erased|wiped|killed)\b/i;

/** Whether the request has a word that takes away. */
function takesAway({ text, tokens }: ParsedRequest): boolean {
  return TAKES_AWAY.test(text) || TAKES_AWAY.test(tokens.map((token) => token.text).join(' '));
}

const DELETE = '%delete';
/** How sure the model must be of what destroys: with its target named after the verb, without a target, with another. */
const SURE_ENOUGH = { named: 0.1, unnamed: 0.9, another: 0.97 };

/** What is said to be deleted: the first thing named after the verb. */
function targetOf({ mentions }: ParsedRequest): string | undefined {
  const verb = mentions.find(({ concept }) => concept === DELETE);
  const found = verb && mentions.find(({ concept, start }) => isEntity(concept) && start >= verb.end);
  return found?.concept.slice(1);
}

/** Whether an operation may come first; `entity` is what it is about, `score` how likely the model takes it to be. */
export function mayLead(look: ParsedRequest, row: ToolRow, entity: string, score: number): boolean {
  if (row.access !== 'destructive') return true;
  if (WANTS_BACK.test(look.text) || !takesAway(look)) return false;
  const target = targetOf(look);
  if (target === undefined) return score >= SURE_ENOUGH.unnamed;
  const isNamed = entity.includes(target) || target.includes(entity);
  return score >= (isNamed ? SURE_ENOUGH.named : SURE_ENOUGH.another);
}

const FEWEST_WORDS = 3;

/** A word or two that name nothing to do with OpenObserve, such as a greeting. */
export function saysTooLittle({ tokens, mentions }: ParsedRequest): boolean {
  return tokens.length < FEWEST_WORDS && mentions.length === 0 && tokens.every(({ span }) => span === null);
}
