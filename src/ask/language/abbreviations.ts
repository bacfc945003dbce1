import { ownMember } from '../../json/own-member.ts';

/** What people shorten when they type. */
const SHORT: Readonly<Record<string, string>> = {
  err: 'error',
  sev: 'severity',
  prio: 'priority',
  desc: 'description',
  doc: 'document',
  cat: 'category',
  amnt: 'amount',
  avail: 'available',
  req: 'request',
  msg: 'message',
  txn: 'transaction',
  tx: 'transaction',
  conn: 'connection',
  auth: 'authentication',
  cfg: 'configuration',
  svc: 'service',
  temp: 'temperature',
  db: 'database',
  mem: 'memory',
  resp: 'response',
  lat: 'latency',
  env: 'environment',
  cust: 'customer',
  acct: 'account',
  pkg: 'package',
  qty: 'quantity',
  amt: 'amount',
  evt: 'event',
  exc: 'exception',
  sess: 'session',
  usr: 'user',
  srv: 'server',
  fw: 'firmware',
  deploy: 'deployment',
  dur: 'duration',
  addr: 'address',
  pmt: 'payment',
  ord: 'order',
  num: 'number',
  util: 'utilization',
  app: 'application',
  apps: 'application',
  prod: 'production',
  dev: 'development',
};

/** The whole word for a folded one, or its singular, that people shorten in English; null for others. */
export const expanded = (folded: string): string | null =>
  ownMember(SHORT, folded) ?? ownMember(SHORT, folded.replace(/(?<=[a-z]{2})s$/, '')) ?? null;

/** Letters of an abbreviation: fewer stand for too much, and more are a word. */
const SHORTEST = 3;
const LONGEST = 5;
/** Letters that an abbreviation leaves out at least; one where it is the word without its vowels. */
const LEAST_LEFT_OUT = 2;
/** Vowels that an abbreviation keeps behind its first letter. */
const MOST_VOWELS = 1;
/** Share of the consonants of a word that its abbreviation has. */
const LEAST_SHARE = 0.5;
/** Names shorten nouns. */
const VERB_END = /(?:ed|ing)$/;
const VOWELS = /(?<!^)[aeiouy]/g;

/** Whether letters stand in a text in their order. */
function isSpreadOver(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/**
 * Whether names shorten a word so: by its beginning (`instr` of instrument), or by its consonants from the first two on
 * (`smp` of sample, `wgt` of weight, `tst` of test). Both in lower case.
 */
export function isAbbreviationOf(short: string, word: string): boolean {
  if (short.length < SHORTEST || short.length > LONGEST || short.length >= word.length) return false;
  if (short === word.replaceAll(VOWELS, '')) return true;
  if (word.length - short.length < LEAST_LEFT_OUT) return false;
  if (word.startsWith(short)) return !VERB_END.test(word);
  const [kept, whole] = [short.replaceAll(VOWELS, ''), word.replaceAll(VOWELS, '')];
  // What keeps its vowels is a word of its own: a depot is nothing deprecated.
  const isShortened = short.length - kept.length <= MOST_VOWELS && !VERB_END.test(word);
  const isMost = kept.length >= SHORTEST && kept.length >= whole.length * LEAST_SHARE;
  return isShortened && isMost && whole.startsWith(kept.slice(0, 2)) && isSpreadOver(kept, whole);
}
