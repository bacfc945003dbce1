import { joinLoginVerbs, joinPhrasalVerbs } from '../../language/phrasal-verbs.ts';
import { plainTimes } from './plain-times.ts';

/** A request with its shorthand in words: `non-200` as "not 200", `req/s` as "per second", `what's` as "what is". */
export const spellOut = (request: string) =>
  plainTimes(joinLoginVerbs(joinPhrasalVerbs(request)))
    .replaceAll(/(?<=\b[kmg])(?:bit|b)\/s\b/giu, 'bps')
    .replaceAll(/\bs(?:mth|th)\b/giu, 'something')
    // The "i.e." is no country.
    .replaceAll(/(?<!\p{L})(?:i\.e\.|e\.g\.)(?!\p{L})/giu, ',')
    .replaceAll(/\btheirs\b/giu, 'them')
    .replaceAll(/\b(?:step by step|every (?:single )?step)\b/giu, 'all records')
    .replaceAll(/\bload[- ]?balancers?\b/giu, 'balancer')
    .replaceAll(/\b(?:walk|take|guide|lead) (?:me|us) through\b/giu, 'show me')
    .replaceAll(
      /\bin (?:chronological |time )?order\b(?! (?:of|by|to|for|that|from|with)\b)/giu,
      'oldest first',
    )
    // "log volume" is a number of records, and "volume" alone may be a field.
    .replaceAll(/\b(log|event|message|request)s? volume\b/giu, 'number of $1s')
    // "in each of the last 12 hours"
    .replaceAll(
      /\b(?:in|for|during|within|of)? ?each of the (last|past|previous) (\d{1,3}) (minute|hour|day|week)s\b/giu,
      ' per $3 in the $1 $2 $3s',
    )
    // "show me slow requests": those that took longest, where nobody says how slow.
    .replace(
      /^((?:please )?(?:shwo|show|list|find|get|display|what are|which are)(?: me| us)?(?: the| all| some| any)?(?: the)?) s(?:low|lwo) (?=(?:requests?|requets|calls|traces|spans|responses|transactions|endpoints|pages)\b)/iu,
      '$1 slowest ',
    )
    .replaceAll(/\bvolume of (logs|events|messages|requests)\b/giu, 'number of $1')
    .replaceAll(/\bwh?at(?:'s|’s|s)\b/giu, 'what is')
    .replaceAll(/\bwho(?:'s|’s)\b/giu, 'who is')
    .replaceAll(/\b(?:us|american) dollars?\b/giu, 'usd')
    .replaceAll(/\bcooling (?:water|liquid|fluid)\b/giu, 'coolant')
    // "gave a guest their money back"
    .replaceAll(
      /\b(?:g[aeio]ve|given|giving|gives|got|gets?|getting|had|hand(?:ed|ing)?) (?:[^\s,?.]{1,20} ){0,3}?(?:their|his|her|the|our|my|your) money back\b/giu,
      'refunded',
    )
    .replaceAll(/\bmoney back\b/giu, 'refund')
    .replaceAll(/\bswedish (?:kron(?:or|a|er))\b/giu, 'sek')
    .replaceAll(/\bdanish (?:kron(?:or|e|er))\b/giu, 'dkk')
    .replaceAll(/\bnorwegian (?:kron(?:or|e|er))\b/giu, 'nok')
    .replaceAll(/(?<=\p{L}{3})\/(?:s|sec|second)\b/giu, ' per second')
    .replaceAll(/(?<=\p{L}{3})\/(?:m|min|minute)\b/giu, ' per minute')
    .replaceAll(/(?<=\p{L}{3})\/(?:h|hr|hour)\b/giu, ' per hour')
    // "is revenue up today"
    .replace(
      /^((?:is|are|was|were) [^?]{2,40}?) (up|down)(?=\W*$| (?:today|now|this|since|vs|compared|versus|on|over|from|than|week|month)\b)/iu,
      '$1 going $2',
    )
    // "attempts against root" are no comparison.
    .replaceAll(
      /(?<=\b(?:ones|those|attempts?|attacks?|log[io]ns?|requests?|calls?|made|filed|raised|opened|booked|claims?|complaints?|tickets?) )against (?!(?:the |that |those |this )?(?:last|previous|prior|same|days?|hours?|weeks?|months?|period|ones?|yesterday|today|\d))/giu,
      'on ',
    )
    .replaceAll(/\bnon[- ](?=[\w])/giu, 'not ')
    // "die Druckaufträge mal nicht mitgezählt"
    .replaceAll(
      /,?\s((?:die |der |das |den )?[^,?\s][^,?]{0,60}?)(?: mal)? (?:nicht (?:mitgezählt|mitgerechnet|mitgezaehlt|eingerechnet|einbezogen)|ausgenommen|ausgeschlossen)(?=\W{0,5}$)/giu,
      (_, things: string) => ` ohne ${things.replaceAll(/[()]/g, ' ')}`,
    )
    .replaceAll(/(?<=\s)!(?=\w)/g, 'not ');
