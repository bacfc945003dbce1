import type { Language } from './lexicon/lexicon.ts';
import { fold } from './word-forms.ts';
import { ownMember } from '../../json/own-member.ts';

const CODES =
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KP KR KW KZ LA LB LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PS PT PY QA RO RS RU RW SA SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW'.split(
    ' ',
  );

const SHORT: Readonly<Record<string, string>> = {
  uk: 'GB',
  usa: 'US',
  america: 'US',
  britain: 'GB',
  england: 'GB',
  holland: 'NL',
  uae: 'AE',
  'czech republic': 'CZ',
  turkey: 'TR',
  german: 'DE',
  french: 'FR',
  spanish: 'ES',
  dutch: 'NL',
  british: 'GB',
  italian: 'IT',
  polish: 'PL',
  swiss: 'CH',
  austrian: 'AT',
  japanese: 'JP',
  swedish: 'SE',
  danish: 'DK',
  norwegian: 'NO',
  finnish: 'FI',
  belgian: 'BE',
  irish: 'IE',
  greek: 'GR',
  hungarian: 'HU',
  czech: 'CZ',
  romanian: 'RO',
  bulgarian: 'BG',
  croatian: 'HR',
  canadian: 'CA',
  australian: 'AU',
  mexican: 'MX',
  korean: 'KR',
  russian: 'RU',
  ukrainian: 'UA',
  turkish: 'TR',
  argentinian: 'AR',
  colombian: 'CO',
  schwedisch: 'SE',
  deutsch: 'DE',
  osterreichisch: 'AT',
  franzosisch: 'FR',
  norwegisch: 'NO',
  danisch: 'DK',
  finnisch: 'FI',
  niederlandisch: 'NL',
  italienisch: 'IT',
  spanisch: 'ES',
  polnisch: 'PL',
  schweizer: 'CH',
  american: 'US',
  brazilian: 'BR',
  portuguese: 'PT',
  chinese: 'CN',
  indian: 'IN',
};

const names = new Map<Language, ReadonlyMap<string, string>>();

function namesIn(language: Language): ReadonlyMap<string, string> {
  const known = names.get(language);
  if (known) return known;
  const display = new Intl.DisplayNames([language], { type: 'region' });
  const made = new Map(CODES.map((code) => [fold(display.of(code) ?? code), code] as const));
  names.set(language, made);
  return made;
}

/** The ISO code of a country named in words; null for anything else. */
export function countryCode(words: string, language: Language): string | null {
  const folded = fold(words);
  return (
    namesIn(language).get(folded) ??
    ownMember(SHORT, folded) ??
    (language === 'de' ? ownMember(SHORT, folded.replace(/e[nrsm]?$/, '')) : undefined) ??
    (language === 'en' ? null : (namesIn('en').get(folded) ?? null))
  );
}

/** First parts of values that name parts of the world. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  europe: ['eu', 'europe', 'emea'],
  'north america': ['na', 'us', 'northamerica', 'amer'],
  'south america': ['sa', 'latam', 'southamerica'],
  'latin america': ['latam', 'la', 'sa'],
  asia: ['ap', 'asia', 'apac', 'as'],
  'asia pacific': ['ap', 'apac', 'asia'],
  oceania: ['oc', 'anz', 'au'],
  africa: ['af', 'africa'],
  'middle east': ['me', 'mena'],
};

/** How values of a part of the world begin; empty for other words. */
export const regionPrefixes = (words: string): readonly string[] => ownMember(REGIONS, fold(words)) ?? [];

const LANGUAGES: Readonly<Record<string, string>> = {
  arabic: 'ar',
  chinese: 'zh',
  czech: 'cs',
  danish: 'da',
  dutch: 'nl',
  english: 'en',
  finnish: 'fi',
  french: 'fr',
  german: 'de',
  greek: 'el',
  hungarian: 'hu',
  italian: 'it',
  japanese: 'ja',
  korean: 'ko',
  norwegian: 'no',
  polish: 'pl',
  portuguese: 'pt',
  romanian: 'ro',
  russian: 'ru',
  spanish: 'es',
  swedish: 'sv',
  turkish: 'tr',
  ukrainian: 'uk',
};

/** The code of a language by its English name; null for other words. */
export const languageCode = (name: string): string | null => ownMember(LANGUAGES, name) ?? null;
