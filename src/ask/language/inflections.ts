import type { Language } from './lexicon/lexicon.ts';

/** A verb of a lexicon: its infinitive, and stems and forms that do not follow from it. All folded. */
export interface Verb {
  readonly infinitive: string;
  readonly irregular: readonly string[];
}

/** Languages whose verbs end alike by the last letters of the infinitive. */
type Romance = 'fr' | 'es' | 'pt';

/** What stands instead of the last two letters of an infinitive in the third persons, the first plural, participles and gerunds. */
const CONJUGATIONS: Readonly<Record<Romance, Readonly<Record<string, string>>>> = {
  fr: {
    er: 'er e es ent ee ees ait aient ant ons ez era eront a erent',
    ir: 'ir i is it ie ies ent ait aient ant issent issons issait issaient issant ira iront irent',
    re: 're u ue us ues s ent ait aient ant ra ront irent',
  },
  es: {
    ar: 'ar arse arlo aron aban aba amos ado ada ados adas ando an a e en o ara aran',
    er: 'er erse erlo ieron ian ia emos imos ido ida idos idas iendo en e io o a an',
    ir: 'ir irse irlo ieron ian ia imos ido ida idos idas iendo en e io o a an',
  },
  pt: {
    ar: 'ar aram avam ava amos ado ada ados adas ando am a e em ou',
    er: 'er eram iam ia emos ido ida idos idas endo em e eu am a',
    ir: 'ir iram iam ia imos ido ida idos idas indo em e iu am a',
  },
};

/** The same behind stems that are irregular: the stem alone, and as a participle. */
const IRREGULAR: Readonly<Record<Romance, string>> = {
  fr: 'e es ent s t ait aient',
  es: 'o a os as e en an aron ieron eron io ido ida idos idas iendo amos emos',
  pt: 'o a os as e em am iu iram ido ida idos idas indo',
};

/** Finds the verbs that a word may be a form of, as their keys. */
export type FindVerbs<T> = (word: string) => readonly T[];

const MOST_ENDING = 6;

/** Look up forms of the verbs of a Romance language by their stems. */
export function romanceVerbs<T>(language: Romance, verbs: ReadonlyArray<readonly [Verb, T]>): FindVerbs<T> {
  const stems = new Map<string, Array<{ endings: string; key: T }>>();
  const add = (stem: string, endings: string, key: T) => {
    const known = stems.get(stem);
    if (known) known.push({ endings, key });
    else stems.set(stem, [{ endings, key }]);
  };
  for (const [{ infinitive, irregular }, key] of verbs) {
    add(infinitive.slice(0, -2), ` ${CONJUGATIONS[language][infinitive.slice(-2)] ?? ''} `, key);
    for (const stem of irregular) add(stem, `  ${IRREGULAR[language]} `, key);
  }
  return (word) => {
    for (let cut = Math.min(MOST_ENDING, word.length - 2); cut >= 0; cut--) {
      const ending = ` ${word.slice(word.length - cut)} `;
      const found = (stems.get(word.slice(0, word.length - cut)) ?? []).filter(({ endings }) =>
        endings.includes(ending),
      );
      if (found.length > 0) return found.map(({ key }) => key);
    }
    return [];
  };
}

/** Particles that German verbs part with: "lehnt ... ab". */
const PARTICLES =
  /^(?:herunter|runter|hoch|schief|daneben|zuruck|zusammen|fest|fehl|fertig|frei|neu|durch|gut|ab|an|auf|aus|ein|zu|um|nach|vor|her|hin|weg|los|bei|mit)(?=[a-z]{4})/;
/** Verbs that only begin like one with a particle. */
const WHOLE = /^(?:abonn|antwort)/;
const INSEPARABLE = /^(?:be|emp|ent|er(?!nt)|ver|zer|miss|uber|unter|wiederhol)(?=[a-z]{3})/;
/** Stems with an e before `t`: gemeldet, geoffnet. */
const NEEDS_E = /(?:[td]|ch[mn]|[^aeiouhlmnr][mn])$/;
const ADJECTIVE_ENDINGS = ['', 'e', 'en', 'er', 'es', 'em'];

/** The forms of a German verb that are one word, and those that part with a particle. */
export interface GermanForms {
  readonly forms: readonly string[];
  readonly particle: string | null;
  /** Finite forms without their particle; empty for verbs that have none. */
  readonly finite: readonly string[];
}

/** All usual forms of a German verb. `irregular` is its participle, its preterite and its third person, the latter two without particle. */
export function germanForms({ infinitive, irregular: [participle, preterite, third] }: Verb): GermanForms {
  const particle = WHOLE.test(infinitive) ? null : (PARTICLES.exec(infinitive)?.[0] ?? null);
  const base = particle === null ? infinitive : infinitive.slice(particle.length);
  const stem = base.replace(/e?n$/, '');
  const e = NEEDS_E.test(stem) ? 'e' : '';
  const ge = /ieren$/.test(base) || INSEPARABLE.test(base) ? '' : 'ge';
  const made = `${particle ?? ''}${ge}${stem}${e}t`;
  const past = preterite === undefined ? [`${stem}${e}te`, `${stem}${e}ten`] : [preterite, `${preterite}en`];
  const finite = [base, third ?? `${stem}${e}t`, `${stem}e`, ...past];
  const joined = finite.map((form) => `${particle ?? ''}${form}`);
  return {
    particle,
    finite: particle === null ? [] : finite,
    forms: [
      ...joined,
      ...ADJECTIVE_ENDINGS.map((ending) => `${participle ?? made}${ending}`),
      `${particle ?? ''}${stem}ung`,
      `${particle ?? ''}${stem}ungen`,
      ...(particle === null ? [] : [`${particle}zu${base}`]),
    ],
  };
}

/** Whether verbs of a language are looked up by their stems. */
export const isRomance = (language: Language): language is Romance =>
  language === 'fr' || language === 'es' || language === 'pt';
