import type { Reading } from './reading.ts';

/** Roles that every installation has, and how people write them. */
const ROLE =
  /(?<![\p{L}\p{N}_@./-])(?:(administrator(?:in)?|administrat(?:eur|rice)|administrador[a]?|admins?)|(editors?|éditeur|éditrice|editora)|(viewers?|veiwer|vewer|read[ -]?only)|(root)|(user))(?![\p{L}\p{N}_-]|'s|’s|\.\w)/giu;
const NAMES = ['admin', 'editor', 'viewer', 'root', 'user'] as const;

const EMAIL = /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_.-]+/gu;

/** What somebody may do who only reads, in words, where no role is named. */
const READS_ONLY = new RegExp(
  [
    '(?:(?:may|can|could|should|shall|must|will|be able to|allowed to) only|only (?:be able to|be allowed to|may|can)) (?:view|read|look|see|watch)',
    '(?:view|read)[- ]only|only (?:view|read) (?:access|rights|permissions?)',
    'nur (?:lesen|ansehen|anschauen|zusehen|schauen|gucken)|leserechten?|lesezugriff',
    '(?:en )?lecture seule|ne (?:peut|pourra|puisse|doit) que (?:voir|consulter|lire|regarder)|peut (?:seulement|uniquement) (?:voir|consulter|lire)',
    's[oó]lo (?:pued[ae]|podrá) (?:ver|leer|consultar|mirar)|(?:de )?s[oó]lo lectura',
    '(?:só|somente|apenas) (?:pod[ea]|possa|poderá) (?:ver|ler|visualizar|consultar)|(?:só|somente|apenas) (?:de )?leitura',
  ]
    .map((words) => `(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])`)
    .concat('只读|[只仅]能?(?:查看|看|读)')
    .join('|'),
  'giu',
);
/** "Add her as an administrator", in Chinese, which leaves no room between words. */
const CHINESE_ROLE = /(?:为|成|作|角色[是为:：]?)\s*(?:(管理员)|(编辑者?)|(查看者|只读用户))/gu;
const CHINESE_NAMES = ['admin', 'editor', 'viewer'] as const;

/** Where a statement ends, so that a negation in it reaches no further. */
const BOUNDARY = /[,;:.!?()]|\s[-–—]\s|\b(?:but|sondern|mais|pero|mas)\b/giu;
const NEGATED =
  /(?<![\p{L}])(?:not|non|never|no|without|nor|neither|none|nothing|except|anything but|\p{L}+n['’]t|dont|doesnt|isnt|cannot|nicht|kein\p{L}*|nie|niemals|ohne|pas|jamais|sans|não|nao|nunca|sem|sin|ni)(?![\p{L}])/iu;
/** What the person was, is, or only may be. */
const OTHERWISE =
  /\b(?:from|form|instead of|rather than|other than|no longer|was|were|been|claim\w*|pretend\w*|wants?|wanted|hop(?:es|ed|ing)|ex|former(?:ly)?|used to|currently|already|maybe|perhaps|possibly|(?:she|he|who|they|i)(?:['’]s|['’]re|['’]m|\s+(?:is|are|am)))[\s-]+(?:(?:to|be|being|an?|the)\s+)*$/iu;
/** The role is somebody else's: "of the admin", "ask an admin". */
const ELSEWHERE =
  /(?:\b(?:the|our|your|my|their|his|her|this|that|these|those|every|each|all|any|other)|\b(?:by|of|for|in|into|ask|tell|via|through|like|than|from)(?:\s+an?)?)\s+$/iu;
const STATED =
  /\b(?:roles?(?:\s+(?:of|is|as|to|be|for|should be|an?|the))*|as(?:\s+(?:an?|the|our))?|(?:be|become)(?:\s+(?:an?|the))?|make \S+(?:\s\S+)?\s+the)\s*[:=]?\s*["'`]?$/iu;
const FOREIGN_STATED =
  /(?:^|\s)(?:als|como|comme|en tant que?|rolle|rôle|rol|papel|função)\s*[:=]?\s*(?:un[ae]?\s+|uma?\s+|eine?[nr]?\s+)?["'`]?$/iu;
/** What may follow a role that stands for itself. */
const FOLLOWED =
  /^["'`]?(?:\s*$|\s*[,;:.!?()@&—–-]|\s+(?:roles?|rights?|access|privileges?|permissions?|logins?|accounts?|users?|members?|please|pls|plz|for|with|in|to|on|of|at|instead|and|asap|now|again|named|called|rather|from|only|as|so|because|since|today|here|there|then|thanks|like|or|by|he|she|they|we|i|(?:is|would be|will be) (?:enough|fine|ok|plenty))(?![\p{L}\p{N}_]))/iu;
const USER_STATED = /\b(?:roles?\s+(?:of\s+)?|as (?:an? )?|to )["'`]?$/iu;

/** The clause that a place in a text is in, up to there. */
function clauseBefore(text: string, at: number): string {
  const upTo = text.slice(0, at);
  return upTo.slice([...upTo.matchAll(BOUNDARY)].reduce((_, cut) => cut.index + cut[0].length, 0));
}

/** The built-in roles that a text states for somebody: neither negated nor part of another name or another's. */
export function statedRoles(text: string): string[] {
  const plain = text.replaceAll(EMAIL, '@');
  const reads = [...plain.matchAll(READS_ONLY)].flatMap(({ index }) =>
    NEGATED.test(clauseBefore(plain, index)) ? [] : ['viewer'],
  );
  const chinese = [...plain.matchAll(CHINESE_ROLE)].flatMap((match) =>
    /[不别没]/u.test(clauseBefore(plain, match.index))
      ? []
      : [CHINESE_NAMES[match.slice(1).findIndex((each) => each !== undefined)] ?? 'viewer'],
  );
  const found = [...plain.matchAll(ROLE)].flatMap((match) => {
    const role = NAMES[match.slice(1).findIndex((each) => each !== undefined)] ?? 'viewer';
    const upTo = plain.slice(0, match.index);
    const after = plain.slice(match.index + match[0].length);
    if (NEGATED.test(clauseBefore(plain, match.index)) || OTHERWISE.test(upTo)) return [];
    if (role === 'user') {
      const isNoun = /^\s+\S*[@_]/.test(after) || !FOLLOWED.test(after);
      return (USER_STATED.test(upTo) && !isNoun) || /^ role\b/i.test(after) ? [role] : [];
    }
    if (FOREIGN_STATED.test(upTo)) return [role];
    if (!FOLLOWED.test(after)) return [];
    const isRight = /^["'`]?\s+(?:roles?|rights?|access|privileges?|permissions?)\b/i.test(after);
    return STATED.test(upTo) || isRight || !ELSEWHERE.test(upTo) ? [role] : [];
  });
  return [...new Set([...reads, ...chinese, ...found])];
}

/** Whether a text speaks of a built-in role, stated for somebody or not. */
const speaksOfRole = (text: string) =>
  /\b(?:administrators?|admins?|editors?|viewers?|root)\b/i.test(text.replaceAll(EMAIL, '@'));

/** The one built-in role that is stated, or one that is named beside the word; undefined where none or several are. */
export function readMemberRole(reading: Reading): string | undefined {
  const other = reading.match(
    /\brole\s*[:=]?\s*["'`]?(?!no[nt]?[-_])([\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+)/diu,
  );
  if (other !== undefined) return other;
  const roles = statedRoles(speaksOfRole(reading.text) ? reading.text : reading.corrected());
  return roles.length === 1 ? roles[0] : undefined;
}
