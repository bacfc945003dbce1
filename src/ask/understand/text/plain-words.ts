/** Words that are part of a sentence and of no name, in lower case; stems of some of them too. */
const PLAIN = new Set(
  `a about above across altogether atm rn asap btw tho ffs lol thx ofc cuz actually add added adding additional after again against ago all alright also although always am
  an and another any anybody anymore anyone anything anyway are around as ask at away back bad be became because become
  been before began behind being below between both brand bring broke broken but by call called came can cannot cant
  case change changed check cheers come comes completely correct could currently daily date day days dead dear def did
  didn didnt do does doesnt doing done dont down due during each earlier early either else empty end enough entire even
  ever every everybody everyone everything exact exactly existing exists far few field finally find fine finish finished
  finnished fire fired fires firing first five following for forever four fresh from full fully further get gets getting
  gimme give given gives go goes going gone good got had has have having he hello help her here hers hey hi him his
  hold hourly how however i id ids if im in inside instead into is isnt it its itself ive job just keep keeps kept kill
  kind kindly kinds last lately later latest least leave left less let lets like likely list live ll load long longer look
  looking looks made main make makes making many matter may maybe me mean might mine minute minutes mistake moment monday
  monthly more morning most move moved much must my myself name named names need needed needs never new newest next nice
  night no nobody none nor normal not nothing now null number nowhere of off often oh ok okay old older on once one ones
  only onto open or other others ought our ours out over own particular past per perhaps permanently place please pls plz
  plus possible precise present previous probably properly pull put quarter quick quickly quiet quietly rather re read
  real really recent recently remaining rename right run running runs said same saw say says second see seem seems seen
  send sends sent set several shall she should shoud show shows side since single situation six so some somebody someone
  something somewhere soon sorry specific start started starts state still stop stopped stops stuff such sure switch take
  takes tell temporarily ten test than thank thanks that thats the their them then there these they thing things think
  this those though three through till time times to today together tomorrow tonight too took top total toward towards
  tried triggered true try turn turned two unneeded unused until up upon us use used using usual usually various very via
  wait want wanted wants was wasnt watch way we week weekly weeks well went were weve what whats when whenever where
  whether which while who whoever whole whom whose why will with within without wont working works worth would write
  writes wrong ya yeah year yearly yes yesterday yet you your yours
  tuesday wednesday thursday friday saturday sunday january february march april june july august september october
  november december
  sql vrl json csv promql api url http https ids
  along product description heading headline known action under upon stay stays remain remains point points toward
  dl upd chg perms cfg svc acct mk rm ls mv del drp def tbl req bg towards email mail webhook v1 v2 p1 p2 p3 p4 p5 interface accordingly built keyed kicks kick team
  fail fails failed failing failure broken noisy loud silly useless stale outdated obsolete shiny custom legacy big small
  overnight immediately straight directly exists exist named titled entitled labelled labeled cannot definition details
  detail config configuration setting settings settings query queries threshold rule rules status state version export
  content contents data info information result results rows row id's format script code body text payload file files
  item items entry entries count counts overview summary history permission permissions members member owner
  everywhere nowhere anywhere belongs belong contain contains containing includes including include based beginning
  starting ending matching lives sits hangs hanging across bound linked attached regarding concerning according
  turns turned want's cries ring rings ringing shouting wakes pages paging spamming flapping`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const KNOWN = new Set(
  `ai ui rca cpu ram io sso udf kv ci llm genai eu us de uk pii tls ssl dns db pr
  openobserve grafana splunk datadog kibana kubernetes prometheus slack teams pagerduty opsgenie`.split(
    /\s+/,
  ),
);

/** Whether a word, in lower case, is the name of something that all know, and not likely one of theirs. */
export const isKnownName = (word: string) => KNOWN.has(word);

/** Whether a word, in lower case, is one of those that only build sentences. */
export const isListedPlain = (word: string) => PLAIN.has(word);

/** Nouns that end as adverbs and participles do: `supply`, `anomaly`, `feed`, `bed`. */
const NOUN_ENDING = /(?:(?:supp|assemb|anoma|fami|rep|app)ly|eed|^\w{0,2}ed)$/;

/** The same, and adverbs and participles, so that it names nothing. */
export const isPlainWord = (word: string) =>
  isListedPlain(word) || (/(?:ly|ed|n't)$/.test(word) && !NOUN_ENDING.test(word));

const GENERIC = new Set(
  `alert dashboard report user stream pipeline metric trace log message folder group role view destination channel template
  incident panel chart graph function setting label field column table job search variable tab mail mailing integration`.split(
    /\s+/,
  ),
);

/** Whether a noun of ours before another makes a kind of it: `alert folder`. */
export const isGenericNoun = (word: string) => GENERIC.has(word) || GENERIC.has(word.replace(/s$/, ''));

const DESCRIBING = new Set(
  `old new whole entire current existing empty main same right wrong noisy loud stale outdated obsolete unused legacy custom
  broken silly useless weekly daily monthly hourly first second last latest other another single shared private public
  separate dedicated additional fresh proper extra simple learned annoying stupid test certain whole specific personal effective finished running failed big small own saved scheduled`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Whether a word before a noun describes the thing instead of naming it. */
export const isDescribing = (word: string) => DESCRIBING.has(word);
